import { instantOf, offsetAt } from '../time-zone.ts';
import { many, type JsonLd } from './document.ts';
import { organization, type OrganizationFacts } from './site.ts';

export interface EventFacts {
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly description?: string;
  readonly lang: string;
  /** A date, or a local date and time in `time_zone`. */
  readonly start: string;
  readonly end?: string;
  readonly time_zone?: string;
  readonly status: 'scheduled' | 'cancelled' | 'postponed' | 'rescheduled';
  readonly previous_start?: string;
  readonly place?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly organizers?: readonly OrganizationFacts[];
  readonly keywords?: readonly string[];
}

const statuses = { scheduled: 'EventScheduled', cancelled: 'EventCancelled', postponed: 'EventPostponed', rescheduled: 'EventRescheduled' } as const;

/** A local time with the offset that holds then: `2009-02-05T09:00:00+02:00`. */
function moment(value: string | undefined, zone: string | undefined): string | undefined {
  if (value === undefined || !value.includes('T')) return value;
  const local = value.length === 16 ? `${value}:00` : value;
  if (zone === undefined) return local;
  const offset = offsetAt(zone, instantOf(local, zone)) / 60;
  const digits = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${digits(offset / 60)}:${digits(offset % 60)}`;
}

/** A meeting. */
export function event(e: EventFacts): JsonLd {
  const address = e.place || e.country ? { '@type': 'PostalAddress', addressLocality: e.place, addressCountry: e.country?.toUpperCase() } : undefined;
  return {
    '@type': 'Event', '@id': e.id, url: e.url, name: e.name, description: e.description, inLanguage: e.lang,
    startDate: moment(e.start, e.time_zone),
    endDate: moment(e.end, e.time_zone),
    previousStartDate: moment(e.previous_start, e.time_zone),
    eventStatus: `https://schema.org/${statuses[e.status]}`,
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: address && { '@type': 'Place', name: e.place ?? e.country?.toUpperCase(), address },
    organizer: many(e.organizers?.map(organization)),
    keywords: e.keywords?.length ? e.keywords : undefined,
  };
}

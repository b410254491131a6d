import { basic, fold, parameter, text, uri, utc } from './ical/lines.ts';
import { tzid, vtimezone } from './ical/vtimezone.ts';

export { vtimezone } from './ical/vtimezone.ts';

/** The media type of {@link writeCalendar}. */
export const calendarType = 'text/calendar; charset=utf-8; method=PUBLISH';

export interface Calendar {
  /** What wrote it: `-//Organisation//Product//EN`. */
  readonly prodid: string;
  /** A name that never changes, for programs that keep the calendar (RFC 7986, section 5.3). */
  readonly uid: string;
  readonly name: string;
  readonly description?: string;
  readonly lang: string;
  /** The page that people read. */
  readonly url: string;
  /** Where the calendar is fetched again. */
  readonly source: string;
  /** How often a program should look, in minutes. */
  readonly refresh_minutes: number;
  /** A colour name of CSS (RFC 7986, section 5.9). */
  readonly color?: string;
  readonly modified?: Date;
  readonly events: readonly CalendarEvent[];
}

export interface CalendarEvent {
  /** Never changes, whatever else does. */
  readonly uid: string;
  /** Rises with each change that matters to those who wrote it down: time, place, status. */
  readonly sequence: number;
  readonly created?: Date;
  readonly modified: Date;
  readonly status: 'tentative' | 'confirmed' | 'cancelled';
  /** A local date and time (`2009-02-05T09:00`), a day, or a month or year when no more is known. */
  readonly start: string;
  /** The last day or the end, in the same forms. A day is meant inclusively. */
  readonly end?: string;
  /** An IANA zone. Times without one float (RFC 5545, section 3.3.5). */
  readonly time_zone?: string;
  /** The language of the texts. */
  readonly lang: string;
  readonly summary: string;
  readonly description?: string;
  readonly location?: string;
  readonly categories?: readonly string[];
  readonly url: string;
  /** RFC 5546 asks for one; a portal that invites nobody has none. */
  readonly organizer?: { readonly name: string; readonly uri: string };
}

/** The first day after a day, month or year. */
function dayAfter(value: string): string {
  const [year = 0, month, day] = value.split('-').map(Number);
  const next = month === undefined ? Date.UTC(year + 1, 0, 1) : day === undefined ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1);
  return new Date(next).toISOString().slice(0, 10);
}

const firstDay = (value: string) => (value.length === 4 ? `${value}-01-01` : value.length === 7 ? `${value}-01` : value);
const isUtc = (zone: string) => /^(etc\/)?(utc|gmt|zulu)$/i.test(zone);

function time(name: string, local: string, zone: string | undefined): string {
  const value = basic(local.length === 16 ? `${local}:00` : local);
  if (zone === undefined) return `${name}:${value}`;
  return isUtc(zone) ? `${name}:${value}Z` : `${name};${tzid(zone)}:${value}`;
}

/** DTSTART and DTEND are both times or both dates, and the date of DTEND is the first that no longer belongs (RFC 5545, section 3.6.1). */
function times({ start, end, time_zone }: CalendarEvent): string[] {
  if (start.includes('T') && (end === undefined || end.includes('T'))) {
    return [time('DTSTART', start, time_zone), ...(end === undefined || end <= start ? [] : [time('DTEND', end, time_zone)])];
  }
  const days = [start, end ?? start].map((v) => v.split('T')[0] ?? v);
  const [first, after] = [firstDay(days[0] ?? ''), dayAfter(days[1] ?? '')];
  return [`DTSTART;VALUE=DATE:${basic(first)}`, `DTEND;VALUE=DATE:${basic(after > first ? after : dayAfter(first))}`];
}

function isZoned({ start, end, time_zone }: CalendarEvent): boolean {
  return time_zone !== undefined && !isUtc(time_zone) && start.includes('T') && (end === undefined || end.includes('T'));
}

function event(e: CalendarEvent): string {
  const language = `;LANGUAGE=${parameter(e.lang)}`;
  const lines = [
    'BEGIN:VEVENT',
    `UID:${text(e.uid)}`,
    // The same event gives the same bytes, so that caches and conditional requests work.
    `DTSTAMP:${utc(e.modified)}`,
    ...times(e),
    `SEQUENCE:${e.sequence}`,
    `STATUS:${e.status.toUpperCase()}`,
    `SUMMARY${language}:${text(e.summary)}`,
    e.description ? `DESCRIPTION${language}:${text(e.description)}` : '',
    e.location ? `LOCATION${language}:${text(e.location)}` : '',
    e.categories?.length ? `CATEGORIES${language}:${e.categories.map(text).join(',')}` : '',
    `URL:${uri(e.url)}`,
    e.organizer ? `ORGANIZER;CN=${parameter(e.organizer.name)}:${uri(e.organizer.uri)}` : '',
    e.created ? `CREATED:${utc(e.created)}` : '',
    `LAST-MODIFIED:${utc(e.modified)}`,
    // Somebody else's meetings do not make a subscriber busy.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
  return lines.filter(Boolean).map(fold).join('');
}

function zones(events: readonly CalendarEvent[]): string[] {
  const years = new Map<string, { first: number; last: number }>();
  for (const e of events.filter(isZoned)) {
    const [first, last] = [Number(e.start.slice(0, 4)), Number((e.end ?? e.start).slice(0, 4))];
    const seen = years.get(e.time_zone ?? '') ?? { first, last };
    years.set(e.time_zone ?? '', { first: Math.min(seen.first, first), last: Math.max(seen.last, last) });
  }
  return [...years].sort(([a], [b]) => (a < b ? -1 : 1)).map(([zone, { first, last }]) => vtimezone(zone, first, last));
}

/** A calendar to read or to subscribe to (RFC 5545, RFC 7986). An unknown time zone throws a RangeError. */
export function* writeCalendar(calendar: Calendar): Generator<string> {
  const language = `;LANGUAGE=${parameter(calendar.lang)}`;
  const refresh = `PT${Math.max(1, Math.round(calendar.refresh_minutes))}M`;
  const head = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${text(calendar.prodid)}`, 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    `UID:${text(calendar.uid)}`,
    `NAME${language}:${text(calendar.name)}`,
    calendar.description ? `DESCRIPTION${language}:${text(calendar.description)}` : '',
    calendar.modified ? `LAST-MODIFIED:${utc(calendar.modified)}` : '',
    `URL:${uri(calendar.url)}`,
    `SOURCE;VALUE=URI:${uri(calendar.source)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    calendar.color ? `COLOR:${text(calendar.color)}` : '',
    // What programs older than RFC 7986 read.
    `X-WR-CALNAME:${text(calendar.name)}`,
    calendar.description ? `X-WR-CALDESC:${text(calendar.description)}` : '',
    `X-PUBLISHED-TTL:${refresh}`,
  ];
  yield head.filter(Boolean).map(fold).join('');
  yield* zones(calendar.events);
  for (const e of calendar.events) yield event(e);
  yield 'END:VCALENDAR\r\n';
}

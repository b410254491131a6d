import { event, type EventFacts } from '#protocols/json-ld';
import type { KindOutputs, Subject } from '#domains/editorial';
import type { MeetingFacts } from './kind.ts';

/** schema.org, EventStatusType; a meeting that was held took place as scheduled. */
const statuses: Readonly<Record<string, EventFacts['status']>> = { cancelled: 'cancelled', postponed: 'postponed' };

const hostOf = ({ view, facts }: Subject<MeetingFacts>) => (facts.host ? [view.pick(facts.host).text] : []);

/** Town and country, as far as they are known. */
function placeOf({ view, facts }: Subject<MeetingFacts>): string {
  return [facts.place ? view.pick(facts.place).text : '', facts.country ? view.country(facts.country) : ''].filter(Boolean).join(', ');
}

export const meetingOutputs: KindOutputs<MeetingFacts> = {
  cite(subject) {
    const place = placeOf(subject);
    return { kind: 'event', authors: hostOf(subject), ...(place ? { place } : {}) };
  },
  names: ({ view, facts }) => [facts.host, facts.place].flatMap((name) => (name ? [view.pick(name)] : [])),
  describe(subject, work) {
    const { view, record, facts } = subject;
    const { id, url, name, description, lang, keywords = [] } = work;
    return event({
      id, url, name, lang, keywords,
      ...(description ? { description } : {}),
      start: facts.start,
      ...(facts.end ? { end: facts.end } : {}),
      ...(facts.time_zone ? { time_zone: facts.time_zone } : {}),
      status: statuses[record.status ?? ''] ?? 'scheduled',
      ...(facts.place ? { place: view.pick(facts.place).text } : {}),
      ...(facts.country ? { country: facts.country } : {}),
      organizers: hostOf(subject).map((host) => ({ name: host })),
    });
  },
};

import type { PageContext, Site } from '#kernel/http';
import { mountKind, type EditorialContext, type ListParts, type ListRow } from '#domains/editorial';
import { dayOf, type Process } from '#domains/parties';
import { lastDay } from './dates.ts';
import { meetings } from './kind.ts';
import { meetingFacts, meetingMarks } from './pages/facts.tsx';
import { meetingsOf } from './queries.ts';

/** Meetings to come stand before those that have been, when there are any. */
async function list({ view, db, query }: PageContext, rows: readonly ListRow[], process: Process): Promise<ListParts> {
  const found = await meetingsOf(db, rows.map((r) => r.version_id));
  const today = dayOf(process, new Date());
  const isUpcoming = (row: ListRow) => {
    const meeting = found.get(row.version_id);
    return meeting !== undefined && lastDay(meeting.starts, meeting.ends) >= today;
  };
  const some = query.get('sort') === null && rows.some(isUpcoming);
  return {
    marks: new Map([...found].map(([id, meeting]) => [id, meetingMarks(view, meeting)])),
    group: some ? (row) => (isUpcoming(row) ? { id: 'upcoming', title: view.t('meetings.upcoming'), rank: 0 } : { id: 'past', title: view.t('meetings.past'), rank: 1 }) : undefined,
  };
}

/** The list and the pages of meetings. */
export function meetingsRoutes(site: Site, editorial: EditorialContext): void {
  mountKind(site, editorial, {
    kind: meetings,
    list: (context, rows) => list(context, rows, editorial.process()),
    formats: ['ics'],
    async parts({ view, db }, { record }) {
      const meeting = (await meetingsOf(db, [record.version_id])).get(record.version_id);
      const body = meeting?.body ? editorial.process().bodies.find((b) => b.id === meeting.body) : undefined;
      return { facts: meetingFacts(view, meeting, body && view.pick(body.name)), marks: meetingMarks(view, meeting), date: null };
    },
  });
}

import { sql } from 'kysely';
import { calendarType, writeCalendar, type CalendarEvent } from '#protocols/ical';
import { paths, patterns } from '#paths';
import type { PageContext, Site } from '#kernel/http';
import type { Texts } from '#kernel/i18n';
import type { View } from '#kernel/view';
import { bestText, filterCondition, filterQuery, parseFilter, type EditorialContext, type ListText } from '#domains/editorial';

/** Programs look again after this many minutes (RFC 7986, section 5.7). */
const refreshMinutes = 360;

interface MeetingRow {
  record_id: string;
  number: number;
  slug: string;
  status: string | null;
  updated_at: Date;
  added: string;
  starts: string;
  ends: string | null;
  time_zone: string | null;
  place: Texts | null;
  country: string | null;
  themes: string[];
  texts: ListText[];
}

async function readMeetings({ db, query }: PageContext): Promise<MeetingRow[]> {
  const { rows } = await sql<MeetingRow>`
    select v.record_id, v.number, v.slug, v.status, v.updated_at, v.added, v.themes, m.starts, m.ends, m.time_zone, m.place, m.country,
      (select jsonb_agg(jsonb_build_object('lang', t.lang, 'title', t.title, 'short', t.short, 'summary', t.summary, 'authenticity', t.authenticity, 'translates', t.translates))
       from published.text t where t.version_id = v.id) as texts
    from published.version v join meetings.meeting m on m.version_id = v.id
    where v.kind = 'meeting' and ${filterCondition(parseFilter(query))}
    order by v.date_from, v.id`.execute(db);
  return rows;
}

/** RFC 5545, section 3.8.1.11: a meeting is confirmed until it is called off or its date is open again. */
const statuses: Readonly<Record<string, CalendarEvent['status']>> = { cancelled: 'cancelled', postponed: 'tentative' };

function event(view: View, row: MeetingRow, theme: (id: string) => string): CalendarEvent {
  const text = bestText(row.texts, view);
  const place = row.place ? view.pick(row.place).text : '';
  const location = [place, row.country ? view.country(row.country) : ''].filter(Boolean).join(', ');
  return {
    uid: row.record_id,
    // Versions count up with every change that was published.
    sequence: row.number - 1,
    created: new Date(`${row.added}T00:00:00Z`),
    modified: row.updated_at,
    status: statuses[row.status ?? ''] ?? 'confirmed',
    start: row.starts,
    ...(row.ends ? { end: row.ends } : {}),
    ...(row.time_zone ? { time_zone: row.time_zone } : {}),
    lang: text?.lang ?? view.lang,
    summary: text?.title ?? row.slug,
    ...(text?.summary ? { description: text.summary } : {}),
    ...(location ? { location } : {}),
    categories: row.themes.map(theme),
    url: view.origin + paths.record(view.lang, 'meetings', row.slug),
  };
}

/** Mounts `/en/meetings.ics`, by language, and by country or theme as lists are filtered. */
export function mountCalendar(site: Site, editorial: EditorialContext): void {
  site.answer(patterns.listAs('meetings', 'ics'), async (context) => {
    const { view, query } = context;
    const rows = await readMeetings(context);
    const names = editorial.names(view.lang);
    const search = filterQuery(parseFilter(query));
    const modified = rows.map((r) => r.updated_at).sort((a, b) => b.getTime() - a.getTime())[0];
    const source = view.origin + paths.listAs(view.lang, 'meetings', 'ics', search);
    return {
      type: calendarType,
      body: [...writeCalendar({
        prodid: `-//${view.process_name}//Meetings//${view.lang.toUpperCase()}`, uid: source, name: `${view.t('meetings.title')} · ${view.process_name}`, description: view.t('meetings.lead'), lang: view.lang,
        url: view.origin + paths.list(view.lang, 'meetings', search), source, refresh_minutes: refreshMinutes, ...(modified ? { modified } : {}), events: rows.map((row) => event(view, row, names.theme)),
      })].join(''),
      headers: { 'content-disposition': `inline; filename="meetings-${view.lang}.ics"` },
    };
  });
}

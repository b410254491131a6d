import { LocalTime, type Fact } from '#ui';
import { paths } from '#paths';
import { langAttribute, type Tagged, type View } from '#kernel/view';
import { taggedText, type EntryMarks } from '#domains/editorial';
import { dayRange, hasTime, instantOf } from '../dates.ts';
import type { MeetingRow } from '../queries.ts';

/** Town and country, as far as they are known. */
function placeOf(view: View, meeting: MeetingRow): Tagged[] {
  const place = meeting.place ? [view.pick(meeting.place)] : [];
  return meeting.country ? [...place, { text: view.country(meeting.country), lang: view.lang }] : place;
}

/** The range of days, and the place. */
export function meetingMarks(view: View, meeting: MeetingRow | undefined): EntryMarks {
  if (!meeting) return {};
  const place = placeOf(view, meeting);
  const inOne = place.every((p) => p.lang === view.lang) && place.length > 0 ? [{ text: place.map((p) => p.text).join(', '), lang: view.lang }] : place;
  return { date: { datetime: meeting.starts, label: dayRange(view, meeting.starts, meeting.ends) }, notes: inOne };
}

function Moment({ view, moment, meeting }: { view: View; moment: string; meeting: MeetingRow }) {
  return hasTime(moment) && meeting.time_zone ? (
    <LocalTime view={view} instant={instantOf(moment, meeting.time_zone)} timeZone={meeting.time_zone} />
  ) : (
    <time dateTime={moment}>{view.date(moment.slice(0, 10))}</time>
  );
}

/** The facts of a meeting; `body` is the governing body that met. */
export function meetingFacts(view: View, meeting: MeetingRow | undefined, body: Tagged | undefined): Fact[] {
  if (!meeting) return [];
  const { starts, ends, place, country, host } = meeting;
  const label = (key: string) => view.t(`meetings.fact.${key}`);
  const timed = hasTime(starts) || (ends !== null && hasTime(ends));
  return [
    ...(timed
      ? [
          { label: label('starts'), value: <Moment view={view} moment={starts} meeting={meeting} /> },
          { label: label('ends'), value: ends && <Moment view={view} moment={ends} meeting={meeting} /> },
        ]
      : [{ label: label('dates'), value: <time dateTime={starts}>{dayRange(view, starts, ends)}</time> }]),
    { label: label('place'), value: place && taggedText(view, view.pick(place)) },
    { label: label('country'), value: country && view.country(country) },
    { label: label('host'), value: host && taggedText(view, view.pick(host)) },
    { label: label('body'), value: body && meeting.body && <a href={paths.body(view.lang, meeting.body)} {...langAttribute(view, body.lang)}>{body.text}</a> },
  ];
}

import { sql } from 'kysely';
import { z } from 'zod';
import { texts, type Kind } from '#domains/editorial';
import { meetingOutputs } from './outputs.ts';

const moment = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((v) => /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?$/.test(v) && !Number.isNaN(Date.parse(v)), 'a date, or a local date and time such as 2009-02-05T09:00');

const facts = z.strictObject({
  start: moment,
  end: moment.optional(),
  time_zone: z.string().optional(),
  place: texts.optional(),
  country: z.string().regex(/^[a-z]{2}$/).optional(),
  host: texts.optional(),
  body: z.string().optional(),
});

export type MeetingFacts = z.infer<typeof facts>;

/** Thematic meetings, trainings, study visits and meetings of the governing bodies; conferences of others that matter to the process. */
export const meetings: Kind<MeetingFacts> = {
  kind: 'meeting',
  folder: 'meetings',
  domain: 'meetings',
  slug: /^\d{4}\/[a-z0-9]+(-[a-z0-9]+)*$/,
  types: ['thematic', 'training', 'study-visit', 'governing', 'conference'],
  statuses: ['planned', 'held', 'postponed', 'cancelled'],
  type_required: true,
  status_required: true,
  source_required: false,
  focus_required: true,
  date_required: true,
  facts,
  check({ slug, facts: f, process }) {
    const zoneIsKnown = !f.time_zone || Intl.supportedValuesOf('timeZone').includes(f.time_zone) || f.time_zone === 'UTC' || f.time_zone === 'Europe/Kyiv';
    return [
      ...(f.end && f.end.slice(0, f.start.length) < f.start.slice(0, f.end.length) ? [{ path: ['end'], message: `${f.end} is before the start ${f.start}` }] : []),
      ...(f.start.startsWith(slug.slice(0, 4)) ? [] : [{ path: ['start'], message: `is not in the year of the folder, ${slug.slice(0, 4)}` }]),
      ...(zoneIsKnown ? [] : [{ path: ['time_zone'], message: `${f.time_zone} is not an IANA time zone` }]),
      ...(f.start.includes('T') && !f.time_zone ? [{ path: ['time_zone'], message: 'is needed with a time of day' }] : []),
      ...(f.body && !process.bodies.some((b) => b.id === f.body) ? [{ path: ['body'], message: `${f.body} is not a body of process.yaml` }] : []),
    ];
  },
  identifiers: () => [],
  date: (f) => f.start.slice(0, 10),
  async save(tx, rows) {
    const json = JSON.stringify(rows.map(({ version_id, facts: f }) => ({ version_id, ...f })));
    await sql`
      insert into meetings.meeting (version_id, starts, ends, time_zone, place, country, host, body)
      select version_id, start, "end", time_zone, place, country, host, body
      from jsonb_to_recordset(${json}::jsonb) as x(version_id bigint, start text, "end" text, time_zone text, place jsonb, country text, host jsonb, body text)`.execute(tx);
  },
  async load(db, ids) {
    const { rows } = await sql<MeetingFacts & { version_id: number }>`
      select version_id, starts as start, ends as "end", time_zone, place, country, host, body from meetings.meeting where version_id = any(${ids}::bigint[])`.execute(db);
    return new Map(rows.map(({ version_id, ...f }) => [version_id, facts.parse(Object.fromEntries(Object.entries(f).filter(([, v]) => v !== null)))]));
  },
  outputs: meetingOutputs,
};

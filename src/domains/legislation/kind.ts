import { sql } from 'kysely';
import { z } from 'zod';
import { partialDate, type Kind } from '#domains/editorial';
import { actOutputs } from './outputs.ts';

export const issuers = ['parliament', 'president', 'government', 'ministry'] as const;

const facts = z.strictObject({
  number: z.coerce.string().min(1).optional(),
  issuer: z.enum(issuers),
  in_force: partialDate.optional(),
  ended: partialDate.optional(),
});

/** The state of an act is the first part of its address. */
export type ActFacts = z.infer<typeof facts>;

/** Acts of the participating States, with native title and, where it may be reproduced, text by provision. */
export const legislation: Kind<ActFacts> = {
  kind: 'act',
  folder: 'legislation',
  domain: 'legislation',
  slug: /^[a-z]{2}\/[a-z0-9]+(-[a-z0-9]+)*$/,
  types: ['constitution', 'code', 'law', 'decree', 'resolution', 'order', 'regulation', 'agreement'],
  statuses: ['in_force', 'repealed', 'not_yet_in_force'],
  type_required: true,
  status_required: true,
  source_required: true,
  focus_required: true,
  date_required: true,
  facts,
  check({ slug, facts: f, type, date, process }) {
    const state = slug.slice(0, 2);
    const before = (later: string | undefined, earlier: string | null) => later && earlier && later.slice(0, earlier.length) < earlier.slice(0, later.length);
    return [
      ...(process.states.some((s) => s.code === state) ? [] : [{ path: [], message: `${state} is not a participating State` }]),
      ...(f.number || type === 'constitution' ? [] : [{ path: ['number'], message: 'is needed' }]),
      ...(before(f.in_force, date) ? [{ path: ['in_force'], message: `${f.in_force} is before its date ${date}` }] : []),
      ...(before(f.ended, f.in_force ?? date) ? [{ path: ['ended'], message: `${f.ended} is before its entry into force` }] : []),
    ];
  },
  identifiers: (_slug, f) => (f.number ? [{ scheme: 'number', value: f.number }] : []),
  date: () => null,
  async save(tx, rows) {
    const json = JSON.stringify(rows.map(({ version_id, facts: f }) => ({ version_id, ...f })));
    await sql`
      insert into legislation.act (version_id, state, number, issuer, in_force, ended)
      select x.version_id, left(r.slug, 2), x.number, x.issuer, x.in_force, x.ended
      from jsonb_to_recordset(${json}::jsonb) as x(version_id bigint, number text, issuer text, in_force text, ended text)
      join editorial.version v on v.id = x.version_id join editorial.record r on r.id = v.record_id`.execute(tx);
  },
  async load(db, ids) {
    const { rows } = await sql<ActFacts & { version_id: number }>`
      select version_id, number, issuer, in_force, ended from legislation.act where version_id = any(${ids}::bigint[])`.execute(db);
    return new Map(rows.map(({ version_id, ...f }) => [version_id, facts.parse(Object.fromEntries(Object.entries(f).filter(([, v]) => v !== null)))]));
  },
  outputs: actOutputs,
};

import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';

/** Records by what they are counted by (a State, a theme, a year), then by kind. */
export type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

async function countBy(db: Db, value: RawBuilder<unknown>): Promise<Counts> {
  const { rows } = await sql<{ value: string; kind: string; n: number }>`
    select x.value, v.kind, count(*)::int as n from published.version v cross join lateral ${value} as x(value)
    where v.kind <> 'page' and x.value is not null group by 1, 2`.execute(db);
  const counts = new Map<string, Map<string, number>>();
  for (const row of rows) counts.set(row.value, (counts.get(row.value) ?? new Map<string, number>()).set(row.kind, row.n));
  return counts;
}

/** An act counts for the State whose law it is, everything else for each State that it concerns. */
export const countByState = (db: Db): Promise<Counts> =>
  countBy(db, sql`unnest(case when v.kind = 'act' then array[split_part(v.slug, '/', 1)] else v.states end)`);

export const countByTheme = (db: Db): Promise<Counts> => countBy(db, sql`unnest(v.themes)`);

/** By the year of the item itself. */
export const countByYear = (db: Db): Promise<Counts> => countBy(db, sql`(select left(v.date, 4))`);

/** How many records of each kind meet a condition on `v`, a row of `published.version`. */
export async function countKinds(db: Db, where: RawBuilder<boolean> = sql`true`): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ kind: string; n: number }>`
    select v.kind, count(*)::int as n from published.version v where v.kind <> 'page' and ${where} group by 1`.execute(db);
  return new Map(rows.map((r) => [r.kind, r.n]));
}

/** How many records of a kind have each status. */
export async function countStatuses(db: Db, kind: string, where: RawBuilder<boolean>): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ status: string; n: number }>`
    select v.status, count(*)::int as n from published.version v where v.kind = ${kind} and v.status is not null and ${where} group by 1`.execute(db);
  return new Map(rows.map((r) => [r.status, r.n]));
}

export interface FocusYear {
  readonly focus: string;
  readonly year: number;
  readonly n: number;
}

/** Records of a kind by year and focus; a record of two focuses counts in both. */
export async function countFocusYears(db: Db, kind: string): Promise<readonly FocusYear[]> {
  const { rows } = await sql<FocusYear>`
    select f.focus, left(v.date, 4)::int as year, count(*)::int as n from published.version v cross join lateral unnest(v.focus) as f(focus)
    where v.kind = ${kind} and v.date is not null group by 1, 2 order by 2, 1`.execute(db);
  return rows;
}

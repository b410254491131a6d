import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import { rowsOf, type ListRow } from '#domains/editorial';

/** Some records of one kind, by their date. */
export interface Latest {
  readonly kind: string;
  readonly limit: number;
  /** A condition on `v`, a row of `published.version`. */
  readonly where?: RawBuilder<boolean>;
  /** What comes next instead of what was last. */
  readonly soonest?: boolean;
}

/** Several short lists at once, in two queries whatever their number. */
export async function latest<K extends string>(db: Db, wanted: Readonly<Record<K, Latest>>): Promise<Readonly<Record<K, readonly ListRow[]>>> {
  const lists = Object.entries<Latest>(wanted).map(([key, { kind, limit, where, soonest }]) => {
    const condition = sql`v.kind = ${kind} and ${where ?? sql`true`}`;
    const order = soonest ? sql`coalesce(v.date_from, '0001-01-01'::date), v.id` : sql`coalesce(v.date_from, '0001-01-01'::date) desc, v.id desc`;
    return sql`(
      select ${key}::text as key, v.id, row_number() over (order by ${order}) as n from published.version v where ${condition} order by ${order} limit ${limit})`;
  });
  const { rows: found } = await sql<{ key: K; id: number }>`select key, id from (${sql.join(lists, sql` union all `)}) l order by key, n`.execute(db);
  const rows = new Map((await rowsOf(db, [...new Set(found.map((f) => f.id))])).map((r) => [r.version_id, r]));
  const of = (key: string) => found.flatMap((f) => (f.key === key ? (rows.get(f.id) ?? []) : []));
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, of(key)])) as Record<K, ListRow[]>;
}

/** Planned meetings that are not over on `day`; one of which only the month is known is not over until the month is. */
export const notOver = (day: string): RawBuilder<boolean> => sql`v.status = 'planned' and exists (
  select from meetings.meeting m where m.version_id = v.id and coalesce(m.ends, m.starts) >= left(${day}, length(coalesce(m.ends, m.starts))))`;

/** Meetings that took place. */
export const over = sql<boolean>`v.status = 'held'`;

/** Meetings in a country. */
export const heldIn = (country: string): RawBuilder<boolean> => sql`exists (
  select from meetings.meeting m where m.version_id = v.id and m.country = ${country})`;

/** Records that concern a State; the acts of its own law apart. */
export const concerning = (state: string): RawBuilder<boolean> => sql`v.states @> array[${state}]::text[]`;

/** Acts of a State's law. */
export const lawOf = (state: string): RawBuilder<boolean> => sql`v.slug like ${`${state}/%`}`;

export const onTheme = (theme: string): RawBuilder<boolean> => sql`v.themes @> array[${theme}]::text[]`;

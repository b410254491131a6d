import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import { firstDay } from '../draft.ts';
import { filterCondition, type FacetName, type Filter } from './filter.ts';

/** A language of a listed record. */
export interface ListText {
  readonly lang: string;
  readonly title: string;
  readonly short: string | null;
  readonly summary: string | null;
  readonly authenticity: string;
  readonly translates: string | null;
}

export interface ListRow {
  readonly record_id: string;
  readonly version_id: number;
  readonly kind: string;
  readonly slug: string;
  readonly type: string | null;
  readonly status: string | null;
  readonly date: string | null;
  readonly date_from: string | null;
  readonly added: string;
  readonly updated_at: Date;
  readonly themes: readonly string[];
  readonly focus: readonly string[];
  readonly states: readonly string[];
  readonly texts: readonly ListText[];
}

export type Order = 'newest' | 'oldest' | 'added';

export interface ListQuery {
  /** Kinds of record; empty means all. */
  readonly kinds: readonly string[];
  readonly filter: Filter;
  readonly order: Order;
  readonly limit: number;
  /** A row's place in the order, to go on after or before it. */
  readonly after?: Cursor | undefined;
  readonly before?: Cursor | undefined;
  /** A further condition on `v`, a row of `published.version`. */
  readonly where?: RawBuilder<boolean>;
}

/** A place in a list: the sorting date and the version. */
export interface Cursor {
  readonly day: string;
  readonly id: number;
}

export interface ListPage {
  readonly rows: readonly ListRow[];
  readonly total: number;
  readonly has_next: boolean;
  readonly has_previous: boolean;
  /** Rows before the first one shown. */
  readonly offset: number;
}

export function formatCursor(row: ListRow, order: Order): string {
  return `${order === 'added' ? row.added : row.date_from ?? '0001-01-01'}_${row.version_id}`;
}

/** Reads `2009-02-05_17`; anything else, and a day that the database would not take, is no cursor. */
export function parseCursor(text: string | null): Cursor | undefined {
  const [, day = '', id] = /^((?!0000)\d{4}-\d{2}-\d{2})_(\d{1,15})$/.exec(text ?? '') ?? [];
  return firstDay(day) === day ? { day, id: Number(id) } : undefined;
}

const textsOf = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('lang', t.lang, 'title', t.title, 'short', t.short, 'summary', t.summary, 'authenticity', t.authenticity, 'translates', t.translates) order by t.lang), '[]')
  from published.text t where t.version_id = v.id)`;

const kindCondition = (kinds: readonly string[]): RawBuilder<boolean> => (kinds.length === 0 ? sql`v.kind <> 'page'` : sql`v.kind = any(${kinds}::text[])`);

/** One page of a list, by keyset: its cost does not grow with its place. */
export async function listRecords(db: Db, query: ListQuery): Promise<ListPage> {
  const day = query.order === 'added' ? sql`v.added` : sql`coalesce(v.date_from, '0001-01-01'::date)`;
  const condition = sql`${kindCondition(query.kinds)} and ${filterCondition(query.filter)} and ${query.where ?? sql`true`}`;
  const ascending = query.order === 'oldest';
  const backwards = query.before !== undefined;
  const up = ascending !== backwards;
  const from = query.before ?? query.after;
  const place = from ? (up ? sql`(${day}, v.id) > (${from.day}::date, ${from.id}::bigint)` : sql`(${day}, v.id) < (${from.day}::date, ${from.id}::bigint)`) : sql`true`;
  const direction = up ? sql`asc` : sql`desc`;
  const [{ rows }, { rows: [counted] }] = await Promise.all([
    sql<ListRow>`
      select v.record_id, v.id as version_id, v.kind, v.slug, v.type, v.status, v.date, v.date_from, v.added, v.updated_at, v.themes, v.focus, v.states, ${textsOf} as texts
      from published.version v where ${condition} and ${place}
      order by ${day} ${direction}, v.id ${direction} limit ${query.limit + 1}`.execute(db),
    sql<{ total: number; before: number }>`
      select count(*)::int as total, count(*) filter (where ${from ? (ascending ? sql`(${day}, v.id) <= (${from.day}::date, ${from.id}::bigint)` : sql`(${day}, v.id) >= (${from.day}::date, ${from.id}::bigint)`) : sql`false`})::int as before
      from published.version v where ${condition}`.execute(db),
  ]);
  const more = rows.length > query.limit;
  const shown = rows.slice(0, query.limit);
  if (backwards) shown.reverse();
  const total = counted?.total ?? 0;
  const before = counted?.before ?? 0;
  const offset = backwards ? Math.max(0, before - 1 - shown.length) : before;
  return { rows: shown, total, has_next: backwards ? true : more, has_previous: backwards ? more : from !== undefined && before > 0, offset };
}

/** Rows of these records in the order asked, those that are not public left out. */
export async function rowsOf(db: Db, versionIds: readonly number[]): Promise<ListRow[]> {
  const { rows } = await sql<ListRow>`
    select v.record_id, v.id as version_id, v.kind, v.slug, v.type, v.status, v.date, v.date_from, v.added, v.updated_at, v.themes, v.focus, v.states, ${textsOf} as texts
    from published.version v join unnest(${versionIds}::bigint[]) with ordinality as o(id, n) on o.id = v.id order by o.n`.execute(db);
  return rows;
}

export type FacetCounts = Readonly<Record<FacetName | 'year', ReadonlyMap<string, number>>>;

/** How many records each value of each facet would leave, the other facets kept as they are. */
export async function countFacets(db: Db, kinds: readonly string[], filter: Filter, where: RawBuilder<boolean> = sql`true`): Promise<FacetCounts> {
  const count = async (name: FacetName | 'year', value: RawBuilder<unknown>): Promise<[string, Map<string, number>]> => {
    const { rows } = await sql<{ value: string; n: number }>`
      select x.value, count(*)::int as n from published.version v cross join lateral ${value} as x(value)
      where ${kindCondition(kinds)} and ${filterCondition(filter, name)} and ${where} and x.value is not null group by x.value`.execute(db);
    return [name, new Map(rows.map((r) => [r.value, r.n]))];
  };
  const counted = await Promise.all([
    count('state', sql`unnest(v.states)`),
    count('theme', sql`unnest(v.themes)`),
    count('focus', sql`unnest(v.focus)`),
    count('type', sql`(select v.type)`),
    count('status', sql`(select v.status)`),
    count('readable', sql`(select t.lang from published.text t where t.version_id = v.id)`),
    count('year', sql`(select extract(year from v.date_from)::text)`),
  ]);
  return Object.fromEntries(counted) as unknown as FacetCounts;
}

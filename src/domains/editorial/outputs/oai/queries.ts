import { sql, type RawBuilder } from 'kysely';
import type { OaiSelection } from '#protocols/oai-pmh';
import type { Db } from '#kernel/db';
import type { Source } from '../../draft.ts';

/** A record as it is harvested; a deleted one has no version. */
export interface HarvestRow {
  readonly record_id: string;
  readonly kind: string;
  readonly slug: string;
  readonly stamp: Date;
  /** The datestamp with microseconds: the place in the harvest. */
  readonly at: string;
  readonly version_id: number | null;
  readonly type: string | null;
  readonly date: string | null;
  readonly themes: readonly string[];
  readonly focus: readonly string[];
  readonly states: readonly string[];
  readonly source: Source | null;
  readonly texts: readonly { lang: string; title: string; summary: string | null }[];
  readonly identifiers: readonly string[];
}

export interface Place {
  readonly at: string;
  readonly record_id: string;
}

/** The set of a `setSpec` such as `focus:asylum`, as a condition; null when there is no such set. */
export interface SetCondition {
  readonly shown: RawBuilder<boolean>;
  /** The same of a tombstone, which stays in the sets that the record was in. */
  readonly deleted: RawBuilder<boolean>;
}

const utc = (column: RawBuilder<unknown>) => sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

function span(stamp: RawBuilder<unknown>, id: RawBuilder<unknown>, selection: OaiSelection, after: Place | null): RawBuilder<boolean> {
  return sql`(${selection.from}::timestamptz is null or ${stamp} >= ${selection.from}::timestamptz)
    and (${selection.before}::timestamptz is null or ${stamp} < ${selection.before}::timestamptz)
    and ${after ? sql`(${stamp}, ${id}) > (${after.at}::timestamptz, ${after.record_id}::uuid)` : sql`true`}`;
}

/** What was public and is not: withdrawn, or for fewer readers now. `since` is an earlier bound than that of the span, for speed. */
const gone = (since: string | Date | null, { before }: OaiSelection) => sql`(
  select record_id, kind, slug, withdrawn_at, themes, focus, states from published.tombstone
  union all select record_id, kind, slug, departed_at, themes, focus, states from published.departures(${since}::timestamptz, ${before}::timestamptz)
)`;

/** One page of a harvest, by datestamp; its cost does not grow with its depth. */
export async function harvest(db: Db, selection: OaiSelection, set: SetCondition, after: Place | null, limit: number): Promise<HarvestRow[]> {
  const since = after?.at ?? selection.from;
  const [shown, deleted] = await Promise.all([
    sql<HarvestRow>`
      select p.record_id, r.kind, r.slug, p.visible_from as stamp, ${utc(sql`p.visible_from`)} as at, p.version_id, v.type, v.date, v.themes, v.focus, v.states, v.source,
        (select jsonb_agg(jsonb_build_object('lang', t.lang, 'title', t.title, 'summary', t.summary) order by t.translates is not null, t.lang) from published.text t where t.version_id = v.id) as texts,
        (select coalesce(jsonb_agg(i.value order by i.scheme), '[]') from editorial.identifier i where i.version_id = v.id) as identifiers
      from editorial.publication p join editorial.version v on v.id = p.version_id join editorial.record r on r.id = p.record_id
      where p.audience = 'public' and p.visible_from <= now() and p.visible_until > now() and ${set.shown} and ${span(sql`p.visible_from`, sql`p.record_id`, selection, after)}
      order by p.visible_from, p.record_id limit ${limit}`.execute(db),
    sql<HarvestRow>`
      select t.record_id, t.kind, t.slug, t.withdrawn_at as stamp, ${utc(sql`t.withdrawn_at`)} as at, null as version_id, null as type, null as date, t.themes, t.focus, t.states, null as source, '[]'::jsonb as texts, '[]'::jsonb as identifiers
      from ${gone(since, selection)} t where ${set.deleted} and ${span(sql`t.withdrawn_at`, sql`t.record_id`, selection, after)}
      order by t.withdrawn_at, t.record_id limit ${limit}`.execute(db),
  ]);
  const key = (r: HarvestRow) => `${r.at} ${r.record_id}`;
  return [...shown.rows, ...deleted.rows].sort((a, b) => (key(a) < key(b) ? -1 : 1)).slice(0, limit);
}

export async function countHarvest(db: Db, selection: OaiSelection, set: SetCondition): Promise<number> {
  const { rows: [row] } = await sql<{ n: number }>`
    select (select count(*) from editorial.publication p join editorial.version v on v.id = p.version_id join editorial.record r on r.id = p.record_id
        where p.audience = 'public' and p.visible_from <= now() and p.visible_until > now() and ${set.shown} and ${span(sql`p.visible_from`, sql`p.record_id`, selection, null)})
      + (select count(*) from ${gone(selection.from, selection)} t where ${set.deleted} and ${span(sql`t.withdrawn_at`, sql`t.record_id`, selection, null)}) as n`.execute(db);
  return row?.n ?? 0;
}

/** One record, or its tombstone, or null. */
export async function harvestOne(db: Db, kind: string, slug: string): Promise<HarvestRow | null> {
  const rows = await harvest(
    db, { metadata_prefix: '', from: null, before: null, set: null },
    { shown: sql`r.kind = ${kind} and r.slug = ${slug}`, deleted: sql`t.kind = ${kind} and t.slug = ${slug}` }, null, 1,
  );
  return rows[0] ?? null;
}

/** What a harvester begins with. */
export async function earliestStamp(db: Db): Promise<Date> {
  const { rows: [row] } = await sql<{ at: Date | null }>`
    select least((select min(visible_from) from editorial.publication where audience = 'public' and visible_from <= now() and visible_until > now()), (select min(withdrawn_at) from published.tombstone), (select min(departed_at) from published.departures(null, null))) as at`.execute(db);
  return row?.at ?? new Date(0);
}


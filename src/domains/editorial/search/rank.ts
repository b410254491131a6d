import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import { matching, type Compiled, type Strictness } from './compile.ts';
import { searchFacets, type SearchFacet, type SearchFilter } from './filter.ts';

/** Texts that are compared with each other. When more match, the newest and those with the words in their titles stand for all. */
const mostCandidates = 1000;
/** Of them, those whose whole text is weighed: the best by title and summary. */
const mostWeighed = 150;

export type SearchOrder = 'relevance' | 'newest';

export interface RankQuery {
  readonly compiled: Compiled;
  readonly strictness: Strictness;
  readonly lang: string;
  readonly filter: SearchFilter;
  readonly order: SearchOrder;
  readonly offset: number;
  readonly limit: number;
  /** Versions that a number in the query names, and how surely (0 to 1). */
  readonly named: ReadonlyMap<number, number>;
}

export interface RankedRecord {
  readonly version_id: number;
  /** The text that fits best, and where it is. */
  readonly document: number;
  readonly language_version_id: number | null;
  readonly file_revision_id: number | null;
  readonly lang: string;
  /** Other languages in which it fits as well. */
  readonly langs: readonly string[];
  readonly in_title: boolean;
  readonly score: number;
}

export type SearchCounts = Readonly<Record<SearchFacet, ReadonlyMap<string, number>>>;

export interface Ranked {
  readonly total: number;
  /** False: there are more matches than were compared, and every count is of those compared. */
  readonly complete: boolean;
  readonly records: readonly RankedRecord[];
  readonly counts: SearchCounts;
}

function filterJson(filter: SearchFilter, except?: SearchFacet): string {
  const { states, themes, focus, readable, kinds, year } = filter;
  const all: Record<string, unknown> = { states, themes, focus, readable, kinds, ...(year === null ? {} : { year }) };
  if (except) delete all[except];
  return JSON.stringify(all);
}

const isActive = (filter: SearchFilter, facet: SearchFacet) => (facet === 'year' ? filter.year !== null : filter[facet].values.length > 0);

const matches = ({ compiled, named, ...query }: RankQuery, filter: string, strictness = query.strictness) =>
  sql`published.search_matches(${matching(compiled, strictness)}::tsquery, ${compiled.without}::tsquery, ${[...named.keys()]}::bigint[], ${mostCandidates}, ${query.order === 'relevance'}, ${filter}::jsonb)`;

/** Counts of a facet over the records of `from`. */
function counting(facet: SearchFacet, from: RawBuilder<unknown>): RawBuilder<unknown> {
  const value = { kinds: sql`array[r.kind]`, states: sql`r.states`, themes: sql`r.themes`, focus: sql`r.focus`, readable: sql`r.readable`, year: sql`array[extract(year from r.date_from)::text]` }[facet];
  return sql`select ${facet} as facet, x.value, count(*)::int as n from ${from} r cross join lateral unnest(${value}) as x(value) group by x.value`;
}

/** Counts of a facet that is filtered by: what its other values would find. */
async function countWithout(db: Db, query: RankQuery, facet: SearchFacet): Promise<[SearchFacet, ReadonlyMap<string, number>]> {
  const { rows } = await sql<{ value: string; n: number }>`
    with r as (select distinct on (record_id) * from ${matches(query, filterJson(query.filter, facet))} order by record_id)
    ${counting(facet, sql`r`)}`.execute(db);
  return [facet, new Map(rows.map((r) => [r.value, r.n]))];
}

/**
 * What matches, the best first. A record stands where its best text stands. Weighed are: a number that names the record; words in the short title and in
 * the title; how much of the title they are; words in the summary and the text, near each other; the language of the page; and whether only another
 * name from the glossary was found.
 */
export async function rank(db: Db, query: RankQuery): Promise<Ranked> {
  const { compiled, order } = query;
  const exact = compiled.slots.map((s) => s.exact);
  const wide = compiled.slots.map((s) => s.wide ?? s.exact);
  const words = compiled.slots.map((s) => s.words);
  const active = searchFacets.filter((f) => isActive(query.filter, f));
  const named = JSON.stringify(Object.fromEntries(query.named));
  const main = sql<{ total: number; complete: boolean | null; records: RankedRecord[]; counts: { facet: SearchFacet; value: string; n: number }[] | null }>`
    with slot as (select *, words::float8 / sum(words) over () as part from unnest(${exact}::tsquery[], ${wide}::tsquery[], ${words}::int[]) as s(exact, wide, words)),
    found as materialized (select * from ${matches(query, filterJson(query.filter))}),
    titled as materialized (
      select f.*, ${query.strictness === 'all' ? sql`true` : sql`f.id in (select id from ${matches(query, filterJson(query.filter), 'all')})`} as full_match, t.share, t.all_found, t.row_found, coalesce((${named}::jsonb ->> f.version_id::text)::float8, 0) as named,
        least(1, (select sum(words) from slot) * 1.5 / greatest(1, length(ts_filter(f.title_tsv, '{a}')))) as brevity,
        ts_rank('{0,0.1,0.6,1}', f.title_tsv, ${compiled.anything}::tsquery) as title_rank
      from found f
      cross join lateral (
        select sum(case when f.title_tsv @@ slot.exact then slot.part when f.title_tsv @@ slot.wide then 0.7 * slot.part else 0 end) as share,
          bool_and(f.title_tsv @@ slot.exact or f.title_tsv @@ slot.wide) as all_found, coalesce(f.title_tsv @@ ${compiled.row}::tsquery, false) as row_found
        from slot
      ) t
    ),
    sketched as (
      select *, named * 40 + share * share * 3 + share * share * brevity * 2 + row_found::int * (0.5 + brevity) + title_rank
        + full_match::int * 0.6 + (lang = ${query.lang})::int * 0.4 - (file_revision_id is not null)::int * 0.3 - (kind = 'news')::int * 0.15
        + extract(year from date_from) * 0.002 as sketch
      from titled
    ),
    placed as materialized (select *, row_number() over (order by sketch desc, date_from desc, id) as place from sketched),
    weighed as (
      select k.*, k.sketch + coalesce(w.weight, 0) as score
      from placed k
      left join published.search_weigh(array(select id from placed where place <= ${mostWeighed}), ${compiled.exact}::tsquery, ${compiled.wide}::tsquery) w on w.document = k.id
    ),
    record as materialized (
      select distinct on (record_id) record_id, version_id, id as document, language_version_id, file_revision_id, lang, kind, date_from, themes, focus, states, readable,
        all_found as in_title, score, array_agg(lang) over (partition by record_id) as langs
      from weighed order by record_id, score desc, id
    )
    select (select count(*)::int from record) as total, (select bool_and(complete) from found) as complete,
      coalesce((select jsonb_agg(p) from (
        select version_id, document, language_version_id, file_revision_id, lang, langs, in_title, score
        from record order by ${order === 'newest' ? sql`date_from desc` : sql`score desc`}, date_from desc, version_id desc limit ${query.limit} offset ${query.offset}
      ) p), '[]') as records,
      (select jsonb_agg(c) from (${sql.join(searchFacets.filter((f) => !active.includes(f)).map((f) => counting(f, sql`record`)), sql` union all `)}) c) as counts`;
  const [{ rows: [result] }, ...others] = await Promise.all([main.execute(db), ...active.map((f) => countWithout(db, query, f))]);
  const counts = Object.fromEntries(searchFacets.map((f) => [f, new Map<string, number>()])) as Record<SearchFacet, Map<string, number>>;
  for (const c of result?.counts ?? []) counts[c.facet].set(c.value, c.n);
  const records = (result?.records ?? []).map((r) => ({ ...r, langs: [...new Set(r.langs)].filter((l) => l !== r.lang) }));
  return { total: result?.total ?? 0, complete: result?.complete ?? true, records, counts: { ...counts, ...Object.fromEntries(others) } };
}

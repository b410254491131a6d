import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { rowsOf, type ListRow } from '../queries/list.ts';
import { compile, type Compiled, type Strictness } from './compile.ts';
import { readCorrections, type Correction } from './corrections.ts';
import { guessIdentifiers } from './identifiers.ts';
import { readPassages, type Passage } from './passages.ts';
import { parseQuery, type Query } from './query.ts';
import { rank, type Ranked, type SearchCounts } from './rank.ts';
import type { SearchRequest } from './request.ts';
import { widen, type Widened } from './widen.ts';

export const pageSize = 20;

export interface SearchHit {
  readonly row: ListRow;
  readonly passage: Passage | null;
  /** The language of the text that was found, and others that fit as well. */
  readonly lang: string;
  readonly langs: readonly string[];
  /** Why it is here, besides the passage. */
  readonly reason: 'number' | 'title' | 'text' | 'file';
}

export interface SearchResult {
  readonly query: Query;
  /** False when nothing was asked that can be looked for. */
  readonly asked: boolean;
  readonly hits: readonly SearchHit[];
  readonly total: number;
  /** False: more match than were compared; `total` and the counts are of those. */
  readonly complete: boolean;
  readonly page: number;
  readonly pages: number;
  readonly counts: SearchCounts;
  /** What the glossary widened the query by, or would. */
  readonly widened: readonly Widened[];
  /** How much of the query each hit has, and how many records have all of it. */
  readonly strictness: Strictness;
  readonly full: number;
  readonly corrections: readonly Correction[];
}

/** With fewer records than this, texts that lack a word are shown after them. */
const fewRecords = 20;

/** Versions that numbers in the query name: 1 for the whole query, less for a word of it or a beginning. */
async function readNamed(db: Db, query: Query): Promise<Map<number, number>> {
  const guesses = guessIdentifiers(query.text, query.groups.flatMap((g) => g.map((t) => t.text)));
  if (guesses.length === 0) return new Map();
  const beginning = guesses.filter((g) => g.whole && g.normalized.length >= 5)[0]?.normalized ?? '';
  const { rows } = await sql<{ version_id: number; normalized: string }>`
    select version_id, normalized from published.find_identifiers(${guesses.map((g) => g.normalized)}::text[], ${beginning}, 50)`.execute(db);
  const named = new Map<number, number>();
  for (const { version_id, normalized } of rows) {
    const guess = guesses.find((g) => g.normalized === normalized);
    const sureness = guess === undefined ? 0.3 : guess.whole ? 1 : 0.6;
    named.set(version_id, Math.max(sureness, named.get(version_id) ?? 0));
  }
  return named;
}

const nothing: Ranked = { total: 0, complete: true, records: [], counts: { kinds: new Map(), states: new Map(), themes: new Map(), focus: new Map(), readable: new Map(), year: new Map() } };

/** Ranks by all of the query; when hardly anything has all of it, by most or any of it. */
async function rankBest(db: Db, request: SearchRequest, size: number, compiled: Compiled, named: ReadonlyMap<number, number>): Promise<{ ranked: Ranked; strictness: Strictness; full: number }> {
  const { lang, filter, order } = request;
  const at = { compiled, lang, filter, order, named, offset: (request.page - 1) * size, limit: size };
  const ranked = await rank(db, { ...at, strictness: 'all' });
  const slots = compiled.slots.length;
  if (ranked.total >= (compiled.precise ? 1 : fewRecords) || slots < 2 || named.size > 0) return { ranked, strictness: 'all', full: ranked.total };
  for (const strictness of slots > 2 && slots <= 12 ? (['most', 'any'] as const) : (['any'] as const)) {
    const relaxed = await rank(db, { ...at, strictness });
    if (relaxed.total > ranked.total) return { ranked: relaxed, strictness, full: ranked.total };
  }
  return { ranked, strictness: 'all', full: ranked.total };
}

/** Understands a query and ranks what it finds: a page of `size` records. */
async function find(db: Db, request: SearchRequest, size: number) {
  const query = parseQuery(request.q);
  const page = Number.isSafeInteger(request.page) && request.page > 0 ? Math.min(request.page, 10_000) : 1;
  const [widened, named] = query.groups.length > 0 ? await Promise.all([widen(db, query), readNamed(db, query)]) : [[], new Map<number, number>()];
  const compiled = query.groups.length > 0 ? await compile(db, query, request.wide ? widened : []) : null;
  const best = compiled ? await rankBest(db, { ...request, page }, size, compiled, named) : { ranked: nothing, strictness: 'all' as const, full: 0 };
  return { query, page, pages: Math.ceil(best.ranked.total / size), widened, named, compiled, ...best };
}

/** The records that {@link search} finds, without why: for feeds and tables. */
export async function searchRows(db: Db, request: SearchRequest, size: number): Promise<{ readonly query: Query; readonly rows: readonly ListRow[]; readonly page: number; readonly pages: number }> {
  const { query, page, pages, ranked } = await find(db, request, size);
  return { query, page, pages, rows: await rowsOf(db, ranked.records.map((r) => r.version_id)) };
}

/** Searches everything that the role of `db` may read. Never throws on what was typed. */
export async function search(db: Db, request: SearchRequest): Promise<SearchResult> {
  const { query, page, pages, widened, named, compiled, ranked, strictness, full } = await find(db, request, pageSize);
  const [rows, passages, corrections] = await Promise.all([
    rowsOf(db, ranked.records.map((r) => r.version_id)),
    compiled ? readPassages(db, compiled, ranked.records) : new Map<number, Passage>(),
    compiled && full === 0 ? readCorrections(db, query) : [],
  ]);
  const rowOf = new Map(rows.map((r) => [r.version_id, r]));
  const hits = ranked.records.flatMap((r): SearchHit[] => {
    const row = rowOf.get(r.version_id);
    const reason = named.has(r.version_id) ? 'number' : r.in_title ? 'title' : r.file_revision_id !== null ? 'file' : 'text';
    return row ? [{ row, passage: passages.get(r.version_id) ?? null, lang: r.lang, langs: r.langs, reason }] : [];
  });
  return {
    query, asked: compiled !== null, hits, total: ranked.total, complete: ranked.complete, page, pages, counts: ranked.counts,
    widened, strictness, full, corrections,
  };
}

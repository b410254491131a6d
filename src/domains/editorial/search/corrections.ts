import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { compile, matching } from './compile.ts';
import { otherLayout } from './keyboard.ts';
import { parseQuery, type Query } from './query.ts';

/** Another query that the reader may have meant. */
export interface Correction {
  readonly q: string;
  /** The language of its words. */
  readonly lang: string;
  /** How many records it finds, counted up to {@link mostCounted}. */
  readonly total: number;
}

export const mostCounted = 100;
/** Words that are corrected; a query with more unknown ones is not a slip. */
const mostCorrected = 6;

interface Nearest {
  readonly word: string;
  readonly known: boolean;
  readonly nearest: string | null;
  readonly lang: string | null;
}

/** For each word: whether published texts use it, and the most like it of the words that they use. */
async function nearestWords(db: Db, words: readonly string[]): Promise<Nearest[]> {
  const { rows } = await sql<Nearest>`
    select x.word, exists (select from editorial.word w where w.folded = unaccent(x.word)) as known, n.word as nearest, n.lang
    from unnest(${words}::text[]) with ordinality as x(word, place)
    left join lateral (
      select w.word, w.lang from editorial.word w
      where w.folded % unaccent(x.word) and abs(length(w.folded) - length(x.word)) <= 3
      order by similarity(w.folded, unaccent(x.word)) + least(0.1, ln(w.texts) / 60) desc, w.texts desc limit 1
    ) n on true
    order by x.place`.execute(db);
  return rows;
}

const wordsOf = (text: string): string[] => [...text.toLowerCase().matchAll(/\p{L}{3,40}/gu)].map((m) => m[0]);

/** The query with each unknown word replaced by the nearest known one. */
async function corrected(db: Db, text: string): Promise<{ q: string; lang: string } | null> {
  const unknown = (await nearestWords(db, [...new Set(wordsOf(text))].slice(0, 24))).filter((n) => !n.known);
  if (unknown.length === 0 || unknown.length > mostCorrected || unknown.every((n) => n.nearest === null)) return null;
  const nearest = new Map(unknown.map((n) => [n.word, n.nearest]));
  const q = text.replace(/\p{L}{3,40}/gu, (word) => nearest.get(word.toLowerCase()) ?? word);
  return q === text ? null : { q, lang: unknown.find((n) => n.lang)?.lang ?? 'en' };
}

/** The query typed on the other layout of the keyboard, when that makes words that are known. */
async function retyped(db: Db, text: string): Promise<{ q: string; lang: string } | null> {
  const other = otherLayout(text);
  if (other === null) return null;
  const words = await nearestWords(db, [...new Set(wordsOf(other))].slice(0, 24));
  const known = words.filter((w) => w.known).length;
  return known > 0 && known * 2 >= words.length ? { q: other, lang: /\p{Script=Cyrillic}/u.test(other) ? 'ru' : 'en' } : null;
}

/** What the reader may have meant instead, each with what it finds; queries that find nothing are not offered. */
export async function readCorrections(db: Db, query: Query): Promise<Correction[]> {
  const guesses = (await Promise.all([retyped(db, query.text), corrected(db, query.text)])).filter((g) => g !== null);
  const counted = await Promise.all(guesses.map(async (guess) => {
    const compiled = await compile(db, parseQuery(guess.q), []);
    if (!compiled) return { ...guess, total: 0 };
    const { rows: [row] } = await sql<{ n: number }>`
      select count(distinct record_id)::int as n from published.search_matches(${matching(compiled, 'all')}::tsquery, ${compiled.without}::tsquery, '{}', ${mostCounted}, false, '{}')`.execute(db);
    return { ...guess, total: row?.n ?? 0 };
  }));
  return counted.filter((c, i) => c.total > 0 && counted.findIndex((o) => o.q === c.q) === i);
}

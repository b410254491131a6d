import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { parts, type Query } from './query.ts';

/** A name of a concept of the glossary. */
export interface GlossaryName {
  readonly lang: string;
  readonly term: string;
}

/** Words of a query that name a concept, and its other names. */
export interface Widened {
  /** The concept, as in the glossary. */
  readonly id: string;
  /** What was typed. */
  readonly words: string;
  /** Groups of the query that it covers, from (inclusive) and to (exclusive). */
  readonly from: number;
  readonly to: number;
  /** The preferred names in the other languages first, then synonyms. */
  readonly names: readonly GlossaryName[];
  /** The names as stemmed phrases, for looking up. */
  readonly stems: readonly string[];
}

/** Longest name of a concept that is recognised, in words. */
const longestName = 7;
/** Names of a concept that a query is widened by. */
const mostNames = 12;

interface Match {
  from: number;
  to: number;
  id: string;
  names: { lang: string; term: string; stems: string; variant: boolean }[];
  lang: string;
  key: string;
}

/** Runs of neighbouring words that stand outside quotation marks and have no alternatives: only these can name a concept. */
function runs(query: Query): { from: number; to: number; text: string }[] {
  const words = query.groups.map((g) => (g.length === 1 && g[0] && !g[0].phrase ? parts(g[0].text) : null));
  return words.flatMap((_, from) => {
    const found: { from: number; to: number; text: string }[] = [];
    for (let to = from + 1; to <= Math.min(words.length, from + longestName) && words[to - 1] !== null; to++) found.push({ from, to, text: words.slice(from, to).join(' ') });
    return found;
  });
}

/**
 * Concepts of the glossary that a query names, in any inflected form: the longest names first, none over the words of another. Their names in all
 * languages are what the query is widened by.
 */
export async function widen(db: Db, query: Query): Promise<Widened[]> {
  const candidates = runs(query);
  if (candidates.length === 0) return [];
  const { rows } = await sql<Match>`
    with language as (select distinct lang from editorial.glossary_term)
    select r."from", r."to", g.id, g.lang, g.stems as key,
      (select jsonb_agg(jsonb_build_object('lang', o.lang, 'term', o.term, 'stems', o.stems, 'variant', o.variant) order by o.variant, o.position, o.lang) from editorial.glossary_term o where o.id = g.id) as names
    from jsonb_to_recordset(${JSON.stringify(candidates)}::jsonb) as r("from" int, "to" int, text text)
    cross join language l
    join editorial.glossary_term g on g.lang = l.lang and g.stems = phraseto_tsquery(editorial.search_configuration(l.lang), r.text)::text
    where g.stems <> ''
    order by r."to" - r."from" desc, r."from", g.variant, g.position, g.id`.execute(db);
  const taken = new Set<number>();
  const found: Widened[] = [];
  for (const match of rows) {
    const same = found.some((f) => f.from === match.from && f.to === match.to);
    const places = Array.from({ length: match.to - match.from }, (_, i) => match.from + i);
    if (same ? found.some((f) => f.id === match.id) : places.some((p) => taken.has(p))) continue;
    for (const place of places) taken.add(place);
    const others = match.names.filter((n) => n.stems !== match.key && n.stems !== '');
    others.sort((a, b) => Number(a.lang === match.lang) - Number(b.lang === match.lang));
    const kept = others.slice(0, mostNames);
    found.push({
      id: match.id, words: query.groups.slice(match.from, match.to).map((g) => g[0]?.text).join(' '), from: match.from, to: match.to,
      names: kept.map((n) => ({ lang: n.lang, term: n.term })), stems: [...new Set(kept.map((n) => n.stems))],
    });
  }
  return found.filter((f) => f.names.length > 0).sort((a, b) => a.from - b.from);
}

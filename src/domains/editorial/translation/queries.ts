import { diffArrays } from 'diff';
import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { TranslatedUnit, TranslationWarning } from './check.ts';

/** A term as a query for all its words in any order; the Russian stemmer does not know that a vowel is lost before an ending (беженец, беженцев). */
const anyForm = sql`regexp_replace(regexp_replace(o.stems, '<[-0-9]+>', '&', 'g'), '''([^'']{2,})([ео])([цк])''', '(''\\1\\2\\3'' | ''\\1\\3'')', 'g')::tsquery`;

/**
 * Terms of the glossary that a source uses and its translation does not, in any inflected form: words are compared by their stems, as search does, and in any order. A term inside a
 * longer one that the source uses is not asked for by itself.
 */
export async function readTermWarnings(db: Db, units: readonly TranslatedUnit[], from: string, to: string): Promise<TranslationWarning[]> {
  const texts = JSON.stringify(units.map(({ source, target }, n) => ({ n, unit: source.id, source: source.words, target: target.words })));
  const { rows } = await sql<{ unit: string; term: string; expected: string[] }>`
    with text as materialized (
      select n, unit, to_tsvector(editorial.search_configuration(${from}), translate(source, '-/', '  ')) as source, to_tsvector(editorial.search_configuration(${to}), translate(target, '-/', '  ')) as target
      from jsonb_to_recordset(${texts}::jsonb) as t(n int, unit text, source text, target text)
    ), used as materialized (
      select t.n, t.unit, t.target, g.id, g.term, g.stems, g.position from text t join editorial.glossary_term g on g.lang = ${from} and g.stems <> '' and t.source @@ g.stems::tsquery
    )
    select unit, term, expected from (
      select distinct on (u.n, u.id) u.n, u.unit, u.term, e.expected
      from used u join lateral (select array_agg(o.term order by o.position) as expected, bool_or(u.target @@ ${anyForm}) as kept from editorial.glossary_term o where o.id = u.id and o.lang = ${to} and o.stems <> '') e
        on e.expected is not null and not e.kept
      where not exists (select from used l where l.n = u.n and l.id <> u.id and length(l.stems) > length(u.stems) and strpos(l.stems, u.stems) > 0)
      order by u.n, u.id, u.position
    ) w order by n, term`.execute(db);
  return rows.map((r) => ({ ...r, reason: 'term' }));
}

/** What was published before in place of something like it. */
export interface Suggestion {
  readonly source: string;
  readonly target: string;
  /** From 0 to 1: the share of words that both have, in the same order. */
  readonly similarity: number;
  readonly kind: string;
  readonly slug: string;
  /** The block that it stands in; null for a title or a summary. */
  readonly anchor: string | null;
}

/** Texts are compared only where one could be the other with some words changed. */
const lengthRatio = 2;
/** Share of stems in common from which a text is looked at, and how many are. */
const leastShared = 0.3;
const mostCompared = 60;
const leastSimilarity = 0.4;

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** How much two texts have in common: twice the words that both have in the same order, among all words. */
function similarityOf(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const common = diffArrays(left, right).reduce((sum, change) => sum + (change.added || change.removed ? 0 : change.value.length), 0);
  return left.length + right.length === 0 ? 0 : (2 * common) / (left.length + right.length);
}

/**
 * Former translations of texts like this one, from what everybody may read now, the most similar first: blocks that stand under the same anchor in both languages,
 * titles and summaries. PostgreSQL finds those that share most stems; trigrams would not do, since with the locale C they see no Cyrillic.
 */
export async function suggestTranslations(db: Db, text: string, from: string, to: string, most = 5): Promise<Suggestion[]> {
  const { length } = text.trim();
  if (length === 0) return [];
  const alike = (column: string) => sql`length(${sql.ref(column)}) between ${Math.floor(length / lengthRatio)}::int and ${length * lengthRatio}::int`;
  const { rows } = await sql<Omit<Suggestion, 'similarity'>>`
    with asked as materialized (select tsvector_to_array(to_tsvector(editorial.search_configuration(${from}), ${text})) as stems),
    pair as materialized (
      select s.id as source_id, t.id as target_id, s.title, t.title as target_title, s.summary, t.summary as target_summary, v.kind, v.slug
      from published.version v join published.text s on s.version_id = v.id and s.lang = ${from} join published.text t on t.version_id = v.id and t.lang = ${to}
      where s.translates = t.lang or t.translates = s.lang or s.translates = t.translates
    ), candidate as (
      select b.text as source, o.text as target, p.kind, p.slug, b.anchor, tsvector_to_array(b.tsv) as stems
      from pair p join editorial.block b on b.language_version_id = p.source_id
      join editorial.block o on o.language_version_id = p.target_id and o.anchor = b.anchor and o.kind = b.kind where ${alike('b.text')}
      union all select title, target_title, kind, slug, null, tsvector_to_array(to_tsvector(editorial.search_configuration(${from}), title)) from pair where ${alike('title')}
      union all select summary, target_summary, kind, slug, null, tsvector_to_array(to_tsvector(editorial.search_configuration(${from}), summary)) from pair where target_summary is not null and ${alike('summary')}
    )
    select distinct on (shared, source, target) source, target, kind, slug, anchor from (
      select c.*, 2.0 * (select count(*) from unnest(c.stems) as s(stem) where s.stem = any (a.stems)) / nullif(cardinality(c.stems) + cardinality(a.stems), 0) as shared from candidate c, asked a
    ) scored where shared >= ${leastShared} order by shared desc, source, target, kind, slug, anchor limit ${mostCompared}`.execute(db);
  return rows
    .map((row) => ({ ...row, similarity: similarityOf(text, row.source) }))
    .filter((row) => row.similarity >= leastSimilarity)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, most);
}

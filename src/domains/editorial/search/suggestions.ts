import { sql } from 'kysely';
import { paths } from '#paths';
import type { Db } from '#kernel/db';
import { normalizeIdentifier } from '../draft.ts';

/** What a search box offers while one types: a text to look for, or with `href` a place to go. */
export interface Suggestion {
  readonly text: string;
  readonly lang: string;
  readonly href?: string;
  /** What it is, or what it is called in the other language. */
  readonly kind?: string;
}

export interface SuggestionContext {
  readonly lang: string;
  /** The folder of a kind in addresses, and what one of its records is called. */
  kindOf(kind: string): { readonly folder: string; readonly name: string } | undefined;
}

const mostSuggestions = 8;
const longestInput = 100;

interface TitleRow {
  readonly kind: string;
  readonly slug: string;
  readonly lang: string;
  readonly title: string;
  readonly short: string | null;
}

/** Records whose number begins as typed. */
async function byNumber(db: Db, typed: string, context: SuggestionContext): Promise<Suggestion[]> {
  const prefix = normalizeIdentifier(typed);
  if (prefix.length < 3 || !/\d/.test(prefix)) return [];
  const { rows } = await sql<TitleRow & { value: string }>`
    select distinct on (i.version_id) i.value, v.kind, v.slug, t.lang, t.title, t.short
    from published.find_identifiers('{}', ${prefix}, 8) i
    join published.version v on v.id = i.version_id
    join published.text t on t.version_id = v.id
    order by i.version_id, t.lang <> ${context.lang}, t.translates is not null`.execute(db);
  return rows.slice(0, 4).flatMap((r) => titled(r, context));
}

function titled(row: TitleRow, context: SuggestionContext): Suggestion[] {
  const kind = context.kindOf(row.kind);
  return kind ? [{ text: row.short ?? row.title, lang: row.lang, href: paths.record(context.lang, kind.folder, row.slug), kind: kind.name }] : [];
}

/** Records with words in their titles that begin as typed; their title in the language of the page. */
async function byTitle(db: Db, words: readonly string[], context: SuggestionContext): Promise<Suggestion[]> {
  const last = words.at(-1) ?? '';
  if (last.length < 3) return [];
  const prefixes = words.map((w) => `${w}:*`).join(' & ');
  const { rows } = await sql<TitleRow>`
    select s.kind, s.slug, s.lang, s.title, s.short from published.suggest_titles(to_tsquery('editorial.plain', ${prefixes}), 8) s
    order by s.lang <> ${context.lang}`.execute(db);
  const seen = new Set<string>();
  return rows.filter((r) => !seen.has(`${r.kind}/${r.slug}`) && seen.add(`${r.kind}/${r.slug}`)).slice(0, 4).flatMap((r) => titled(r, context));
}

/** Terms of the glossary in which a word begins as typed, with their equal in another language. */
async function byTerm(db: Db, typed: string, lang: string): Promise<Suggestion[]> {
  if (typed.length < 2) return [];
  const begins = typed.replace(/[\\%_]/g, '\\$&');
  const { rows } = await sql<{ term: string; lang: string; other: string | null }>`
    select g.term, g.lang, (select o.term from editorial.glossary_term o where o.id = g.id and o.lang <> g.lang and not o.variant order by o.lang limit 1) as other
    from editorial.glossary_term g
    where g.term ilike ${`${begins}%`} or g.term ilike ${`% ${begins}%`}
    order by g.term not ilike ${`${begins}%`}, g.variant, g.lang <> ${lang}, length(g.term), g.term limit 3`.execute(db);
  return rows.map((r) => ({ text: r.term, lang: r.lang, ...(r.other === null ? {} : { kind: r.other }) }));
}

/** Frequent words that begin as the last one typed, the others kept. */
async function byWord(db: Db, typed: string, words: readonly string[]): Promise<Suggestion[]> {
  const last = words.at(-1) ?? '';
  if (last.length < 2) return [];
  const { rows } = await sql<{ word: string; lang: string }>`
    select w.word, w.lang from published.suggest_words(unaccent(${last}), 3) w`.execute(db);
  const start = typed.slice(0, typed.toLowerCase().lastIndexOf(last));
  return rows.map((r) => ({ text: `${start}${r.word}`, lang: r.lang }));
}

/** At most eight suggestions: numbers, terms of the glossary, titles, words. */
export async function suggest(db: Db, input: string, context: SuggestionContext): Promise<Suggestion[]> {
  const typed = input.toWellFormed().normalize('NFC').replace(/\p{Cc}/gu, ' ').slice(0, longestInput).toWellFormed().trim();
  const words = [...typed.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)].map((m) => m[0]).slice(0, 8);
  if (words.length === 0) return [];
  const [numbers, terms, titles, ends] = await Promise.all([byNumber(db, typed, context), byTerm(db, typed, context.lang), byTitle(db, words, context), byWord(db, typed, words)]);
  const seen = new Set<string>([typed.toLowerCase()]);
  return [...numbers, ...terms, ...titles, ...ends].filter((s) => {
    const key = s.href ?? s.text.toLowerCase();
    return !seen.has(key) && seen.add(key);
  }).slice(0, mostSuggestions);
}

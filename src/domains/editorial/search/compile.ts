import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { parts, type Query, type Term } from './query.ts';
import type { Widened } from './widen.ts';

/** One thing that must be found. */
export interface Slot {
  readonly exact: string;
  /** Other names of it. */
  readonly wide: string | null;
  /** How many words of the query it stands for. */
  readonly words: number;
}

/** A query in the language of PostgreSQL: texts of `tsquery`. Every text was written by PostgreSQL itself or is joined of such. */
export interface Compiled {
  /** What must be found, a slot each; the words that say nothing (`the`, `и`) are left out. */
  readonly slots: readonly Slot[];
  /** Everything, as typed. */
  readonly exact: string;
  /** Everything, widened by the glossary. */
  readonly wide: string;
  /** The words in a row, as in a title; null when they are not meant so. */
  readonly row: string | null;
  /** Written with quotation marks or OR: who does so means it. */
  readonly precise: boolean;
  /** Anything of it: for passages. */
  readonly anything: string;
  /** What must not be found, or null. */
  readonly without: string | null;
}

const any = (queries: readonly string[]): string => (queries.length === 1 ? (queries[0] as string) : queries.map((q) => `(${q})`).join(' | '));
const all = (queries: readonly string[]): string => (queries.length === 1 ? (queries[0] as string) : queries.map((q) => `(${q})`).join(' & '));

interface StemRow {
  readonly en: string;
  readonly ru: string;
  readonly plain: string;
  readonly joined: string;
}

/**
 * Stems texts in every way that a text may be indexed. A text is null when it consists of words that no index holds, in any of the languages:
 * otherwise `the` would be missing in every English text.
 */
async function stem(db: Db, texts: readonly string[]): Promise<(string | null)[]> {
  if (texts.length === 0) return [];
  const rows = JSON.stringify(texts.map((raw, i) => ({ i, raw, split: parts(raw) })));
  const { rows: stems } = await sql<StemRow>`
    select phraseto_tsquery('editorial.english', x.split)::text as en, phraseto_tsquery('editorial.russian', x.split)::text as ru,
      phraseto_tsquery('editorial.plain', x.split)::text as plain, phraseto_tsquery('editorial.plain', x.raw)::text as joined
    from jsonb_to_recordset(${rows}::jsonb) as x(i int, raw text, split text) order by x.i`.execute(db);
  return stems.map((s) => (s.en === '' || s.ru === '' ? null : any([...new Set([s.en, s.ru, s.plain, s.joined].filter((q) => q !== ''))])));
}

/** A slot under any of its names. */
export const anyName = ({ exact, wide }: Slot): string => (wide === null ? exact : any([exact, wide]));

/** Whether all of a query are words that no index holds: then they are looked for as they are. */
async function stemPlainly(db: Db, texts: readonly string[]): Promise<(string | null)[]> {
  const { rows } = await sql<{ q: string }>`
    select phraseto_tsquery('editorial.plain', x.text)::text as q from unnest(${texts}::text[]) with ordinality as x(text, n) order by x.n`.execute(db);
  return rows.map((r) => r.q || null);
}

/** Translates a query; null when nothing of it can be looked for. */
export async function compile(db: Db, query: Query, widened: readonly Widened[]): Promise<Compiled | null> {
  const terms = [...query.groups.flat(), ...query.without];
  const texts = [...terms.map((t) => t.text), query.groups.map((g) => g[0]?.text).join(' ')];
  let stems = await stem(db, texts);
  const positive = query.groups.flat().length;
  if (positive > 0 && stems.slice(0, positive).every((s) => s === null)) stems = await stemPlainly(db, texts);
  const stemOf = new Map<Term, string | null>(terms.map((t, i) => [t, stems[i] ?? null]));

  const groups = query.groups.map((group) => {
    const alternatives = group.map((t) => stemOf.get(t)).filter((s): s is string => typeof s === 'string');
    return alternatives.length > 0 ? any(alternatives) : null;
  });
  const precise = query.groups.some((group) => group.length > 1 || group[0]?.phrase);
  const slots: Slot[] = [];
  for (let i = 0; i < groups.length;) {
    const covering = widened.filter((w) => w.from === i);
    const to = covering[0]?.to ?? i + 1;
    const present = groups.slice(i, to).filter((g): g is string => g !== null);
    const names = [...new Set(covering.flatMap((w) => w.stems))];
    if (present.length > 0) slots.push({ exact: all(present), wide: names.length > 0 ? any(names) : null, words: present.length });
    i = to;
  }
  if (slots.length === 0) return null;
  const without = query.without.map((t) => stemOf.get(t)).filter((s): s is string => typeof s === 'string');
  const widest = slots.map(anyName);
  return {
    slots, exact: all(slots.map((s) => s.exact)), wide: all(widest), row: precise ? null : stems.at(-1) ?? null, precise,
    anything: any([...new Set([...widest, ...groups.filter((g): g is string => g !== null)])]), without: without.length > 0 ? any(without) : null,
  };
}

/** How much of a query must be found. */
export type Strictness = 'all' | 'most' | 'any';

/** What to look for: every slot; all slots but one; or any. */
export function matching(compiled: Compiled, strictness: Strictness): string {
  const slots = compiled.slots.map(anyName);
  return strictness === 'all' ? all(slots) : strictness === 'any' ? any(slots) : any(slots.map((_, i) => all(slots.filter((__, j) => j !== i))));
}

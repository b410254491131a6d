/** A word or a phrase to look for, as typed. */
export interface Term {
  readonly text: string;
  /** In quotation marks: exactly these words in this order. */
  readonly phrase: boolean;
}

/** What a reader asks for: every group must be found, by one of its terms; nothing of `without`. */
export interface Query {
  /** As typed, without what was cut off. */
  readonly text: string;
  readonly groups: readonly (readonly Term[])[];
  readonly without: readonly Term[];
  /** Why not all of what was typed is looked for; null when it is. */
  readonly cut: 'characters' | 'terms' | null;
}

export const mostCharacters = 400;
export const mostTerms = 24;

/** Quotation marks and what closes them. Russian, German, English and typewriter. */
const quotes: Readonly<Record<string, string>> = { '"': '"', '«': '»', '“': '”', '„': '“”"', '”': '”' };
const minus = /^[-−–]$/u;
const letterOrDigit = /[\p{L}\p{N}]/u;
const or = new Set(['OR', 'ИЛИ', '|', '||']);

/** Names joined by a dash are several words: EU-Ukraine, ЕС–Молдова. */
const names = /^\p{Lu}\p{L}+(?:[-–—]\p{Lu}\p{L}+)+$/u;

type Token = { readonly kind: 'term'; readonly term: Term; readonly without: boolean } | { readonly kind: 'or' };

/** The place of the closing mark, or the end of the text: a mark left open holds the rest. */
function closing(text: string, from: number, closers: string): number {
  for (let i = from; i < text.length; i++) if (closers.includes(text[i] as string)) return i;
  return text.length;
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let place = 0;
  while (place < text.length) {
    const start = place;
    const first = text[place] as string;
    if (/\s/.test(first)) {
      place += 1;
      continue;
    }
    const without = minus.test(first) && /\S/.test(text[place + 1] ?? ' ');
    if (without) place += 1;
    const closers = quotes[text[place] ?? ''];
    let words: string;
    if (closers) {
      const end = closing(text, place + 1, closers);
      words = text.slice(place + 1, end);
      place = end + 1;
    } else {
      while (place < text.length && !/\s/.test(text[place] as string) && (place === start || !(text[place] as string in quotes))) place += 1;
      words = text.slice(without ? start + 1 : start, place);
      if (!without && or.has(words)) {
        found.push({ kind: 'or' });
        continue;
      }
    }
    const trimmed = words.trim();
    const phrase = closers !== undefined && /\s/.test(trimmed);
    const pieces = closers === undefined && names.test(trimmed) ? trimmed.split(/[-–—]/u) : [trimmed];
    for (const piece of pieces) if (letterOrDigit.test(piece)) found.push({ kind: 'term', term: { text: piece, phrase }, without });
  }
  return found;
}

/**
 * Reads what was typed: words, "phrases" in any quotation marks, `-without`, `OR` or `ИЛИ` between alternatives. Anything can be typed: marks that
 * do not close, operators without words and the like are words or nothing. At most {@link mostCharacters} characters and {@link mostTerms} terms are read.
 */
export function parseQuery(typed: string): Query {
  // PostgreSQL takes no NUL; other control characters separate words.
  const clean = typed.toWellFormed().normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}\uFFFD]+/gu, ' ').trim();
  const text = clean.length > mostCharacters ? clean.slice(0, mostCharacters).toWellFormed().replace(/\uFFFD$/, '').replace(/\S*$/, (rest) => (rest.length > 60 ? rest : '')).trim() : clean;
  const groups: Term[][] = [];
  const without: Term[] = [];
  let count = 0;
  let joins = false;
  let cut: Query['cut'] = text.length < clean.length ? 'characters' : null;
  for (const token of tokens(text)) {
    if (token.kind === 'or') {
      joins = groups.length > 0;
      continue;
    }
    count += 1;
    if (count > mostTerms) {
      cut ??= 'terms';
      break;
    }
    const last = groups.at(-1);
    if (token.without) without.push(token.term);
    else if (joins && last) last.push(token.term);
    else groups.push([token.term]);
    joins = false;
  }
  return { text, groups, without, cut };
}

/** A word taken apart at hyphens and slashes, so that it is found however it is joined: `non-citizens`, `2011/95/EU`. */
export function parts(text: string): string {
  return text.replace(/(?<=[\p{L}\p{N}])[-‐‑–/_]+(?=[\p{L}\p{N}])/gu, ' ');
}

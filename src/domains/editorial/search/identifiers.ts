import { normalizeIdentifier } from '../draft.ts';

/** What may be an identifier in a query, in the form of `editorial.identifier.normalized`. */
export interface IdentifierGuess {
  readonly normalized: string;
  /** The whole query, not only words of it. */
  readonly whole: boolean;
}

/** Cyrillic spellings of what identifiers have in Latin letters: 2013/32/ЕС, СОМ(2008) 360. */
const latin: readonly (readonly [string, readonly string[]])[] = [['ЕЭС', ['EEC']], ['ЕС', ['EU', 'EC']], ['СОМ', ['COM']], ['КОМ', ['COM']]];

function spellings(text: string): string[] {
  let found = [text.toUpperCase()];
  for (const [cyrillic, letters] of latin) found = found.flatMap((t) => (t.includes(cyrillic) ? letters.map((l) => t.replaceAll(cyrillic, l)) : [t]));
  return found;
}

/** Of a number with slashes, also the part that is cited alone: 2013/32 of 2013/32/ЕС. */
const shortNumber = /\d{1,4}\/\d{1,4}/;

/** A year or a small number is no identifier: it would put strange records first. */
const meansSomething = (text: string, normalized: string) => /\d/.test(normalized) && normalized.length >= 3 && (/[^\d\s]/.test(text) || normalized.length >= 5);

/** Everything in a query that may be an identifier: the whole, each word, two and three words in a row. Words must be as typed, without operators. */
export function guessIdentifiers(whole: string, words: readonly string[]): IdentifierGuess[] {
  const guesses = new Map<string, boolean>();
  const add = (text: string, isWhole: boolean) => {
    for (const spelling of [...spellings(text), ...(shortNumber.exec(text) ?? [])]) {
      const normalized = normalizeIdentifier(spelling);
      if (meansSomething(spelling, normalized) && normalized.length <= 60) guesses.set(normalized, isWhole || (guesses.get(normalized) ?? false));
    }
  };
  add(whole, true);
  for (const length of [1, 2, 3]) {
    for (let i = 0; i + length <= words.length; i++) add(words.slice(i, i + length).join(' '), length === words.length);
  }
  return [...guesses].slice(0, 200).map(([normalized, isWhole]) => ({ normalized, whole: isWhole }));
}

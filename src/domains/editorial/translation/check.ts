import { alignTranslation } from './align.ts';
import { unitsOf, type TranslatableText, type Unit } from './units.ts';

/** What an editor should look at in a translation; `unit` is a name of {@link Unit} in the source. None is an error. */
export type TranslationWarning =
  | { readonly unit: string; readonly reason: 'missing' }
  | { readonly unit: string; readonly reason: 'numbers'; /** Only in the source. */ readonly absent: readonly string[]; /** Only in the translation. */ readonly added: readonly string[] }
  | { readonly unit: string; readonly reason: 'term'; /** As the glossary has it in the language of the source. */ readonly term: string; /** What it should be called, the preferred name first. */ readonly expected: readonly string[] };

/** A unit and its translation. */
export interface TranslatedUnit {
  readonly source: Unit;
  readonly target: Unit;
}

/**
 * The numbers of a text, as runs of digits: thousands joined however they are grouped (10 000, 10,000, 10.000), months of written-out dates left out since the
 * other language may have a word for them, leading zeros too.
 */
export function numbersOf(text: string): string[] {
  const plain = text
    .replace(/\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b/g, '$1 $3')
    .replace(/\b(\d{4})-(\d{2})-(\d{2})\b/g, '$1 $3')
    .replace(/(?<=\d)[\u00a0\u202f\u2009 .,'](?=\d{3}(?!\d))/g, '');
  return [...plain.matchAll(/\d+/g)].map((m) => m[0].replace(/^0+(?=\d)/, ''));
}

/** Those of `left` that `right` has less often. */
function surplus(left: readonly string[], right: readonly string[]): string[] {
  const rest = [...right];
  return left.filter((value) => {
    const at = rest.indexOf(value);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/** The units of a source that have a translation, with it. */
export function translatedUnits(source: TranslatableText, translation: TranslatableText): TranslatedUnit[] {
  return [...alignTranslation(unitsOf(source), unitsOf(translation))].flatMap(([unit, target]) => (unit.translate && target ? [{ source: unit, target }] : []));
}

/** Paragraphs left out, and numbers that differ. What the glossary says is a question to the database: {@link readTermWarnings}. */
export function checkTranslation(source: TranslatableText, translation: TranslatableText): TranslationWarning[] {
  return [...alignTranslation(unitsOf(source), unitsOf(translation))].flatMap(([unit, target]): TranslationWarning[] => {
    if (!unit.translate) return [];
    if (target === null || target.words.trim() === '') return [{ unit: unit.id, reason: 'missing' }];
    const [here, there] = [numbersOf(unit.words), numbersOf(target.words)];
    const absent = surplus(here, there);
    const added = surplus(there, here);
    return absent.length + added.length > 0 ? [{ unit: unit.id, reason: 'numbers', absent, added }] : [];
  });
}

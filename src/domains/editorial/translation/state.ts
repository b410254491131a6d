import { follow } from './align.ts';
import { unitsOf, type TranslatableText, type Unit } from './units.ts';

/** A state of the source text, by its hash. */
export interface SourceState {
  readonly hash: string;
  readonly text: TranslatableText;
  /** Whether it differs from the state before it only in what translators need not look at: a minor edit. */
  readonly minor: boolean;
}

/** A place in the source that a translation does not know yet. */
export interface SourceChange {
  /** In the source as it is now; of what was removed, as it was. */
  readonly unit: Unit;
  readonly change: 'added' | 'changed' | 'removed';
  /** As it was when it was translated. */
  readonly before: Unit | null;
}

export type TranslationState = { readonly state: 'missing' | 'current' } | { readonly state: 'outdated'; /** null: nobody knows what was translated. */ readonly changes: readonly SourceChange[] | null };

/** What changed in a source between two states, in the order of the later one. */
export function changesBetween(before: TranslatableText, after: TranslatableText): SourceChange[] {
  return follow(unitsOf(before), unitsOf(after)).flatMap((step): SourceChange[] => {
    if (step.same) return [];
    if (step.after === null) return step.before ? [{ unit: step.before, change: 'removed', before: step.before }] : [];
    return [{ unit: step.after, change: step.before ? 'changed' : 'added', before: step.before }];
  });
}

/**
 * How a translation stands to its source. `history` are the states of the source, the newest first; `translated` is the hash of the one that was translated,
 * null where there is no translation. Content decides, never a time: a source that came back to what was translated is not ahead of it, and neither minor edits
 * nor white space put it ahead.
 */
export function stateOf(history: readonly SourceState[], translated: string | null): TranslationState {
  const [now] = history;
  if (translated === null) return { state: 'missing' };
  const then = history.findIndex((s) => s.hash === translated);
  const base = history[then];
  if (now === undefined || base === undefined) return { state: 'outdated', changes: null };
  if (history.slice(0, then).every((s) => s.minor)) return { state: 'current' };
  const changes = changesBetween(base.text, now.text);
  return changes.length === 0 ? { state: 'current' } : { state: 'outdated', changes };
}

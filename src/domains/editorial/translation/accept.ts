import type { Content, UnitState } from '#protocols/xliff';
import { alignTranslation, follow } from './align.ts';
import { assembleText, writeUnit } from './assemble.ts';
import { unitsOf, type TranslatableText, type Unit } from './units.ts';

/** A unit as a translator's file brings it back. */
export interface BroughtUnit {
  readonly id: string;
  readonly source: Content;
  readonly target: Content | null;
  readonly state: UnitState;
  readonly line: number;
}

/** A unit that was not taken, and why. `line` is that of the file. */
export interface LeftUnit {
  readonly id: string;
  readonly line: number | null;
  /**
   * `changed`: the source says something else now; `removed`: the source has it no more; `added`: the source has it since; `edited`: the translation was edited
   * here since; `untranslated`: the file holds no finished translation of it.
   */
  readonly reason: 'changed' | 'removed' | 'added' | 'edited' | 'untranslated';
}

export interface Acceptance {
  /** The translation with what was taken; null where it would have holes, or lose something. */
  readonly text: TranslatableText | null;
  readonly taken: readonly string[];
  readonly left: readonly LeftUnit[];
  /** Units of the source that are translated nowhere. */
  readonly missing: readonly string[];
  /** Units of the translation that nothing in the source stands for, where they would be lost. */
  readonly surplus: readonly string[];
  /** What is wrong with the file itself. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

export interface AcceptInput {
  /** As it is now. */
  readonly source: TranslatableText;
  /** As it is now; null where there is none yet. */
  readonly translation: TranslatableText | null;
  readonly units: readonly BroughtUnit[];
  /** Whether the translation is still what it was when the file was made. */
  readonly untouched: boolean;
}

interface Decision {
  readonly written: ReadonlyMap<Unit, string>;
  readonly left: readonly LeftUnit[];
  readonly problems: Acceptance['problems'];
}

/** Each unit of the file, followed into the source as it is now: taken, or left with a reason. */
function decide({ source, units, untouched }: AcceptInput, sourceUnits: readonly Unit[], twins: ReadonlyMap<Unit, Unit | null>): Decision {
  const written = new Map<Unit, string>();
  const left: LeftUnit[] = [];
  const problems: { line: number; message: string }[] = [];
  const brought = units.map((u) => ({ ...u, content: u.source }));
  for (const { before, after, same } of follow(brought, sourceUnits)) {
    const line = before?.line ?? null;
    if (after === null) {
      if (before) left.push({ id: before.id, line, reason: 'removed' });
      continue;
    }
    if (!after.translate) continue;
    if (before === null || !same) {
      left.push({ id: after.id, line, reason: before ? 'changed' : 'added' });
      continue;
    }
    if (before.target === null || before.target.length === 0 || before.state === 'initial') {
      left.push({ id: after.id, line, reason: 'untranslated' });
      continue;
    }
    const result = writeUnit(after, before.target, source.body);
    const twin = twins.get(after) ?? null;
    if ('problem' in result) problems.push({ line: before.line, message: `${before.id}: ${result.problem}` });
    else if (twin === null || untouched) written.set(after, result.markdown);
    else if (result.markdown !== twin.markdown) left.push({ id: after.id, line, reason: 'edited' });
  }
  return { written, left, problems };
}

/**
 * Takes a translator's file into a translation, by rules that overwrite nothing: a unit is taken where the source still says what was translated and nobody
 * edited the translation there since. Everything else stays as it is and is listed. The same file once more changes nothing.
 */
export function acceptTranslation(input: AcceptInput): Acceptance {
  const { source, translation } = input;
  const sourceUnits = unitsOf(source);
  const translated = translation ? unitsOf(translation) : [];
  const twins = alignTranslation(sourceUnits, translated);
  const { written, left, problems } = decide(input, sourceUnits, twins);

  const taken: string[] = [];
  for (const [unit, markdown] of written) if (markdown !== twins.get(unit)?.markdown) taken.push(unit.id);
  const missing = sourceUnits.filter((u) => u.translate && !written.has(u) && !twins.get(u)).map((u) => u.id);
  const known = new Set([...twins.values()]);
  // Where each unit has its place in the translation, its layout stays, and with it what it has beyond the source.
  const inPlace = translation !== null && sourceUnits.every((u) => !u.translate || twins.get(u));
  const surplus = inPlace ? [] : translated.filter((t) => t.translate && !known.has(t)).map((t) => t.id);
  const texts = (keyed: (unit: Unit) => string | null) => new Map(sourceUnits.flatMap((unit) => {
    const key = keyed(unit);
    const markdown = written.get(unit) ?? twins.get(unit)?.markdown;
    return key === null || markdown === undefined ? [] : [[key, markdown] as const];
  }));
  const text = missing.length > 0 || surplus.length > 0 ? null : inPlace ? assembleText(translation, texts((u) => twins.get(u)?.id ?? null)) : assembleText(source, texts((u) => u.id));
  return { text, taken, left, missing, surplus, problems };
}

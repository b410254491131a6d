import { diffArrays } from 'diff';
import type { Content } from '#protocols/xliff';
import { isField, sameContent, type Unit } from './units.ts';

/** What of a unit is needed to follow it. */
export interface Followed {
  readonly id: string;
  readonly content: Content;
}

/** A unit before and after: the same, changed, added (`before` null) or removed (`after` null). */
export interface Step<B extends Followed, A extends Followed> {
  readonly before: B | null;
  readonly after: A | null;
  readonly same: boolean;
}

/** Units of a stretch that differs, paired by name, then by order. */
function pairUp<B extends Followed, A extends Followed>(removed: readonly B[], added: readonly A[]): Step<B, A>[] {
  const left = [...removed];
  const take = (wanted: (b: B) => boolean) => {
    const at = left.findIndex(wanted);
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  };
  const named = added.map((after) => take((b) => b.id === after.id));
  const steps = added.map((after, i) => ({ before: named[i] ?? take((b) => !isField(b.id) && !isField(after.id)), after, same: false }));
  return [...steps, ...left.map((before) => ({ before, after: null, same: false }))];
}

/**
 * Follows the units of a text into a later state of it: by what they say, in their order, so that one that moved because another was put before it is still
 * known; those that differ are paired by their names.
 */
export function follow<B extends Followed, A extends Followed>(before: readonly B[], after: readonly A[]): Step<B, A>[] {
  const steps: Step<B, A>[] = [];
  let removed: B[] = [];
  let added: A[] = [];
  const close = () => {
    steps.push(...pairUp(removed, added));
    removed = [];
    added = [];
  };
  let b = 0;
  let a = 0;
  const changes = diffArrays<Followed>([...before], [...after], { comparator: (left, right) => isField(left.id) === isField(right.id) && (!isField(left.id) || left.id === right.id) && sameContent(left.content, right.content) });
  for (const change of changes) {
    const length = change.value.length;
    if (change.removed) removed.push(...before.slice(b, (b += length)));
    else if (change.added) added.push(...after.slice(a, (a += length)));
    else {
      close();
      for (let i = 0; i < length; i += 1) steps.push({ before: before[b + i] ?? null, after: after[a + i] ?? null, same: true });
      b += length;
      a += length;
    }
  }
  close();
  return steps;
}

/** The section of an anchor that the portal gave by position. */
const sectionOf = (id: string) => /^(.*?)(?:\.?p\d+(?:-\d+)?)?$/.exec(id)?.[1] ?? '';

/**
 * The translation of each unit of a source: the unit of the same name and kind; of the others, the next free one of the same kind in the same section. null
 * where there is none.
 */
export function alignTranslation(source: readonly Unit[], translation: readonly Unit[]): Map<Unit, Unit | null> {
  const byId = new Map(translation.map((u) => [u.id, u]));
  const taken = new Set<Unit>();
  const pairs = new Map<Unit, Unit | null>();
  for (const unit of source) {
    const twin = byId.get(unit.id);
    pairs.set(unit, twin?.kind === unit.kind ? twin : null);
    if (twin?.kind === unit.kind) taken.add(twin);
  }
  for (const unit of source) {
    if (pairs.get(unit) || isField(unit.id)) continue;
    const next = translation.find((t) => !taken.has(t) && t.kind === unit.kind && !isField(t.id) && sectionOf(t.id) === sectionOf(unit.id));
    if (next) taken.add(next);
    pairs.set(unit, next ?? null);
  }
  return pairs;
}

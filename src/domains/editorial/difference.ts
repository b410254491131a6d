import { diffArrays } from 'diff';
import type { Block } from '#kernel/markdown';
import { wordDifference, type Span } from './difference/words.ts';

export { wordDifference, type Span } from './difference/words.ts';

/** What is compared of a block. */
export type ComparedBlock = Pick<Block, 'anchor' | 'kind' | 'level' | 'text' | 'html'>;

/**
 * A block of either version, or of both. `restyled`: the words are the same, their markup is not. `moved`: it stands elsewhere than before, with `spans` where its words changed
 * on the way; `moved_away` is the place that it left.
 */
export type BlockDifference =
  | { readonly change: 'same' | 'restyled'; readonly before: ComparedBlock; readonly after: ComparedBlock }
  | { readonly change: 'changed' | 'moved'; readonly before: ComparedBlock; readonly after: ComparedBlock; readonly spans: readonly Span[] }
  | { readonly change: 'added'; readonly after: ComparedBlock }
  | { readonly change: 'removed' | 'moved_away'; readonly before: ComparedBlock };

/** Of two blocks of one kind that share so much of their words the newer is the older one changed; elsewhere in the text it takes more to know it again. */
const changedShare = 0.5;
const movedShare = 0.8;
/** Pairs of blocks that are weighed, and blocks taken away and put in up to which what two texts share is looked for: one that was exchanged as a whole has no use for it. */
const mostPairs = 100_000;
const mostEdits = 4000;

const isSame = (a: ComparedBlock, b: ComparedBlock) => a.kind === b.kind && a.level === b.level && a.text === b.text;

const wordsOf = (block: ComparedBlock) => new Set(block.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** The share of words that two blocks have in common (Sørensen–Dice): 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.size + b.size === 0 ? 0 : (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size);
}

interface Run {
  readonly removed: ComparedBlock[];
  readonly added: ComparedBlock[];
}

/** Which removed block each added one was, within one place of the text; in order, so that the pairs do not cross. */
function pairRun({ removed, added }: Run, words: (block: ComparedBlock) => ReadonlySet<string>): Map<ComparedBlock, ComparedBlock> {
  const pairs = new Map<ComparedBlock, ComparedBlock>();
  if (removed.length * added.length > mostPairs) return pairs;
  let from = 0;
  for (const block of added) {
    let best = { index: -1, share: changedShare };
    for (let i = from; i < removed.length; i++) {
      const old = removed[i];
      const share = old?.kind === block.kind ? likeness(words(old), words(block)) : 0;
      if (share > best.share || (share === best.share && best.index < 0)) best = { index: i, share };
    }
    const old = removed[best.index];
    if (!old) continue;
    pairs.set(block, old);
    from = best.index + 1;
  }
  return pairs;
}

/** Which removed block an added one elsewhere was: first those with the same words, then those with nearly the same. */
function pairMoved(removed: ReadonlySet<ComparedBlock>, added: readonly ComparedBlock[], words: (block: ComparedBlock) => ReadonlySet<string>): Map<ComparedBlock, ComparedBlock> {
  const pairs = new Map<ComparedBlock, ComparedBlock>();
  const left = new Set(removed);
  const take = (block: ComparedBlock, old: ComparedBlock | undefined) => {
    if (!old) return;
    pairs.set(block, old);
    left.delete(old);
  };
  for (const block of added) take(block, [...left].find((old) => isSame(old, block)));
  if (left.size * added.length > mostPairs) return pairs;
  for (const block of added) {
    if (!pairs.has(block)) take(block, [...left].find((old) => old.kind === block.kind && likeness(words(old), words(block)) >= movedShare));
  }
  return pairs;
}

/** Unchanged pairs, and between them what was removed and added. */
function runsOf(before: readonly ComparedBlock[], after: readonly ComparedBlock[]): (Run | { readonly before: ComparedBlock; readonly after: ComparedBlock })[] {
  const runs: (Run | { before: ComparedBlock; after: ComparedBlock })[] = [];
  let run: Run | null = null;
  let [old, now] = [0, 0];
  const changes = diffArrays([...before], [...after], { comparator: isSame, maxEditLength: mostEdits });
  if (!changes) return [{ removed: [...before], added: [...after] }];
  for (const { added, removed, count } of changes) {
    const olds = added ? [] : before.slice(old, old += count);
    const news = removed ? [] : after.slice(now, now += count);
    if (added || removed) {
      if (!run) runs.push((run = { removed: [], added: [] }));
      run.removed.push(...olds);
      run.added.push(...news);
    } else {
      run = null;
      olds.forEach((block, i) => runs.push({ before: block, after: news[i] ?? block }));
    }
  }
  return runs;
}

/**
 * The difference between two versions of a text in a language, by block and within a block by word, in the order of the newer one; what was removed stands where it was. The blocks of
 * the newer text come once each as `after`, those of the older once each as `before` of anything but `moved`.
 */
export function difference(before: readonly ComparedBlock[], after: readonly ComparedBlock[], lang: string): BlockDifference[] {
  const known = new Map<ComparedBlock, ReadonlySet<string>>();
  const words = (block: ComparedBlock) => {
    const found = known.get(block) ?? wordsOf(block);
    known.set(block, found);
    return found;
  };
  const runs = runsOf(before, after);
  const changes = runs.flatMap((run) => ('removed' in run ? [run] : []));
  // What was moved without a change is known for certain, so it goes before what only looks alike.
  const same = pairMoved(new Set(changes.flatMap((r) => r.removed)), changes.flatMap((r) => r.added), () => new Set());
  const taken = new Set(same.values());
  const changed = new Map(changes.flatMap((r) => [...pairRun({ removed: r.removed.filter((b) => !taken.has(b)), added: r.added.filter((b) => !same.has(b)) }, words)]));
  for (const old of changed.values()) taken.add(old);
  const elsewhere = pairMoved(new Set(changes.flatMap((r) => r.removed.filter((b) => !taken.has(b)))), changes.flatMap((r) => r.added.filter((b) => !same.has(b) && !changed.has(b))), words);
  const moved = new Map([...same, ...elsewhere]);
  const left = new Set(moved.values());
  const goneInPlace = new Set(changed.values());

  return runs.flatMap((run): BlockDifference[] => {
    if ('before' in run) return [{ change: run.before.html === run.after.html ? 'same' : 'restyled', ...run }];
    const rest = run.removed.slice();
    const result: BlockDifference[] = [];
    // Removed blocks stand before what was put in their place, and before the next block that was only changed.
    const leave = (until: ComparedBlock | undefined) => {
      while (rest.length > 0 && rest[0] !== until) {
        const old = rest.shift();
        if (old && !goneInPlace.has(old)) result.push({ change: left.has(old) ? 'moved_away' : 'removed', before: old });
      }
    };
    run.added.forEach((block, i) => {
      leave(run.added.slice(i).map((b) => changed.get(b)).find((old) => old !== undefined));
      const was = changed.get(block);
      const from = moved.get(block);
      if (was) {
        rest.shift();
        result.push({ change: 'changed', before: was, after: block, spans: wordDifference(was.text, block.text, lang) });
      } else if (from) result.push({ change: 'moved', before: from, after: block, spans: wordDifference(from.text, block.text, lang) });
      else result.push({ change: 'added', after: block });
    });
    leave(undefined);
    return result;
  });
}

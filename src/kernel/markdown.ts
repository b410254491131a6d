import { type Block, toBlocks } from './markdown/blocks.ts';
import { numberFootnotes } from './markdown/footnotes.ts';
import { findTextProblem, mayNestDeeply, type TextProblem } from './markdown/limits.ts';
import { plainBlocks } from './markdown/plain.ts';
import { tidy } from './markdown/tidy.ts';
import { readMarkdown, toCleanTree } from './markdown/tree.ts';

export type { Block, BlockKind } from './markdown/blocks.ts';
export type { TextProblem } from './markdown/limits.ts';
export { sliceText, type MarkupType, type Slice, type SlicePart } from './markdown/slices.ts';
export { createTextReader, type TextReader } from './markdown/threads.ts';

export interface TextOptions {
  /** Stands before the identifiers of footnotes, so that two texts can share a page. */
  readonly prefix?: string;
  /** What a screen reader says for the list of footnotes, and for the way back from one (`reference` from 1). */
  readonly labels?: { readonly footnotes: string; readonly back: (reference: number) => string };
}

/**
 * The blocks of a text in CommonMark with GFM (tables, footnotes, strikethrough) and raw HTML, sanitised. A heading gets its explicit
 * anchor (`## Article 5 {#art-5}`), or `s1`, `s2` … by position, the same in every language. Levels are those of the outline: the
 * first is h2 and none is skipped.
 *
 * Never throws: a text that {@link findProblem} finds fault with comes out as plain paragraphs.
 */
export function parseText(markdown: string, options: TextOptions = {}): Block[] {
  const read = readMarkdown(markdown);
  if ('problem' in read) return plainBlocks(markdown);
  const tree = toCleanTree(read.tree, options.labels?.back);
  const taken = numberFootnotes(tree, options.prefix ?? '', options.labels?.footnotes);
  tidy(tree);
  return toBlocks(tree, taken);
}

/** Why a text would come out as plain paragraphs, for an importer to refuse it with the place; `null` when it is readable. */
export function findProblem(markdown: string): TextProblem | null {
  const problem = findTextProblem(markdown);
  if (problem !== null || !mayNestDeeply(markdown)) return problem;
  const read = readMarkdown(markdown);
  return 'problem' in read ? read.problem : null;
}

/** The HTML of one block with its anchor as `id`, behind `prefix` when two texts share a page. */
export function renderBlock(block: Block, prefix = ''): string {
  return block.html.replace(/^<[a-z][a-z0-9]*/, (start) => `${start} id="${prefix}${block.anchor}"`);
}

/** The HTML of a whole text. */
export function renderBlocks(blocks: readonly Block[], prefix = ''): string {
  return blocks.map((block) => renderBlock(block, prefix)).join('\n');
}

export interface ContentsEntry {
  readonly anchor: string;
  readonly text: string;
  readonly level: number;
  readonly children: readonly ContentsEntry[];
}

/** The headings as a tree. */
export function contents(blocks: readonly Block[]): ContentsEntry[] {
  const top: ContentsEntry[] = [];
  const open: (ContentsEntry & { children: ContentsEntry[] })[] = [];
  for (const { anchor, text, level } of blocks) {
    if (level === null) continue;
    const entry = { anchor, text, level, children: [] };
    while ((open.at(-1)?.level ?? 0) >= level) open.pop();
    (open.at(-1)?.children ?? top).push(entry);
    open.push(entry);
  }
  return top;
}

import type { Nodes, RootContent } from 'mdast';
import { readMarkdown } from './tree.ts';

export type MarkupType = 'bold' | 'italic' | 'struck' | 'link' | 'image' | 'code' | 'note' | 'break' | 'structure' | 'other';

/** A run of a block: words, or markup that stands alone or belongs to a pair. All runs in a row are the block as it was written. */
export type SlicePart =
  | { readonly kind: 'text'; readonly markdown: string }
  | { readonly kind: 'standalone'; readonly type: MarkupType; readonly markdown: string }
  | { readonly kind: 'open' | 'close'; readonly type: MarkupType; readonly pair: number; readonly markdown: string };

/** A top-level element of a text, as it was written. */
export interface Slice {
  /** That of its block; `_fn1`, `_fn2` … for footnotes, which share a block. */
  readonly anchor: string;
  /** As the parser of Markdown calls it: `heading`, `paragraph`, `list`, `table`, `blockquote`, `code`, `html`, `thematicBreak`, `footnoteDefinition`. */
  readonly kind: string;
  /** Where it stands in the text, in UTF-16 units; what is between slices (blank lines, addresses of links, comments) belongs to none. */
  readonly from: number;
  readonly to: number;
  readonly parts: readonly SlicePart[];
}

/** What is written with marks of its own around it, and their length where they always have the same. */
const pairs: Readonly<Record<string, { type: MarkupType; mark?: number }>> = {
  strong: { type: 'bold', mark: 2 }, emphasis: { type: 'italic', mark: 1 }, delete: { type: 'struck' }, link: { type: 'link' }, linkReference: { type: 'link' },
};
const alone: Readonly<Record<string, MarkupType>> = {
  inlineCode: 'code', code: 'code', image: 'image', imageReference: 'image', footnoteReference: 'note', break: 'break', thematicBreak: 'structure', definition: 'structure',
};
/** Within words: escapes and character references (CommonMark 2.4, 2.5), and the marks of a list or quote at the beginning of a further line. */
const inText = /\\[!-/:-@[-`{-~]|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});|\n[ \t>]+/gi;
const tag = /<!--[\s\S]*?-->|<[^>]*>/g;
const anchorMark = /\s*\{#([a-z][\w.-]{0,99})\}\s*$/i;

const place = (node: Nodes) => {
  const { start, end } = node.position ?? {};
  return start?.offset === undefined || end?.offset === undefined ? null : { from: start.offset, to: end.offset };
};

class Cutter {
  readonly parts: SlicePart[] = [];
  private readonly source: string;
  private pairs = 0;

  constructor(source: string) {
    this.source = source;
  }

  markup(from: number, to: number, type: MarkupType): void {
    if (to <= from) return;
    const markdown = this.source.slice(from, to);
    const last = this.parts.at(-1);
    if (type === 'structure' && last?.kind === 'standalone' && last.type === type) this.parts[this.parts.length - 1] = { ...last, markdown: last.markdown + markdown };
    else this.parts.push({ kind: 'standalone', type, markdown });
  }

  words(from: number, to: number, marks: RegExp, type: (mark: string) => MarkupType): void {
    let at = from;
    for (const match of this.source.slice(from, to).matchAll(marks)) {
      this.plain(at, from + match.index);
      at = from + match.index + match[0].length;
      this.markup(from + match.index, at, type(match[0]));
    }
    this.plain(at, to);
  }

  private plain(from: number, to: number): void {
    if (to > from) this.parts.push({ kind: 'text', markdown: this.source.slice(from, to) });
  }

  /** From `from` to `to`: the children, and what is between them. Some have no place (addresses of mail that the parser found within words): they are words. */
  inside(children: readonly Nodes[], from: number, to: number): void {
    let at = from;
    let unplaced = false;
    const between = (end: number) => {
      if (unplaced) this.words(at, end, inText, (mark) => (mark.startsWith('\n') ? 'structure' : 'other'));
      else this.markup(at, end, 'structure');
      unplaced = false;
    };
    for (const child of children) {
      const where = place(child);
      if (where === null) unplaced = true;
      else if (where.from >= at) {
        between(where.from);
        this.node(child, where.from, where.to);
        at = where.to;
      }
    }
    between(to);
  }

  node(node: Nodes, from: number, to: number): void {
    const single = alone[node.type];
    const pair = pairs[node.type];
    if (single) this.markup(from, to, single);
    else if (node.type === 'text') this.words(from, to, inText, (mark) => (mark.startsWith('\n') ? 'structure' : 'other'));
    else if (node.type === 'html') this.words(from, to, tag, () => 'other');
    else if (pair && 'children' in node) this.pair(node.children, from, to, pair);
    else if ('children' in node) this.inside(node.children, from, to);
  }

  private pair(children: readonly Nodes[], from: number, to: number, { type, mark }: { type: MarkupType; mark?: number }): void {
    const [first, last] = [children[0], children.at(-1)];
    const start = (first && place(first)?.from) ?? (mark === undefined ? null : from + mark);
    const end = (last && place(last)?.to) ?? (mark === undefined ? null : to - mark);
    // An address that is its own text is not translated.
    if (start === null || end === null || start <= from || end >= to || this.source[from] === '<') {
      this.markup(from, to, type);
      return;
    }
    const pair = (this.pairs += 1);
    this.parts.push({ kind: 'open', type, pair, markdown: this.source.slice(from, start) });
    this.inside(children, start, end);
    this.parts.push({ kind: 'close', type, pair, markdown: this.source.slice(end, to) });
  }
}

/** Cuts `{#anchor}` off the words of a heading, and tells it. */
function takeAnchor(parts: SlicePart[]): string | null {
  const last = parts.findLastIndex((p) => p.kind !== 'standalone' || p.type !== 'structure');
  const part = parts[last];
  const match = part?.kind === 'text' ? anchorMark.exec(part.markdown) : null;
  if (part?.kind !== 'text' || !match) return null;
  const words = part.markdown.slice(0, match.index);
  parts.splice(last, 1, ...(words === '' ? [] : [{ kind: 'text' as const, markdown: words }]), { kind: 'standalone', type: 'structure', markdown: match[0] });
  return match[1] ?? null;
}

function hasContent(kind: string, parts: readonly SlicePart[]): boolean {
  if (kind === 'thematicBreak' || parts.some((p) => p.kind === 'text' && p.markdown.trim() !== '')) return true;
  if (kind === 'html') return parts.some((p) => /^<(?:img|hr)\b/i.test(p.markdown));
  return parts.some((p) => p.kind === 'standalone' && (p.type === 'code' || p.type === 'image' || p.type === 'link' || (p.type === 'other' && p.markdown.startsWith('&')) || p.markdown.startsWith('\\')));
}

interface Cut {
  node: RootContent;
  from: number;
  to: number;
  parts: SlicePart[];
  wanted: string | null;
}

/**
 * A text cut into its top-level elements as they were written, each under the anchor that {@link parseText} gives its block; for whoever works on one of them at
 * a time, and puts the text together again. A text that is not read as Markdown is cut into its paragraphs.
 */
export function sliceText(markdown: string): Slice[] {
  const read = readMarkdown(markdown);
  if ('problem' in read) {
    return [...markdown.matchAll(/\S(?:[^\n]|\n(?![ \t]*\n))*/g)].map((match, i) => ({
      anchor: `p${i + 1}`, kind: 'paragraph', from: match.index, to: match.index + match[0].length, parts: [{ kind: 'text', markdown: match[0] }],
    }));
  }
  const cuts = read.tree.children.flatMap((node): Cut[] => {
    const where = place(node);
    if (where === null || node.type === 'definition') return [];
    const cutter = new Cutter(markdown);
    cutter.node(node, where.from, where.to);
    const wanted = node.type === 'heading' ? takeAnchor(cutter.parts) : null;
    return hasContent(node.type, cutter.parts) || node.type === 'footnoteDefinition' ? [{ node, ...where, parts: cutter.parts, wanted }] : [];
  });
  return anchored(cuts);
}

/** Names as `toBlocks` gives them: explicit ones first, then by position. */
function anchored(cuts: readonly Cut[]): Slice[] {
  const taken = new Set<string>();
  const claim = (name: string) => {
    let free = name;
    for (let n = 2; taken.has(free); n += 1) free = `${name}-${n}`;
    taken.add(free);
    return free;
  };
  const explicit = new Map(cuts.flatMap((cut) => (cut.wanted === null ? [] : [[cut, claim(cut.wanted)] as const])));
  const count = { headings: 0, paragraphs: 0, footnotes: 0 };
  let section: string | null = null;
  return cuts.map((cut): Slice => {
    const { node, from, to, parts } = cut;
    let anchor: string;
    if (node.type === 'footnoteDefinition') anchor = `_fn${(count.footnotes += 1)}`;
    else if (node.type === 'heading') {
      anchor = section = explicit.get(cut) ?? claim(`s${(count.headings += 1)}`);
      count.paragraphs = 0;
    } else anchor = claim(`${section === null ? '' : `${section}.`}p${(count.paragraphs += 1)}`);
    return { anchor, kind: node.type, from, to, parts };
  });
}

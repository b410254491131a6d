import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toText } from 'hast-util-to-text';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { visit, SKIP } from 'unist-util-visit';
import { isFootnoteMark, isFootnotes } from './footnotes.ts';
import { isBlock } from './tidy.ts';

export type BlockKind = 'heading' | 'paragraph' | 'list' | 'table' | 'quote' | 'code' | 'footnotes' | 'other';

/** One top-level element of a text: what side-by-side reading aligns, permalinks point at and search stores as a passage. */
export interface Block {
  /** Unique in the text: `art-5`, `s2`; `p1` before the first heading, `art-5.p1` under it; `footnotes`. */
  readonly anchor: string;
  readonly kind: BlockKind;
  /** 2 to 6 for headings. */
  readonly level: number | null;
  /** Exactly one element, without its anchor as `id`: {@link renderBlocks} adds it. */
  readonly html: string;
  readonly text: string;
  /** The anchor of the heading that the block stands under. */
  readonly section: string | null;
  /** The text of that heading. */
  readonly heading: string | null;
}

const kinds: Readonly<Record<string, BlockKind>> = {
  p: 'paragraph', ul: 'list', ol: 'list', dl: 'list', table: 'table', blockquote: 'quote', pre: 'code', section: 'footnotes',
};
const writer = unified().use(rehypeStringify).freeze();
const isHeading = (node: Element) => /^h[1-6]$/.test(node.tagName);
const element = (tagName: string, children: ElementContent[]): Element => ({ type: 'element', tagName, properties: {}, children });

/** Top-level elements; loose words between them become paragraphs. */
function topLevel(tree: Root): Element[] {
  const found: Element[] = [];
  let loose: ElementContent[] = [];
  const close = () => {
    const paragraph = element('p', loose);
    if (toText(paragraph).trim() !== '') found.push(paragraph);
    loose = [];
  };
  for (const node of tree.children as (RootContent & ElementContent)[]) {
    if (node.type === 'element' && (isBlock(node) || isFootnotes(node))) {
      close();
      found.push(node);
    } else loose.push(node);
  }
  close();
  return found;
}

function hasContent(node: Element): boolean {
  let found = node.tagName === 'hr' || toText(node).trim() !== '';
  visit(node, 'element', (inner) => {
    if (inner.tagName === 'img') found = true;
  });
  return found;
}

/** A heading inside a quote or a list is no part of the outline of the text, nor is one inside a cell. */
function demoteInnerHeadings(node: Element): void {
  visit(node, 'element', (inner) => {
    if (inner === node || !isHeading(inner)) return;
    inner.children = [element('strong', inner.children)];
    inner.tagName = 'p';
  });
}

/** Takes `{#anchor}` off the end of a heading. */
function takeAnchor(heading: Element): string | null {
  const last = heading.children.at(-1);
  const match = last?.type === 'text' ? /\s*\{#([a-z][\w.-]{0,99})\}\s*$/i.exec(last.value) : null;
  if (last?.type !== 'text' || !match) return null;
  last.value = last.value.slice(0, match.index);
  return match[1] ?? null;
}

function wordsOf(node: Element): string {
  visit(node, 'element', (inner, index, parent) => {
    if (!isFootnoteMark(inner) || index === undefined || parent === undefined) return undefined;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  return toText(node).trim();
}

/** The wanted name, or the first of `name-2`, `name-3` … that is free. */
function claim(taken: Set<string>, name: string): string {
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = `${name}-${n}`;
  taken.add(free);
  return free;
}

/** Divides sanitised HTML into blocks. `taken`: identifiers that no anchor may have. */
export function toBlocks(tree: Root, taken: Set<string>): Block[] {
  const nodes = topLevel(tree).filter(hasContent);
  const anchors = new Map<Element, string>();
  for (const node of nodes.filter(isHeading)) {
    const wanted = takeAnchor(node);
    if (wanted !== null) anchors.set(node, claim(taken, wanted));
  }
  let positional = 0;
  let paragraphs = 0;
  let section: { anchor: string; text: string } | null = null;
  const outline: number[] = [];
  return nodes.map((node): Block => {
    demoteInnerHeadings(node);
    const footnotes = isFootnotes(node);
    const place = () => ({ section: footnotes ? null : (section?.anchor ?? null), heading: footnotes ? null : (section?.text ?? null) });
    if (!isHeading(node)) {
      const wanted = footnotes ? 'footnotes' : `${section === null ? '' : `${section.anchor}.`}p${(paragraphs += 1)}`;
      const html = writer.stringify({ type: 'root', children: [node] });
      return { anchor: claim(taken, wanted), kind: kinds[node.tagName] ?? 'other', level: null, html, text: wordsOf(node), ...place() };
    }
    const depth = Number(node.tagName.slice(1));
    while (outline.length > 0 && (outline.at(-1) ?? 0) >= depth) outline.pop();
    outline.push(depth);
    const level = Math.min(outline.length + 1, 6);
    node.tagName = `h${level}`;
    const anchor = anchors.get(node) ?? claim(taken, `s${(positional += 1)}`);
    const html = writer.stringify({ type: 'root', children: [node] });
    const block: Block = { anchor, kind: 'heading', level, html, text: wordsOf(node), ...place() };
    section = { anchor, text: block.text };
    paragraphs = 0;
    return block;
  });
}

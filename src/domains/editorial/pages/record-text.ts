import type { ContentsEntry, SideBySideRow } from '#ui';
import type { View } from '#kernel/view';
import type { RecordBlock } from '../queries/record.ts';

/** Deepest level of headings in a table of contents; the first level of a text is 2. */
const deepestContents = 3;

/** Rows of two texts, aligned by anchor, in the order of the left one; what only the right one has follows its neighbour there. */
export function alignBlocks(left: readonly RecordBlock[], right: readonly RecordBlock[]): SideBySideRow[] {
  const twins = new Map(right.map((b) => [b.anchor, b.html]));
  const leftAnchors = new Set(left.map((b) => b.anchor));
  const followers = new Map<string, SideBySideRow[]>();
  let neighbour = '';
  for (const { anchor, html } of right) {
    if (leftAnchors.has(anchor)) neighbour = anchor;
    else followers.set(neighbour, [...(followers.get(neighbour) ?? []), { anchor, left: null, right: html }]);
  }
  return [
    ...(followers.get('') ?? []),
    ...left.flatMap((b) => [{ anchor: b.anchor, left: b.html, right: twins.get(b.anchor) ?? null }, ...(followers.get(b.anchor) ?? [])]),
  ];
}

/** The table of contents of a text: its headings, deeper ones below. */
export function contentsOf(view: View, blocks: readonly RecordBlock[], lang: string): ContentsEntry[] {
  const top: (ContentsEntry & { children: ContentsEntry[] })[] = [];
  for (const b of blocks) {
    if (b.kind !== 'heading' || b.level === null || b.level > deepestContents) continue;
    const entry = { href: `#${b.anchor}`, label: b.text, lang: lang === view.lang ? undefined : lang, children: [] };
    const parent = b.level > 2 ? top.at(-1) : undefined;
    if (parent) parent.children.push(entry);
    else top.push(entry);
  }
  return top;
}

/** A text as HTML: each block under its anchor, headings and paragraphs with a link to themselves. */
export function textHtml(view: View, blocks: readonly RecordBlock[], lang: string): string {
  const label = view.t('editorial.permalink').replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const own = lang === view.lang ? '' : ` lang="${view.lang}"`;
  return blocks
    .map((b) => b.html.replace(/^<[a-z][a-z0-9]*/, `$& id="${b.anchor}"`).replace(/^(<(h[2-6]|p)\b[\s\S]*)<\/\2>\s*$/, `$1<a class="permalink" href="#${b.anchor}" aria-label="${label}"${own}>§</a></$2>`))
    .join('\n');
}

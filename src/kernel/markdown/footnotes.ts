import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';

export const isFootnotes = (node: Element): boolean => node.tagName === 'section';

/** Whether an element is a mark of the footnote machinery, which is no part of the words of the text. */
export const isFootnoteMark = (node: Element): boolean =>
  node.properties['dataFootnoteRef'] !== undefined || node.properties['dataFootnoteBackref'] !== undefined;

/**
 * Gives footnotes and their references identifiers in the order of the text, behind `prefix`, and names the list. Returns the
 * identifiers, which no anchor may then have.
 */
export function numberFootnotes(tree: Root, prefix: string, label: string | undefined): Set<string> {
  const names = new Map<string, string>();
  const counts = { fn: 0, fnref: 0 };
  visit(tree, 'element', (node) => {
    const id = node.properties['id'];
    if (typeof id !== 'string') return;
    const kind = id.startsWith('fnref-') ? 'fnref' : 'fn';
    if (names.has(id)) delete node.properties['id'];
    else {
      counts[kind] += 1;
      names.set(id, `${prefix}${kind}-${counts[kind]}`);
      node.properties['id'] = names.get(id);
    }
  });
  visit(tree, 'element', (node) => {
    if (isFootnotes(node)) {
      node.children = node.children.filter((c) => c.type !== 'element' || !/^h[1-6]$/.test(c.tagName));
      node.properties = { role: 'doc-endnotes', ...(label === undefined ? {} : { ariaLabel: label }) };
    }
    const href = node.properties['href'];
    if (typeof href === 'string' && href.startsWith('#fn')) node.properties['href'] = `#${names.get(href.slice(1)) ?? href.slice(1)}`;
    if (node.properties['ariaLabel'] === '') delete node.properties['ariaLabel'];
  });
  return new Set(names.values());
}

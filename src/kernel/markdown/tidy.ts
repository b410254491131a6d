import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

const wrappers = new Set([
  ...['div', 'section', 'article', 'main', 'aside', 'header', 'footer', 'nav', 'center', 'address', 'details'],
  ...['summary', 'form', 'fieldset'],
]);
/** Elements that may hold blocks. */
const flow = new Set([
  ...wrappers, 'blockquote', 'dl', 'dt', 'dd', 'ul', 'ol', 'li', 'figure', 'figcaption',
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'],
]);
const blockTags = new Set([...flow, 'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'pre']);

export const isBlock = (node: { type: string; tagName?: string }): boolean => node.type === 'element' && blockTags.has(node.tagName ?? '');

/** The children, with every element dissolved that holds blocks where only words may stand: an unclosed `<b>` holds the rest of a text. */
function dissolve(children: readonly ElementContent[]): { children: ElementContent[]; blocks: boolean } {
  let blocks = false;
  const kept = children.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node];
    const inner = dissolve(node.children);
    node.children = inner.children;
    const dissolved = inner.blocks && !flow.has(node.tagName);
    blocks ||= inner.blocks || isBlock(node);
    return dissolved ? inner.children : [node];
  });
  return { children: kept, blocks };
}

/**
 * Before sanitising: boxes that are about layout become paragraphs where they hold only words (the sanitiser unwraps the others), and
 * elements that would be read differently when the page is parsed again are dissolved.
 */
export function flatten(tree: Root): void {
  tree.children = dissolve(tree.children as ElementContent[]).children;
  visit(tree, 'element', (node) => {
    if (!wrappers.has(node.tagName) || node.properties['dataFootnotes'] !== undefined) return;
    node.tagName = node.children.some(isBlock) ? 'div' : 'p';
  });
}

const here = 'http://here.invalid';

/** Where an address leads, judged as a browser does it, so that `//host` and `/\host` are outside; `null` is not an address. */
function place(url: unknown): 'inside' | 'outside' | null {
  if (typeof url !== 'string' || !URL.canParse(url, here)) return null;
  const { origin, protocol } = new URL(url, here);
  return origin === here || protocol === 'mailto:' ? 'inside' : 'outside';
}

function tidyCell(cell: Element, row: Element): void {
  if (typeof cell.properties['align'] === 'string') cell.properties['dataAlign'] = cell.properties['align'];
  delete cell.properties['align'];
  if (cell.tagName === 'td' || cell.properties['scope']) return;
  cell.properties['scope'] = row.children.some((c) => c.type === 'element' && c.tagName === 'td') ? 'row' : 'col';
}

/** What takes the place of a link or picture that leads nowhere it may; `null` when it stays. */
function replacement(node: Element): ElementContent[] | null {
  const { href, src, alt, id } = node.properties;
  if (node.tagName === 'a') {
    const where = place(href);
    if (where === 'outside') node.properties['rel'] = ['noopener'];
    if (where === null) delete node.properties['href'];
    return where === null && id === undefined ? node.children : null;
  }
  if (node.tagName === 'img') {
    const label = typeof alt === 'string' ? alt : '';
    if (place(src) !== 'inside') return label === '' ? [] : [{ type: 'text', value: label }];
    node.properties = { ...node.properties, alt: label, loading: 'lazy' };
  }
  return null;
}

/** After sanitising: links and pictures by where they lead (a picture never sends a browser elsewhere), tables by their heads. */
export function tidy(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (index === undefined || parent === undefined) return undefined;
    if ((node.tagName === 'td' || node.tagName === 'th') && parent.type === 'element') tidyCell(node, parent);
    const instead = replacement(node);
    if (instead === null) return undefined;
    parent.children.splice(index, 1, ...instead);
    return [SKIP, index];
  });
}

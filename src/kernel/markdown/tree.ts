import type { Root } from 'hast';
import type { Root as Markdown } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { findTextProblem, maxDepth, type TextProblem } from './limits.ts';
import { disarm, schema } from './schema.ts';
import { flatten } from './tidy.ts';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();
const cleaner = unified().use(rehypeRaw, { passThrough: [] }).use(() => flatten).use(rehypeSanitize, schema).freeze();

/** How many elements raw HTML leaves open at its deepest; a tag that its own name closes counts once. */
function openTags(html: readonly string[]): number {
  const open = new Map<string, number>();
  let depth = 0;
  let deepest = 0;
  for (const [, slash, tag = ''] of html.flatMap((h) => [...h.matchAll(/<(\/?)([a-z][^\s/>]*)/gi)])) {
    const name = tag.toLowerCase();
    const now = open.get(name) ?? 0;
    if (/^(?:br|hr|img|input|wbr|col|area|p|li|dt|dd|td|th|tr|thead|tbody|tfoot|option)$/.test(name)) continue;
    if (slash === '' || now > 0) {
      open.set(name, slash === '' ? now + 1 : now - 1);
      depth += slash === '' ? 1 : -1;
    }
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function treeDepth(tree: Markdown): number {
  let deepest = 0;
  const stack: { node: Markdown | Markdown['children'][number]; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    deepest = Math.max(deepest, top.depth);
    const children = 'children' in top.node ? (top.node.children as Markdown['children']) : [];
    for (const node of children) stack.push({ node, depth: top.depth + 1 });
  }
  return deepest;
}

/** The Markdown tree with task marks as text and unsafe raw tags shown; or what is wrong with the text. */
export function readMarkdown(text: string): { tree: Markdown } | { problem: TextProblem } {
  const problem = findTextProblem(text);
  if (problem) return { problem };
  const tree = parser.parse(text);
  const raw: string[] = [];
  if (treeDepth(tree) > maxDepth) return { problem: { line: 1, message: 'marks of emphasis or links nested too deeply' } };
  visit(tree, (node) => {
    if (node.type === 'html') raw.push((node.value = disarm(node.value)));
    if (node.type === 'listItem' && typeof node.checked === 'boolean') {
      const first = node.children[0];
      if (first?.type === 'paragraph') first.children.unshift({ type: 'text', value: node.checked ? '☑ ' : '☐ ' });
      node.checked = null;
    }
  });
  if (openTags(raw) > maxDepth) return { problem: { line: 1, message: 'raw HTML with too many elements left open' } };
  return { tree };
}

/** Sanitised HTML of a Markdown tree. */
export function toCleanTree(tree: Markdown, backLabel: ((reference: number) => string) | undefined): Root {
  const generator = unified().use(remarkRehype, {
    allowDangerousHtml: true,
    clobberPrefix: '',
    footnoteBackLabel: (index: number) => backLabel?.(index + 1) ?? '',
  });
  return cleaner.runSync(generator.runSync(tree)) as Root;
}

import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { decodeText } from '../encoding.ts';
import type { Reader } from './types.ts';

type Node = DefaultTreeAdapterTypes.Node;

const silent = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'canvas', 'select', 'textarea']);
const blocks = new Set([
  ...['address', 'article', 'aside', 'blockquote', 'br', 'caption', 'dd', 'div', 'dl', 'dt', 'figcaption', 'figure', 'footer', 'form'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'option', 'p', 'pre'],
  ...['section', 'table', 'title', 'tr', 'ul'],
]);

/** The words of a page, a line for each block and a tab between cells. Walks without recursion: a page may nest as deep as it likes. */
export function textOfHtml(html: string): string {
  const parts: string[] = [];
  const stack: (Node | string)[] = [parse(html)];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (typeof top === 'string') parts.push(top);
    else if ('value' in top) parts.push(top.value.replace(/[ \t\n\f\r]+/g, ' '));
    else if ('childNodes' in top && !('tagName' in top && silent.has(top.tagName))) {
      const mark = !('tagName' in top) ? '' : blocks.has(top.tagName) ? '\n' : top.tagName === 'td' || top.tagName === 'th' ? '\t' : '';
      if (mark === '\n') parts.push(mark);
      if (mark !== '') stack.push(mark);
      for (const child of top.childNodes.toReversed()) stack.push(child);
    }
  }
  return parts.join('');
}

/** The encoding that a page declares in its first bytes (HTML Standard, 13.2.3.2), if it does. */
function declaredEncoding(bytes: Buffer): string | undefined {
  const head = bytes.toString('latin1', 0, 1024);
  const meta = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(head);
  return (meta ?? /<\?xml[^>]{0,200}encoding\s*=\s*["']([\w-]{1,40})/i.exec(head))?.[1];
}

export const readHtml: Reader = async (bytes) => ({
  pages: [{ number: null, text: textOfHtml(decodeText(bytes, declaredEncoding(bytes)).text) }],
  warnings: [],
});

export const readPlain: Reader = async (bytes) => ({ pages: [{ number: null, text: decodeText(bytes).text }], warnings: [] });

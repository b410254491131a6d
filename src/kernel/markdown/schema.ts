import type { Schema } from 'hast-util-sanitize';

/** Elements whose start changes how the rest of a page is read: GFM (section 6.11) shows the first nine as text, and so are the others. */
const unsafeTags = [
  ...['title', 'textarea', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'script', 'plaintext'],
  ...['noscript', 'template', 'select', 'svg', 'math', 'frameset', 'frame', 'html', 'head', 'body', 'base', 'object', 'embed', 'applet'],
  ...['meta', 'link'],
];
const unsafeTag = new RegExp(`<(?=/?(?:${unsafeTags.join('|')})(?![a-z0-9-]))`, 'gi');

/** Raw HTML with unsafe tags turned into text. */
export function disarm(html: string): string {
  return html.replace(unsafeTag, '&lt;');
}

/** The elements and attributes that a text may have. Identifiers are given by the portal alone, so `id` is for footnotes only. */
export const schema: Schema = {
  tagNames: [
    ...['a', 'abbr', 'b', 'bdi', 'bdo', 'br', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'img', 'ins', 'kbd', 'mark', 'q', 's', 'samp'],
    ...['small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'var'],
    ...['blockquote', 'dd', 'dl', 'dt', 'figcaption', 'figure', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol'],
    ...['p', 'pre', 'section', 'ul'],
    ...['caption', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'],
  ],
  attributes: {
    '*': ['lang', ['dir', 'ltr', 'rtl', 'auto']],
    a: ['href', 'title', ['id', /^fnref-/], 'dataFootnoteRef', 'dataFootnoteBackref', 'ariaLabel'],
    abbr: ['title'],
    img: ['src', 'alt', 'width', 'height'],
    li: ['value', ['id', /^fn-/]],
    ol: ['start', 'reversed', ['type', '1', 'a', 'A', 'i', 'I']],
    section: ['dataFootnotes'],
    td: ['colSpan', 'rowSpan', ['align', 'left', 'center', 'right']],
    th: ['colSpan', 'rowSpan', ['align', 'left', 'center', 'right'], ['scope', 'row', 'col']],
    time: ['dateTime'],
  },
  ancestors: {
    caption: ['table'], dd: ['dl'], dt: ['dl'], figcaption: ['figure'], li: ['ol', 'ul'],
    tbody: ['table'], td: ['table'], tfoot: ['table'], th: ['table'], thead: ['table'], tr: ['table'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  clobber: [],
  strip: [],
};

import { parse, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** A piece of text with the language that it stands in. */
export interface SpokenText {
  readonly text: string;
  readonly lang: string;
  /** The element around it, or the attribute that holds it: `p`, `input[placeholder]`; `a[elsewhere]` is a link to another site. */
  readonly place: string;
}

/** A GET form: where it leads, and the values that its controls offer. */
export interface PageForm {
  readonly action: string;
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** What tests look at in an HTML page. */
export interface PageFacts {
  readonly lang: string;
  readonly title: string;
  readonly h1: readonly string[];
  readonly ids: readonly string[];
  /** Values of `href` of links in the body. */
  readonly links: readonly string[];
  readonly forms: readonly PageForm[];
  readonly texts: readonly SpokenText[];
  /** `link` elements of the head by `rel`. */
  readonly heads: readonly { readonly rel: string; readonly href: string; readonly hreflang: string | null }[];
  readonly noindex: boolean;
  /** Elements that run or style by what stands in the page itself. */
  readonly inline: readonly string[];
}

const isElement = (node: Node): node is Element => 'tagName' in node;
const attribute = (element: Element, name: string) => element.attrs.find((a) => a.name === name)?.value ?? null;

function textOf(node: Element): string {
  return node.childNodes.map((n) => (n.nodeName === '#text' ? (n as DefaultTreeAdapterTypes.TextNode).value : isElement(n) ? textOf(n) : '')).join('');
}

const spokenAttributes = ['aria-label', 'alt', 'title', 'placeholder', 'data-label', 'data-done', 'data-status'];

/** Parses a page as browsers do. */
export function readPage(html: string): PageFacts {
  const ids: string[] = [];
  const links: string[] = [];
  const forms: { action: string; fields: Map<string, string[]> }[] = [];
  const texts: SpokenText[] = [];
  const heads: { rel: string; href: string; hreflang: string | null }[] = [];
  const h1: string[] = [];
  const inline: string[] = [];
  let lang = '';
  let title = '';
  let noindex = false;

  const element = (node: Element, spoken: string, form: (typeof forms)[number] | null): void => {
    const get = (name: string) => attribute(node, name);
    const { tagName } = node;
    const id = get('id');
    if (id !== null) ids.push(id);
    if (tagName === 'html') lang = get('lang') ?? '';
    if (tagName === 'title') title = textOf(node).trim();
    if (tagName === 'h1') h1.push(textOf(node).trim());
    if (tagName === 'link') heads.push({ rel: get('rel') ?? '', href: get('href') ?? '', hreflang: get('hreflang') });
    if (tagName === 'meta' && get('name') === 'robots' && get('content')?.includes('noindex')) noindex = true;
    if (tagName === 'meta' && get('name') === 'description') texts.push({ text: get('content') ?? '', lang: 'und', place: 'meta[description]' });
    const href = get('href');
    if (tagName === 'a' && href !== null) links.push(href);
    if (tagName === 'style' || get('style') !== null || node.attrs.some((a) => a.name.startsWith('on')) || (tagName === 'script' && get('src') === null && get('type') !== 'application/ld+json')) {
      inline.push(`<${tagName} ${node.attrs.map((a) => a.name).join(' ')}>`);
    }
    const name = get('name');
    if (form && name) {
      const values = form.fields.get(name) ?? [];
      form.fields.set(name, values);
      if (tagName === 'input' && get('value') !== null && get('type') !== 'search') values.push(get('value') ?? '');
      if (tagName === 'select') for (const option of node.childNodes.filter(isElement)) values.push(attribute(option, 'value') ?? '');
    }
    for (const key of spokenAttributes) {
      const value = get(key);
      if (value) texts.push({ text: value, lang: spoken, place: `${tagName}[${key}]` });
    }
  };

  const walk = (node: Node, inherited: string, form: (typeof forms)[number] | null): void => {
    if (!isElement(node)) {
      if (node.nodeName === '#text') {
        const text = (node as DefaultTreeAdapterTypes.TextNode).value.trim();
        const parent = (node as DefaultTreeAdapterTypes.TextNode).parentNode;
        if (text !== '' && parent && 'tagName' in parent) texts.push({ text, lang: inherited, place: parent.tagName === 'a' && /^https?:/.test(attribute(parent, 'href') ?? '') ? 'a[elsewhere]' : parent.tagName });
      }
      return;
    }
    const spoken = attribute(node, 'lang') ?? inherited;
    let within = form;
    if (node.tagName === 'form' && (attribute(node, 'method') ?? 'get').toLowerCase() === 'get') {
      within = { action: attribute(node, 'action') ?? '', fields: new Map() };
      forms.push(within);
    }
    element(node, spoken, within);
    if (node.tagName === 'script' || node.tagName === 'style') return;
    for (const child of node.childNodes) walk(child, spoken, within);
  };
  for (const child of parse(html).childNodes) walk(child, '', null);
  return { lang, title, h1, ids, links, forms, texts, heads, noindex, inline };
}

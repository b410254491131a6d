/** What stands between two tags. Iterables are read while the document is written, so a list of any length costs no memory. */
export type XmlContent = string | number | XmlElement | null | undefined | false | Iterable<XmlContent>;

/** Attributes that are `null`, `undefined` or `false` are left out. */
export type XmlAttributes = Readonly<Record<string, string | number | null | undefined | false>>;

export interface XmlElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly content: XmlContent;
  /** Its white space counts: no line break may be added, also where it begins with an element. */
  readonly mixed?: boolean;
}

/** An element. Names come from code, never from data. */
export function element(name: string, attributes: XmlAttributes = {}, ...content: XmlContent[]): XmlElement {
  return { name, attributes, content };
}

/** An element in which text and elements alternate. */
export function mixed(name: string, attributes: XmlAttributes, content: Iterable<XmlContent>): XmlElement {
  return { name, attributes, content, mixed: true };
}

/** An element for a text, or nothing when there is no text. */
export function optional(name: string, text: string | number | null | undefined, attributes: XmlAttributes = {}): XmlElement | null {
  return text === null || text === undefined || text === '' ? null : element(name, attributes, text);
}

// XML 1.0, production [2] Char: everything else, lone surrogates too, cannot stand in a document in any form and is left out.
const special = /[&<>"\t\n\r\u0085\u2028\u2029]|[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
// Most texts have none of these; without the flag `u`, looking is many times faster.
// oxlint-disable-next-line no-control-regex
const suspect = /[&<>"\u0000-\u001f\u0085\u2028\u2029\ud800-\udfff\ufffe\uffff]/;
// The last three are line ends to some parsers (XML 1.1 has two of them).
const inText: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '"', '\t': '\t', '\n': '\n', '\r': '&#13;', '\u0085': '&#133;', '\u2028': '&#8232;', '\u2029': '&#8233;',
};
// A parser turns bare white space of an attribute into spaces (XML 1.0, section 3.3.3).
const inAttribute: Readonly<Record<string, string>> = { ...inText, '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };

/** Text for between tags. */
export function escapeText(text: string): string {
  return suspect.test(text) ? text.replace(special, (c) => inText[c] ?? '') : text;
}

/** Text for an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return suspect.test(text) ? text.replace(special, (c) => inAttribute[c] ?? '') : text;
}

function openTag({ name, attributes }: XmlElement): string {
  let tag = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== null && value !== undefined && value !== false) tag += ` ${key}="${escapeAttribute(String(value))}"`;
  }
  return tag;
}

function isElement(value: object): value is XmlElement {
  return 'name' in value;
}

interface Open {
  readonly element: XmlElement | null;
  readonly children: Iterator<XmlContent>;
  started: boolean;
  /** Holds text, so that no line break may be added. */
  text: boolean;
}

const chunkLength = 16 * 1024;

/** A whole document in UTF-8, in pieces of some 16,000 characters. Each element of a list stands on a line of its own. */
export function* writeXml(root: XmlElement): Generator<string> {
  let out = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const open: Open[] = [{ element: null, children: [root][Symbol.iterator](), started: true, text: true }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.children.next();
    if (next.done) {
      open.pop();
      if (top.element === null) continue;
      out += top.started ? `${top.text ? '' : '\n'}</${top.element.name}>` : '/>';
    } else {
      const parent = open.findLast((o) => o.element !== null || o === open[0]);
      const { value } = next;
      if (value === null || value === undefined || value === false || value === '') continue;
      if (typeof value === 'object' && !isElement(value)) {
        open.push({ element: null, children: value[Symbol.iterator](), started: true, text: true });
        continue;
      }
      if (parent !== undefined && !parent.started) {
        out += '>';
        parent.started = true;
        parent.text = typeof value !== 'object' || parent.element?.mixed === true;
      }
      if (typeof value === 'object') {
        if (parent?.text === false) out += '\n';
        out += openTag(value);
        const { content } = value;
        const children: Iterable<XmlContent> = typeof content === 'object' && content !== null && !isElement(content) ? content : [content];
        open.push({ element: value, children: children[Symbol.iterator](), started: false, text: true });
      } else {
        if (parent !== undefined) parent.text = true;
        out += escapeText(String(value));
      }
    }
    if (out.length >= chunkLength) {
      yield out;
      out = '';
    }
  }
  yield `${out}\n`;
}

/** A whole document as one string; for documents that are known to be small. */
export function xmlText(root: XmlElement): string {
  return [...writeXml(root)].join('');
}

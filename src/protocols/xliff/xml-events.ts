import { SaxesParser, type SaxesTagNS } from 'saxes';

/** An element that opens, with its attributes by name; those of other namespaces under `{namespace}name`. */
export interface OpenTag {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** From 1. */
  readonly line: number;
}

export interface Handler {
  open(tag: OpenTag): void;
  close(): void;
  text(text: string): void;
}

/** What cannot be read at all, and where. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** 50 MB of text in UTF-8: some hundred times a code of laws. */
export const maxCharacters = 50 * 1024 * 1024;
const maxDepth = 200;
/** Characters at a time: what stands after the first error is not read. */
const step = 64 * 1024;
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

function attributesOf(tag: SaxesTagNS): Map<string, string> {
  return new Map(Object.values(tag.attributes).map((a) => [a.uri === '' ? a.local : a.uri === xmlNamespace ? `xml:${a.local}` : `{${a.uri}}${a.local}`, a.value]));
}

/**
 * Reads XML 1.0 with namespaces. No entity is ever declared or fetched, so none can grow: a document type with declarations of its own is refused, and one that
 * only names a DTD is too unless `doctype` allows it. Throws {@link Unreadable} at the first place that is not well-formed.
 */
export function readEvents(text: string, handler: Handler, options: { readonly doctype?: boolean } = {}): void {
  if (text.length > maxCharacters) throw new Unreadable(`is ${text.length} characters long; at most ${maxCharacters} are read`, 1);
  const parser = new SaxesParser({ xmlns: true, position: true });
  let depth = 0;
  let line = 1;
  parser.on('error', (error) => {
    throw new Unreadable(error.message.replace(/^(?:\S*:)?\d+:\d+: /, ''), parser.line);
  });
  parser.on('doctype', (declaration) => {
    if (declaration.includes('[')) throw new Unreadable('a document type with declarations is not read', parser.line);
    if (!options.doctype) throw new Unreadable('a document type is not read', parser.line);
  });
  parser.on('opentagstart', () => { line = parser.line; });
  parser.on('opentag', (tag) => {
    if ((depth += 1) > maxDepth) throw new Unreadable(`elements are nested deeper than ${maxDepth}`, line);
    handler.open({ name: tag.local, namespace: tag.uri, attributes: attributesOf(tag), line });
  });
  parser.on('closetag', () => {
    depth -= 1;
    handler.close();
  });
  parser.on('text', (value) => handler.text(value));
  parser.on('cdata', (value) => handler.text(value));
  const whole = text.startsWith('\uFEFF') ? text.slice(1) : text;
  for (let i = 0; i < whole.length; i += step) parser.write(whole.slice(i, i + step));
  parser.close();
}

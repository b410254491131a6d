import { element, mixed, type XmlContent, type XmlElement } from '../xml.ts';
import type { Code, Content } from '../xliff/content.ts';

/** A text in several languages (BCP 47), as a translation memory keeps it. */
export interface TmxUnit {
  readonly id: string | null;
  /** By language; the first is the original. */
  readonly texts: ReadonlyMap<string, Content>;
  /** Whatever else is known of it, by the name of the property. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface TmxHeader {
  readonly program: string;
  readonly program_version: string;
  readonly source_language: string;
}

/** Pairs are numbered within a text (`i`); `x` is the same for the same code in all languages of a unit. */
function inline(content: Content, numbers: Map<string, number>): XmlContent[] {
  const numberOf = ({ id, kind }: Code) => {
    const key = kind === 'standalone' ? `s ${id}` : `p ${id}`;
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return number;
  };
  return content.map((part) => {
    if (typeof part === 'string') return part;
    const number = numberOf(part);
    const code = part.original ?? '';
    if (part.kind === 'open') return element('bpt', { i: number, x: number, type: part.type }, code);
    if (part.kind === 'close') return element('ept', { i: number }, code);
    return element('ph', { x: number, type: part.type }, code);
  });
}

function tu({ id, texts, properties }: TmxUnit): XmlElement {
  const numbers = new Map<string, number>();
  return element(
    'tu', { tuid: id },
    Object.entries(properties).map(([type, value]) => element('prop', { type }, value)),
    [...texts].map(([lang, content]) => element('tuv', { 'xml:lang': lang }, mixed('seg', {}, inline(content, numbers)))),
  );
}

/** TMX 1.4b, level 2: with the markup. */
export function tmx({ program, program_version, source_language }: TmxHeader, units: Iterable<TmxUnit>): XmlElement {
  function* body() {
    for (const unit of units) yield tu(unit);
  }
  return element(
    'tmx', { version: '1.4' },
    element('header', { creationtool: program, creationtoolversion: program_version, segtype: 'paragraph', 'o-tmf': program, adminlang: 'en', srclang: source_language, datatype: 'x-markdown' }),
    element('body', {}, body()),
  );
}

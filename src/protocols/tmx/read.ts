import { tidyContent, type Code, type CodeType, type Content } from '../xliff/content.ts';
import type { XliffFinding } from '../xliff/document.ts';
import { childOf, childrenOf, collect, textOf, type Node } from '../xliff/node.ts';
import { readEvents, Unreadable, type Handler, type OpenTag } from '../xliff/xml-events.ts';
import type { TmxUnit } from './write.ts';

export interface ReadTmx {
  /** null where units may have any (`*all*`) or nothing is told. */
  readonly source_language: string | null;
  readonly units: readonly TmxUnit[];
  readonly findings: readonly XliffFinding[];
}

const types = new Set<string>(['bold', 'italic', 'struck', 'link', 'image', 'code', 'note', 'break', 'structure'] satisfies CodeType[]);
const isType = (type: string | undefined): type is CodeType => type !== undefined && types.has(type);

function inline(node: Node, out: (string | Code)[]): void {
  for (const child of node.children) {
    if (typeof child === 'string') {
      out.push(child);
      continue;
    }
    const { name, attributes } = child;
    const said = attributes.get('type');
    const own = isType(said) ? said : 'other';
    const number = attributes.get('i') ?? attributes.get('x') ?? '';
    if (name === 'hi') inline(child, out);
    else if (name === 'bpt') out.push({ kind: 'open', id: number, type: own, original: textOf(child) });
    else if (name === 'ept') {
      const start = out.find((c): c is Code => typeof c !== 'string' && c.kind === 'open' && c.id === number);
      out.push({ kind: 'close', id: number, type: start?.type ?? own, original: textOf(child) });
    } else if (name === 'ph' || name === 'it' || name === 'ut') out.push({ kind: 'standalone', id: attributes.get('x') ?? '', type: own, original: textOf(child) });
  }
}

function unitOf(node: Node, source: string | null): TmxUnit | string {
  const texts = new Map<string, Content>();
  const original = node.attributes.get('srclang') ?? source;
  for (const tuv of childrenOf(node, 'tuv')) {
    // Before version 1.4 the attribute was `lang`.
    const lang = tuv.attributes.get('xml:lang') ?? tuv.attributes.get('lang');
    const seg = childOf(tuv, 'seg');
    if (!lang) return 'a text does not tell its language';
    if (!seg) return `the text in ${lang} is missing`;
    const out: (string | Code)[] = [];
    inline(seg, out);
    texts.set(lang, tidyContent(out));
  }
  if (texts.size === 0) return 'a unit has no text';
  const isOriginal = (lang: string) => lang.toLowerCase() === original?.toLowerCase();
  return {
    id: node.attributes.get('tuid') ?? null,
    texts: new Map([...texts].sort(([a], [b]) => Number(isOriginal(b)) - Number(isOriginal(a)))),
    properties: Object.fromEntries(childrenOf(node, 'prop').map((p) => [p.attributes.get('type') ?? '', textOf(p)])),
  };
}

class Reader implements Handler {
  source: string | null = null;
  readonly units: TmxUnit[] = [];
  readonly findings: XliffFinding[] = [];
  private depth = 0;
  private part: Handler | null = null;
  private partDepth = 0;

  open(tag: OpenTag): void {
    this.depth += 1;
    if (this.part) this.part.open(tag);
    else if (this.depth === 1 && tag.name !== 'tmx') throw new Unreadable(`is no TMX: its root is ${tag.name}`, tag.line);
    else if (this.depth === 2 && tag.name === 'header') {
      const said = tag.attributes.get('srclang');
      this.source = said === undefined || said === '*all*' ? null : said;
    } else if (this.depth === 3 && tag.name === 'tu') {
      this.partDepth = this.depth;
      this.part = collect(tag, (node) => this.add(node));
    }
  }

  close(): void {
    const { part } = this;
    if (part && this.depth === this.partDepth) this.part = null;
    part?.close();
    this.depth -= 1;
  }

  text(text: string): void {
    this.part?.text(text);
  }

  private add(node: Node): void {
    const unit = unitOf(node, this.source);
    if (typeof unit === 'string') this.findings.push({ line: node.line, message: unit });
    else this.units.push(unit);
  }
}

/**
 * Reads a translation memory, TMX 1.1 to 1.4b. Never throws: what is wrong is told with its line. A document type may name the DTD, which is not fetched; one with
 * declarations is refused, and more than 50 MB are not read.
 */
export function readTmx(text: string): ReadTmx {
  const reader = new Reader();
  try {
    readEvents(text, reader, { doctype: true });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    reader.findings.push({ line: error.line, message: error.message });
  }
  return { source_language: reader.source, units: reader.units, findings: reader.findings };
}

import { namespaces, noteCategory, xliffVersions, type XliffFile, type XliffFinding, type XliffUnit, type XliffVersion } from './document.ts';
import { collect, textOf, type Node } from './node.ts';
import { unitOf12 } from './read-12.ts';
import { unitOf2 } from './read-2.ts';
import { readEvents, Unreadable, type Handler, type OpenTag } from './xml-events.ts';

/** A unit with the line where it begins. */
export type ReadUnit = XliffUnit & { readonly line: number };

export interface ReadXliff {
  readonly version: XliffVersion | null;
  readonly files: readonly XliffFile<readonly ReadUnit[]>[];
  /** Everything wrong with the document; where there is something, what was read is not to be relied on. */
  readonly findings: readonly XliffFinding[];
}

type OpenFile = { -readonly [K in keyof XliffFile<ReadUnit[]>]: XliffFile<ReadUnit[]>[K] };

/** Where other elements stand that are of interest. */
const passages = new Set(['body', 'group', 'header', 'notes']);

class Reader implements Handler {
  version: XliffVersion | null = null;
  readonly files: OpenFile[] = [];
  readonly findings: XliffFinding[] = [];
  private languages: { source: string | undefined; target: string | undefined } = { source: undefined, target: undefined };
  private depth = 0;
  /** Depth of an element that is passed over with all that it holds. */
  private skipped: number | null = null;
  private part: { handler: Handler; depth: number } | null = null;
  private ids = new Set<string>();

  open(tag: OpenTag): void {
    this.depth += 1;
    if (this.part) this.part.handler.open(tag);
    else if (this.skipped === null) this.enter(tag);
  }

  close(): void {
    const { part } = this;
    if (part) {
      if (this.depth === part.depth) this.part = null;
      part.handler.close();
    } else if (this.skipped === this.depth) this.skipped = null;
    this.depth -= 1;
  }

  text(text: string): void {
    this.part?.handler.text(text);
  }

  private enter(tag: OpenTag): void {
    const { name, attributes, line } = tag;
    if (this.depth === 1) {
      this.begin(tag);
      return;
    }
    const file = this.files.at(-1);
    if (this.depth === 2 && name === 'file') this.beginFile(attributes, line);
    else if (file && (name === 'trans-unit' || name === 'unit')) this.take(tag, (node) => this.addUnit(file, node));
    else if (file && name === 'note' && this.version !== '1.2') this.take(tag, (node) => this.addNote(file, node));
    else if (!file || !passages.has(name)) this.skipped = this.depth;
  }

  private take(tag: OpenTag, done: (node: Node) => void): void {
    this.part = { handler: collect(tag, done), depth: this.depth };
  }

  private begin({ name, namespace, attributes, line }: OpenTag): void {
    const said = attributes.get('version') ?? '';
    this.version = xliffVersions.find((v) => v === said) ?? null;
    if (name !== 'xliff') throw new Unreadable(`is no XLIFF: its root is ${name}`, line);
    if (this.version === null) throw new Unreadable(`version ${JSON.stringify(said)} of XLIFF is not read, only ${xliffVersions.join(', ')}`, line);
    // Some programs leave the namespace out.
    if (namespace !== '' && namespace !== namespaces[this.version]) throw new Unreadable(`the namespace ${namespace} is not that of XLIFF ${this.version}`, line);
    this.languages = { source: attributes.get('srcLang'), target: attributes.get('trgLang') };
  }

  private beginFile(attributes: ReadonlyMap<string, string>, line: number): void {
    const old = this.version === '1.2';
    const source = old ? attributes.get('source-language') : this.languages.source;
    const target = old ? attributes.get('target-language') : this.languages.target;
    const original = attributes.get('original');
    if (!source) this.findings.push({ line, message: 'the source language is not told' });
    if (!original) this.findings.push({ line, message: 'a file does not tell what it is the text of (original)' });
    this.ids = new Set();
    this.files.push({
      original: original ?? '', source_language: source ?? '', target_language: target ?? null, units: [],
      version: (old ? attributes.get('product-version') : null) ?? null, hash: (old ? attributes.get('build-num') : null) ?? null,
    });
  }

  private addNote(file: OpenFile, node: Node): void {
    const category = node.attributes.get('category');
    if (category === noteCategory.version) file.version = textOf(node);
    if (category === noteCategory.hash) file.hash = textOf(node);
  }

  private addUnit(file: OpenFile, node: Node): void {
    const unit = this.version === '1.2' ? unitOf12(node) : unitOf2(node);
    if (typeof unit === 'string') this.findings.push({ line: node.line, message: unit });
    else if (this.ids.has(unit.id)) this.findings.push({ line: node.line, message: `unit ${unit.id} occurs twice in ${file.original}` });
    else {
      this.ids.add(unit.id);
      file.units.push({ ...unit, line: node.line });
    }
  }
}

/**
 * Reads XLIFF 1.2 or 2.x (core), whichever it is. Extensions and modules are passed over, and so are proposals of translations. Never throws: what is wrong
 * is told with its line, and reading ends at the first place that is not well-formed. A document type is refused, so no entity can grow or reach outside;
 * more than 50 MB are not read.
 */
export function readXliff(text: string): ReadXliff {
  const reader = new Reader();
  try {
    readEvents(text, reader);
    if (reader.files.length === 0) reader.findings.push({ message: 'holds no file' });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    reader.findings.push({ line: error.line, message: error.message });
  }
  const { version, files, findings } = reader;
  return { version, files, findings };
}

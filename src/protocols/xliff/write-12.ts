import { element, mixed, type XmlContent, type XmlElement } from '../xml.ts';
import type { CodeType, Content } from './content.ts';
import { namespaces, type UnitState, type XliffFile, type XliffUnit } from './document.ts';

/** Values of `ctype` (XLIFF 1.2, appendix B) for delimiters; further ones begin with `x-`. */
const delimiter: Partial<Record<CodeType, string>> = { bold: 'bold', italic: 'italic', link: 'link' };
const placeholder: Partial<Record<CodeType, string>> = { image: 'image', break: 'lb' };
/** Values of `state` (XLIFF 1.2, section 2.3). */
const states: Readonly<Record<UnitState, string>> = { initial: 'needs-translation', translated: 'translated', reviewed: 'signed-off', final: 'final' };

function inline(content: Content): XmlContent[] {
  return content.map((part) => {
    if (typeof part === 'string') return part;
    const { id, kind, type, original } = part;
    const code = original ?? '';
    if (kind === 'open') return element('bpt', { id, ctype: delimiter[type] ?? `x-${type}` }, code);
    if (kind === 'close') return element('ept', { id }, code);
    return element('ph', { id, ctype: placeholder[type] ?? `x-${type}` }, code);
  });
}

function unit(lang: string | null, { id, source, target, state, notes, translate }: XliffUnit): XmlElement {
  return element(
    'trans-unit', { id, 'xml:space': 'preserve', translate: !translate && 'no', approved: (state === 'final' || state === 'reviewed') && 'yes' },
    mixed('source', {}, inline(source)),
    target && mixed('target', { 'xml:lang': lang, state: states[state] }, inline(target)),
    notes.map((note) => element('note', {}, note)),
  );
}

function* units(file: XliffFile): Generator<XmlElement> {
  for (const one of file.units) yield unit(file.target_language, one);
}

function* files(all: Iterable<XliffFile>): Generator<XmlElement> {
  for (const file of all) {
    yield element(
      'file',
      {
        original: file.original, 'source-language': file.source_language, 'target-language': file.target_language, datatype: 'x-markdown',
        'product-name': 'soderkoping', 'product-version': file.version, 'build-num': file.hash,
      },
      element('body', {}, units(file)),
    );
  }
}

/** XLIFF 1.2 (OASIS Standard, 2008), valid by its strict schema. */
export function xliff12(all: Iterable<XliffFile>): XmlElement {
  return element('xliff', { version: '1.2', xmlns: namespaces['1.2'] }, files(all));
}

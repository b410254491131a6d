import { element, mixed, type XmlAttributes, type XmlContent, type XmlElement } from '../xml.ts';
import { isNested, type Code, type CodeType, type Content } from './content.ts';
import { namespaces, noteCategory, type XliffFile, type XliffUnit, type XliffVersion } from './document.ts';

/** `type` and `subType` of inline elements (XLIFF 2.1, sections 4.3.1.41 and 4.3.1.38). */
const kinds: Partial<Record<CodeType, XmlAttributes>> = {
  bold: { type: 'fmt', subType: 'xlf:b' }, italic: { type: 'fmt', subType: 'xlf:i' }, break: { type: 'fmt', subType: 'xlf:lb' }, link: { type: 'link' }, image: { type: 'image' },
};

/** The markup of a unit, kept once under a name each. */
function keepData(contents: readonly Content[]): { names: ReadonlyMap<string, string>; data: XmlElement | null } {
  const names = new Map<string, string>();
  for (const part of contents.flat()) {
    if (typeof part !== 'string' && part.original && !names.has(part.original)) names.set(part.original, `d${names.size + 1}`);
  }
  const rows = [...names].map(([code, id]) => element('data', { id, 'xml:space': 'preserve' }, code));
  return { names, data: rows.length > 0 ? element('originalData', {}, rows) : null };
}

/** Pairs that close where they should become one element, others a start and an end (section 4.7.2.1). */
function inline(content: Content, names: ReadonlyMap<string, string>): XmlContent[] {
  const data = (code: Code) => (code.original === null ? undefined : names.get(code.original));
  const nested = isNested(content);
  const top: XmlContent[] = [];
  const open: { code: Code; content: XmlContent[] }[] = [];
  for (const part of content) {
    const into = open.at(-1)?.content ?? top;
    if (typeof part === 'string') into.push(part);
    else if (part.kind === 'standalone') into.push(element('ph', { id: part.id, ...kinds[part.type], dataRef: data(part) }));
    else if (!nested && part.kind === 'open') into.push(element('sc', { id: part.id, ...kinds[part.type], dataRef: data(part) }));
    else if (!nested) into.push(element('ec', { startRef: part.id, dataRef: data(part) }));
    else if (part.kind === 'open') open.push({ code: part, content: [] });
    else {
      const pair = open.pop();
      if (pair) (open.at(-1)?.content ?? top).push(mixed('pc', { id: pair.code.id, ...kinds[pair.code.type], dataRefStart: data(pair.code), dataRefEnd: data(part) }, pair.content));
    }
  }
  return top;
}

function unit({ id, source, target, state, notes, translate }: XliffUnit): XmlElement {
  const { names, data } = keepData(target ? [source, target] : [source]);
  return element(
    'unit', { id, translate: !translate && 'no', canResegment: 'no', 'xml:space': 'preserve' },
    notes.length > 0 && element('notes', {}, notes.map((note) => element('note', {}, note))),
    data,
    element('segment', { state }, mixed('source', {}, inline(source, names)), target && mixed('target', {}, inline(target, names))),
  );
}

function* units(file: XliffFile): Generator<XmlElement> {
  for (const one of file.units) yield unit(one);
}

function* files(all: Iterable<XliffFile>): Generator<XmlElement> {
  let number = 0;
  for (const file of all) {
    const facts = [[noteCategory.version, file.version], [noteCategory.hash, file.hash]].flatMap(([category, value]) => (value ? [element('note', { category }, value)] : []));
    yield element('file', { id: `f${(number += 1)}`, original: file.original }, facts.length > 0 && element('notes', {}, facts), units(file));
  }
}

/** XLIFF 2 (OASIS Standard 2.1, 2018; core only). The languages are those of the document, so all files must have the same (section 4.2.2.1). */
export function xliff2(version: Exclude<XliffVersion, '1.2'>, languages: { readonly source: string; readonly target: string | null }, all: Iterable<XliffFile>): XmlElement {
  function* same(): Generator<XliffFile> {
    for (const file of all) {
      if (file.source_language !== languages.source || file.target_language !== languages.target) throw new RangeError('a document of XLIFF 2 has one pair of languages');
      yield file;
    }
  }
  return element('xliff', { version, xmlns: namespaces[version], srcLang: languages.source, trgLang: languages.target }, files(same()));
}

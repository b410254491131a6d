import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser, type Document } from '@xmldom/xmldom';
import { validateXML } from 'xmllint-wasm';

/** Real material of other projects, beside this one where it is present. */
const dataDir = join(import.meta.dirname, '../../../shared/data');

/** A file of the real material, or `null`, with a word on the terminal, where it is absent. */
export function sharedFile(path: string): string | null {
  const file = join(dataDir, path);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  process.stderr.write(`skipped: ${path} is not here\n`);
  return null;
}

const known = [
  '', ' leading and trailing ', 'a & b < c > "d" \'e\'', ']]>', '<![CDATA[x]]>', '</title><script>alert(1)</script>', '\u0000\u0001\u000b\u001f', 'a\r\nb\rc\td', '\ufffe\uffff',
  '\ud800 alone', 'Ёлка «Щ» — № 5, ґ, ў', '👩‍👩‍👧‍👦🏳️‍🌈', '\u202eright to left', 'שלום عربي', 'x'.repeat(300), 'щ'.repeat(300), '=1+1', '@SUM(A1)', '-2', 'a;b,c\\d:n"e', '%0d%0a', '\u2028\u2029',
  '{braces} $dollar #hash _under ^caret ~tilde %percent \\backslash',
];

/** Strings that break encoders: our own, and the Big List of Naughty Strings where it is present. */
export function naughtyStrings(): string[] {
  const list = sharedFile('hostile-input/naughty-strings/blns.json');
  return [...known, ...(list === null ? [] : (JSON.parse(list) as string[]))];
}

/** The text that an XML 1.0 document can hold of a string. */
export function xmlRepresentable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}

/** A document as an independent parser reads it; anything that it warns of is an error. */
export function parseXml(text: string): Document {
  return new DOMParser({
    onError: (level, message) => {
      if (!message.startsWith('Unicode replacement character')) throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(text, 'application/xml');
}

const schemaDir = join(import.meta.dirname, 'schemas');

/** What libxml2 finds wrong with documents by a schema of `schemas/`; nothing, when they are valid. */
export async function schemaFindings(schema: string, documents: readonly string[]): Promise<string[]> {
  const file = (name: string) => ({ fileName: name, contents: readFileSync(join(schemaDir, name), 'utf8') });
  const { errors } = await validateXML({
    xml: documents.map((contents, i) => ({ fileName: `document-${i}.xml`, contents })),
    schema: [file(schema)],
    preload: readdirSync(schemaDir).filter((n) => n !== schema).map(file),
  });
  return errors.map((e) => e.message);
}

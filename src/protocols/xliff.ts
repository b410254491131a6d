import { writeXml } from './xml.ts';
import type { XliffFile, XliffVersion } from './xliff/document.ts';
import { xliff12 } from './xliff/write-12.ts';
import { xliff2 } from './xliff/write-2.ts';

export { plainText, tidyContent, type Code, type CodeType, type Content } from './xliff/content.ts';
export { xliffVersions, type UnitState, type XliffFile, type XliffFinding, type XliffUnit, type XliffVersion } from './xliff/document.ts';
export { readXliff, type ReadUnit, type ReadXliff } from './xliff/read.ts';

/** The media types: RFC 7303 for 1.2, which has none of its own; registered with IANA for 2.x. */
export const xliffTypes: Readonly<Record<XliffVersion, string>> = {
  '1.2': 'application/xml; charset=utf-8', '2.0': 'application/xliff+xml', '2.1': 'application/xliff+xml', '2.2': 'application/xliff+xml',
};

export interface XliffOptions {
  readonly version: XliffVersion;
  readonly source_language: string;
  readonly target_language: string | null;
}

/**
 * A document that translators' programs read, in pieces; files and units are asked for while it is written. All files must be in the two languages that the
 * options name: version 2 has one pair a document.
 */
export function writeXliff(files: Iterable<XliffFile>, { version, source_language, target_language }: XliffOptions): Generator<string> {
  return writeXml(version === '1.2' ? xliff12(files) : xliff2(version, { source: source_language, target: target_language }, files));
}

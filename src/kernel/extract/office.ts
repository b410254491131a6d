import mammoth from 'mammoth';
import { SaxesParser } from 'saxes';
import { textOfHtml } from './html.ts';
import { type Reader, Unreadable } from './types.ts';
import { unpack } from './zip.ts';

/** Reads DOCX with its footnotes, endnotes and tables. */
export const readDocx: Reader = async (bytes, limits) => {
  const parts = await unpack(bytes, /^(?:_rels\/\.rels|\[Content_Types\]\.xml)$/, limits, 'not-a-docx');
  if (!/wordprocessingml|relationships\/officeDocument/.test([...parts.values()].join(''))) throw new Unreadable('not-a-docx');
  const types = String(parts.get('[Content_Types].xml') ?? '');
  if (/spreadsheetml\.sheet\.main|presentationml\.presentation\.main/.test(types)) throw new Unreadable('not-a-docx');
  const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
  const { value } = await mammoth.convertToHtml({ buffer: bytes }, { convertImage }).catch(() => {
    throw new Unreadable('damaged');
  });
  return { pages: [{ number: null, text: textOfHtml(value) }], warnings: [] };
};

const lineEnds = new Set(['text:p', 'text:h', 'text:line-break', 'table:table-row', 'text:list-item']);
/** Deleted text that is tracked, and what repeats the text or comments on it. */
const skipped = new Set([
  ...['text:tracked-changes', 'office:annotation', 'text:note-citation', 'office:scripts', 'svg:desc', 'text:index-title-template'],
]);

function textOfOdt(xml: string): string {
  const parts: string[] = [];
  const parser = new SaxesParser();
  let body = 0;
  let skip = 0;
  const write = (text: string) => {
    if (body > 0 && skip === 0) parts.push(text);
  };
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'office:text') body += 1;
    if (skipped.has(name)) skip += 1;
    if (name === 'text:tab') write('\t');
    if (name === 'text:s') write(' '.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, 100)));
  });
  parser.on('text', write);
  parser.on('closetag', ({ name }) => {
    if (name === 'table:table-cell') write('\t');
    if (lineEnds.has(name)) write('\n');
    if (skipped.has(name)) skip -= 1;
    if (name === 'office:text') body -= 1;
  });
  parser.on('error', () => {
    throw new Unreadable('damaged');
  });
  parser.write(xml).close();
  return parts.join('');
}

/** Reads the text of an OpenDocument (ISO/IEC 26300): `content.xml`, without deleted text and comments. */
export const readOdt: Reader = async (bytes, limits) => {
  const parts = await unpack(bytes, /^(?:content\.xml|mimetype|META-INF\/manifest\.xml)$/, limits, 'not-an-odt');
  const content = parts.get('content.xml');
  const declared = String(parts.get('mimetype') ?? 'opendocument');
  if (content === undefined || !declared.includes('opendocument')) throw new Unreadable('not-an-odt');
  if (String(parts.get('META-INF/manifest.xml') ?? '').includes('encryption-data')) throw new Unreadable('encrypted');
  return { pages: [{ number: null, text: textOfOdt(content.toString('utf8')) }], warnings: [] };
};

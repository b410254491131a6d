import { fileTypeFromBuffer } from 'file-type';
import { decodeText, EncodingError } from '../encoding.ts';

/** How many bytes from the start of a file {@link sniffType} wants. */
export const sniffBytes = 64 * 1024;

const office = 'application/vnd.openxmlformats-officedocument';
const oasis = 'application/vnd.oasis.opendocument';

/** Kinds of one container: told apart by the name when the content shows the container only. */
const containers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'application/zip': {
    docx: `${office}.wordprocessingml.document`, xlsx: `${office}.spreadsheetml.sheet`, pptx: `${office}.presentationml.presentation`,
    odt: `${oasis}.text`, ods: `${oasis}.spreadsheet`, odp: `${oasis}.presentation`, epub: 'application/epub+zip',
  },
  'application/x-cfb': { doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint' },
};

const texts: Readonly<Record<string, string>> = {
  txt: 'text/plain', md: 'text/markdown', markdown: 'text/markdown', csv: 'text/csv', tsv: 'text/tab-separated-values',
  html: 'text/html', htm: 'text/html',
  xhtml: 'application/xhtml+xml', svg: 'image/svg+xml', xml: 'application/xml', json: 'application/json', geojson: 'application/geo+json',
  yaml: 'application/yaml', yml: 'application/yaml', ics: 'text/calendar', vcf: 'text/vcard', bib: 'application/x-bibtex',
  ris: 'application/x-research-info-systems', srt: 'application/x-subrip', vtt: 'text/vtt',
};

function textType(head: Uint8Array, extension: string): string | null {
  try {
    const start = decodeText(head).text.trimStart().slice(0, 1000).toLowerCase();
    if (/^(<!--[^]*?-->\s*)*<(!doctype html|html[\s>])/.test(start)) return 'text/html';
    if (/^(<\?xml[^]*?\?>\s*)?(<!--[^]*?-->\s*)*(<!doctype svg[^>]*>\s*)?<svg[\s>]/.test(start)) return 'image/svg+xml';
    return texts[extension] ?? (start.startsWith('<?xml') ? 'application/xml' : 'text/plain');
  } catch (error) {
    if (error instanceof EncodingError) return null;
    throw error;
  }
}

/**
 * The media type of a file from its first {@link sniffBytes} bytes, and from its name only where the content leaves a choice: a name
 * never makes a picture out of a page. `application/octet-stream` when nothing is known.
 */
export async function sniffType(head: Uint8Array, name: string): Promise<string> {
  const extension = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const mime = found?.mime.split(';')[0];
  if (mime !== undefined && mime !== 'application/xml') return containers[mime]?.[extension] ?? mime;
  return textType(trimToCharacter(head), extension) ?? 'application/octet-stream';
}

/** Without a character of UTF-8 that the end of the head cuts in two. */
function trimToCharacter(head: Uint8Array): Uint8Array {
  const lead = head.subarray(-3).findLastIndex((b) => b >= 0xc0);
  if (lead === -1) return head;
  const at = Math.max(0, head.length - 3) + lead;
  const length = (head[at] ?? 0) >= 0xf0 ? 4 : (head[at] ?? 0) >= 0xe0 ? 3 : 2;
  return at + length > head.length ? head.subarray(0, at) : head;
}

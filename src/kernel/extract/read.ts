import { EncodingError } from '../encoding.ts';
import { readHtml, readPlain } from './html.ts';
import { readDocx, readOdt } from './office.ts';
import { readPdf } from './pdf.ts';
import { type Extracted, type ExtractedPage, type ExtractLimits, type ExtractWarning, type Reader, Unreadable } from './types.ts';

const readers: Readonly<Record<string, Reader>> = {
  'application/pdf': readPdf,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': readDocx,
  'application/vnd.oasis.opendocument.text': readOdt,
  'text/html': readHtml,
  'application/xhtml+xml': readHtml,
  'text/plain': readPlain,
  'text/markdown': readPlain,
  'text/csv': readPlain,
  'text/tab-separated-values': readPlain,
};

/** Words that a database takes and a search finds: no controls, no halves of characters, no invisible hyphens, no runs of blanks. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\v\f]/g, '\n')
    .replace(/[\0-\x08\x0e-\x1f\x7f\u00ad\u200b\ufeff\ufffe\uffff]/g, '')
    .replace(/[^\S\n\t]+/g, ' ')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function cut(pages: readonly ExtractedPage[], characters: number): { pages: ExtractedPage[]; truncated: boolean } {
  let left = characters;
  const kept = pages.map((page) => {
    const text = page.text.slice(0, left).toWellFormed();
    left -= text.length;
    return { number: page.number, text };
  });
  return { pages: kept.filter((p) => p.text !== ''), truncated: pages.some((p, i) => p.text.length > (kept[i]?.text.length ?? 0)) };
}

/** Reads a file of any known kind. What goes wrong with the file becomes a warning, never an exception. */
export async function readDocument(bytes: Buffer, mediaType: string, limits: ExtractLimits): Promise<Extracted> {
  const reader = readers[mediaType.split(';')[0]?.trim().toLowerCase() ?? ''];
  if (reader === undefined) return { pages: [], warnings: ['unsupported'] };
  try {
    const read = await reader(bytes, limits);
    const { pages, truncated } = cut(read.pages.map((p) => ({ number: p.number, text: clean(p.text) })), limits.characters);
    const warnings = new Set<ExtractWarning>(read.warnings);
    if (truncated) warnings.add('truncated');
    if (pages.length === 0 && warnings.size === 0) warnings.add('no-text');
    return { pages, warnings: [...warnings] };
  } catch (error) {
    if (error instanceof Unreadable) return { pages: [], warnings: [error.warning] };
    return { pages: [], warnings: [error instanceof EncodingError ? 'unknown-encoding' : 'damaged'] };
  }
}

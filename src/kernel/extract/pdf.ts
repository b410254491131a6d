import { getResolvedPDFJS } from 'unpdf';
import { type ExtractedPage, type ExtractWarning, type Reader, Unreadable } from './types.ts';

/** Joins words that the end of a line divides, so that they are found. */
const joinDivided = (text: string) => text.replace(/(\p{Ll})[-\u00AD\u2010]\n(?=\p{Ll})/gu, '$1');

/** Reads PDF by page. A page that cannot be read is left out with `damaged`. */
export const readPdf: Reader = async (bytes, limits) => {
  if (!bytes.subarray(0, 1024).includes('%PDF-')) throw new Unreadable('not-a-pdf');
  const { getDocument, VerbosityLevel } = await getResolvedPDFJS();
  const task = getDocument({
    data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false, disableFontFace: true,
  });
  try {
    const document = await task.promise.catch((error: unknown) => {
      throw new Unreadable(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged');
    });
    const pages: ExtractedPage[] = [];
    const warnings = new Set<ExtractWarning>();
    let characters = 0;
    for (let number = 1; number <= document.numPages && characters <= limits.characters; number += 1) {
      try {
        const page = await document.getPage(number);
        const { items } = await page.getTextContent();
        const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
        pages.push({ number, text: joinDivided(text) });
        characters += text.length;
        page.cleanup();
      } catch {
        warnings.add('damaged');
      }
    }
    return { pages, warnings: [...warnings] };
  } finally {
    await task.destroy();
  }
};

import type { Block } from './blocks.ts';

/** The characters of a text in paragraphs, nothing interpreted: linear in its length. */
export function plainBlocks(text: string): Block[] {
  const paragraphs = text.split(/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)/).filter((p) => p.trim() !== '');
  return paragraphs.map((paragraph, index): Block => {
    const words = paragraph.replaceAll('\0', '\uFFFD').trim();
    const html = `<p>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`;
    return { anchor: `p${index + 1}`, kind: 'paragraph', level: null, html, text: words, section: null, heading: null };
  });
}

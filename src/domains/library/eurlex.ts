import { parseCelex } from './celex.ts';

/** Languages of EUR-Lex: the official languages of the Union (Regulation No 1, article 1). */
const eurlexLanguages = new Set('bg es cs da de et el en fr ga hr it lv lt hu mt nl pl pt ro sk sl fi sv'.split(' '));

/** The page of a document on EUR-Lex, in the language asked for where EUR-Lex has it, otherwise in English. */
export function eurlexAddress(celex: string, lang: string): string {
  return `https://eur-lex.europa.eu/legal-content/${(eurlexLanguages.has(lang) ? lang : 'en').toUpperCase()}/TXT/?uri=CELEX:${encodeURIComponent(celex)}`;
}

const eliTypes: Readonly<Record<string, string>> = { directive: 'dir', regulation: 'reg', decision: 'dec' };
const celexLetters: Readonly<Record<string, string>> = { directive: 'L', regulation: 'R', decision: 'D' };

/**
 * The European Legislation Identifier of a directive, regulation or decision (Council conclusions 2012/C 325/02; EUR-Lex: `eli/{type}/{year}/{number}/oj`),
 * or null where it does not follow from the CELEX number. Implementing and delegated acts have types of their own, which only the title tells.
 */
export function eliOf(celex: string, type: string | null, englishTitle: string): string | null {
  const parts = parseCelex(celex);
  if (!parts || parts.sector !== '3' || !type || parts.type !== celexLetters[type] || celex.includes('(')) return null;
  const name = englishTitle.slice(0, 60);
  const suffix = /\bimplementing\b/i.test(name) ? '_impl' : /\bdelegated\b/i.test(name) ? '_del' : '';
  return `http://data.europa.eu/eli/${eliTypes[type]}${suffix}/${parts.year}/${Number(parts.number)}/oj`;
}

/**
 * A CELEX number taken apart: sector, year, document type, number and, where there is one, the correction or the part.
 * Source: EUR-Lex, "How are CELEX numbers composed".
 */
export interface Celex {
  readonly sector: string;
  readonly year: number;
  readonly type: string;
  readonly number: string;
}

const shape = /^([0-9CE])(\d{4})([A-Z]{1,2})(\d{4})(\(\d{2}\)|R\(\d{2}\))?$/;
const treaty = /^1(\d{4})([A-Z])(\/[A-Z]+)?$/;
const consolidated = /^0(\d{4})([A-Z]{1,2})(\d{4})-(\d{8})$/;

/** The parts of a CELEX number, or null when it has not the shape of one. */
export function parseCelex(celex: string): Celex | null {
  const match = shape.exec(celex) ?? consolidated.exec(celex);
  if (match && shape.test(celex)) return { sector: match[1] ?? '', year: Number(match[2]), type: match[3] ?? '', number: match[4] ?? '' };
  if (match) return { sector: '0', year: Number(match[1]), type: match[2] ?? '', number: match[3] ?? '' };
  const t = treaty.exec(celex);
  return t ? { sector: '1', year: Number(t[1]), type: t[2] ?? '', number: t[3] ?? '' } : null;
}

const typeLetters: Readonly<Record<string, readonly string[]>> = {
  regulation: ['R'], directive: ['L'], decision: ['D', 'F'], 'framework-decision': ['F'], 'joint-action': ['F', 'E'], recommendation: ['H', 'X'], communication: ['DC', 'JC'],
  'green-paper': ['DC'], proposal: ['PC', 'DC'], judgment: ['CJ', 'TJ', 'CC'],
};

/** Whether the letters of a CELEX number agree with a type of document; types without fixed letters always agree. */
export function typeAgrees(type: string, celex: Celex): boolean {
  const letters = typeLetters[type];
  return letters === undefined || !'356'.includes(celex.sector) || letters.includes(celex.type);
}

export { bibtex } from './citation/bibtex.ts';
export { cslItem, cslJson, type CslItem } from './citation/csl.ts';
export { highwire } from './citation/highwire.ts';
export { formatIsbn } from './citation/model.ts';
export type { Citation, CitationKind } from './citation/model.ts';
export { plainCitation, type CitationStyle } from './citation/plain.ts';
export { ris } from './citation/ris.ts';

/** Media types of the formats. */
export const bibtexType = 'application/x-bibtex; charset=utf-8';
export const risType = 'application/x-research-info-systems; charset=utf-8';
export const cslType = 'application/vnd.citationstyles.csl+json; charset=utf-8';

export type CitationKind = 'treaty' | 'legislation' | 'report' | 'news' | 'event' | 'webpage';

/** What is cited, before it is in any format. */
export interface Citation {
  /** Unique in the portal: `documents/32011L0095`. */
  readonly id: string;
  readonly kind: CitationKind;
  readonly title: string;
  /** The language of the title and of what is cited. */
  readonly lang: string;
  /** Institutions, in the language of the title. */
  readonly authors: readonly string[];
  /** `2011-12-13`, `2011-12`, `2011`, or nothing. */
  readonly issued?: string;
  /** As cited: `2011/95/EU`, `3671-VI`. */
  readonly number?: string;
  /** What it appeared in: an official journal, the portal. */
  readonly container?: string;
  readonly publisher?: string;
  readonly place?: string;
  readonly isbn?: string;
  readonly doi?: string;
  /** How many pages it has. */
  readonly pages?: number;
  /** The permanent address. */
  readonly url: string;
  /** The day on which the reader saw it: `2026-11-25`. */
  readonly accessed?: string;
}

/** One line without controls, as every format wants its values. */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.toWellFormed().replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

/** An address that ends no line, no field and no group of any format. */
export function safeUrl(url: string): string {
  return url.toWellFormed().replace(/[\s"<>\\^`{|}\u0000-\u001f\u007f-\u009f]/g, encodeURIComponent);
}

/** An ISBN without the label that some write before it. */
export function formatIsbn(isbn: string): string {
  return oneLine(isbn).replace(/^ISBN(-1[03])?:?\s*/i, '');
}

/** A DOI without the resolver that some write before it. */
export function bareDoi(doi: string): string {
  return oneLine(doi).replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i, '');
}

/** Year, and month and day as far as they are known. */
export function dateParts(date: string): number[] {
  return date.split('-').map(Number);
}

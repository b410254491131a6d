import { bareDoi, dateParts, formatIsbn, oneLine, safeUrl, type Citation } from './model.ts';

const types = { treaty: 'treaty', legislation: 'legislation', report: 'report', news: 'article-newspaper', event: 'event', webpage: 'webpage' } as const;

interface CslDate {
  readonly 'date-parts': readonly [readonly number[]];
}

/** An item of CSL-JSON (csl-data.json of the Citation Style Language, 1.0.2). */
export interface CslItem {
  readonly id: string;
  readonly type: (typeof types)[keyof typeof types];
  readonly title: string;
  readonly author?: readonly { readonly literal: string }[];
  readonly issued?: CslDate;
  readonly 'event-date'?: CslDate;
  readonly accessed?: CslDate;
  readonly number?: string;
  readonly 'container-title'?: string;
  readonly publisher?: string;
  readonly 'publisher-place'?: string;
  readonly 'number-of-pages'?: string;
  readonly ISBN?: string;
  readonly DOI?: string;
  readonly URL: string;
  readonly language: string;
}

const cslDate = (value: string): CslDate => ({ 'date-parts': [dateParts(value)] });

export function cslItem(c: Citation): CslItem {
  return {
    id: `${c.id}:${c.lang}`,
    type: types[c.kind],
    title: oneLine(c.title),
    ...(c.authors.length > 0 ? { author: c.authors.map((a) => ({ literal: oneLine(a) })) } : {}),
    ...(c.issued ? { issued: cslDate(c.issued) } : {}),
    ...(c.issued && c.kind === 'event' ? { 'event-date': cslDate(c.issued) } : {}),
    ...(c.accessed ? { accessed: cslDate(c.accessed) } : {}),
    ...(c.number ? { number: oneLine(c.number) } : {}),
    ...(c.container ? { 'container-title': oneLine(c.container) } : {}),
    ...(c.publisher ? { publisher: oneLine(c.publisher) } : {}),
    ...(c.place ? { 'publisher-place': oneLine(c.place) } : {}),
    ...(c.pages === undefined ? {} : { 'number-of-pages': String(c.pages) }),
    ...(c.isbn ? { ISBN: formatIsbn(c.isbn) } : {}),
    ...(c.doi ? { DOI: bareDoi(c.doi) } : {}),
    URL: safeUrl(c.url),
    language: c.lang,
  };
}

/** CSL-JSON is always a list. */
export function cslJson(citations: readonly Citation[]): string {
  return `${JSON.stringify(citations.map(cslItem), null, 2)}\n`;
}

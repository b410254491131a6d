import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bibtex, cslItem, cslJson, highwire, plainCitation, ris, type Citation } from './citation.ts';
import { naughtyStrings } from './testing.ts';

interface Parsed {
  readonly type: string;
  readonly title?: string;
  readonly author?: readonly { readonly family?: string; readonly literal?: string }[];
  readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
  readonly [field: string]: unknown;
}

// An independent reader; the package has no types.
const require = createRequire(import.meta.url);
const { Cite } = require('@citation-js/core') as { Cite: new (text: string) => { data: Parsed[] } };
require('@citation-js/plugin-bibtex');
require('@citation-js/plugin-ris');
const read = (text: string): Parsed => new Cite(text).data[0] ?? { type: 'nothing' };
const names = (c: Parsed) => c.author?.map((a) => a.literal ?? a.family);

const directive: Citation = {
  id: 'documents/32011L0095', kind: 'legislation', lang: 'en', number: '2011/95/EU', issued: '2011-12-13', authors: ['European Parliament', 'Council of the European Union'],
  title: 'Directive 2011/95/EU on standards for the qualification of third-country nationals', container: 'Official Journal L 337, 20.12.2011, p. 9',
  url: 'https://portal.example/en/documents/32011L0095', accessed: '2026-11-25',
};
const law: Citation = {
  id: 'legislation/ua/3671-vi', kind: 'legislation', lang: 'ru', number: '3671-VI', issued: '2011-07-08', authors: ['Верховная Рада Украины'],
  title: 'О беженцах и лицах, нуждающихся в дополнительной или временной защите', url: 'https://portal.example/ru/legislation/ua/3671-vi', accessed: '2026-11-25',
};
const report: Citation = {
  id: 'research/yearbook-2007', kind: 'report', lang: 'en', issued: '2008', authors: ['International Centre for Migration Policy Development'], title: '2007 Yearbook: what next?',
  publisher: 'ICMPD', place: 'Vienna', isbn: '978-3-900411-51-0', doi: 'https://doi.org/10.2847/817361', pages: 230, url: 'https://portal.example/en/research/yearbook-2007',
};
const all: readonly Citation[] = [directive, law, report, ...(['treaty', 'news', 'event', 'webpage'] as const).map((kind) => ({ ...directive, kind }))];

describe('a citation for people', () => {
  it('in English', () => {
    expect(plainCitation(directive, 'en')).toBe(
      'European Parliament, Council of the European Union. Directive 2011/95/EU on standards for the qualification of third-country nationals. 2011/95/EU. Official Journal L 337, 20.12.2011, p. 9. 13 December 2011. https://portal.example/en/documents/32011L0095 (accessed 25 November 2026).',
    );
    expect(plainCitation(report, 'en')).toBe(
      'International Centre for Migration Policy Development. 2007 Yearbook: what next? Vienna: ICMPD, 2008. 230 p. ISBN 978-3-900411-51-0. DOI 10.2847/817361. https://portal.example/en/research/yearbook-2007',
    );
  });

  it('in Russian', () => {
    expect(plainCitation(law, 'ru')).toBe(
      'О беженцах и лицах, нуждающихся в дополнительной или временной защите / Верховная Рада Украины. — № 3671-VI от 8 июля 2011 г. — URL: https://portal.example/ru/legislation/ua/3671-vi (дата обращения: 25.11.2026).',
    );
    expect(plainCitation({ ...report, issued: '2008-02' }, 'ru')).toMatch(/\. — Vienna : ICMPD, февраль 2008 г\. — 230 с\. — ISBN 978-3-900411-51-0\. — DOI 10\.2847\/817361\. — URL: /);
  });
});

describe('BibTeX and RIS', () => {
  it.each(all.map((c) => [c.kind, c] as const))('%s says what it was given, to an independent reader', (_kind, c) => {
    for (const format of [bibtex, ris]) {
      const parsed = read(format(c));
      expect(parsed.title).toBe(c.title);
      expect(parsed['URL']).toBe(c.url);
      expect(parsed.issued?.['date-parts'][0]?.[0]).toBe(Number(c.issued?.slice(0, 4)));
    }
    // Of RIS, this reader leaves out authors and days for some kinds; that they are there is checked below.
    if (c.accessed) expect(read(bibtex(c))['accessed']).toEqual({ 'date-parts': [[2026, 11, 25]] });
    expect(names(read(bibtex(c)))).toEqual(c.authors);
    expect(read(bibtex(c)).issued?.['date-parts'][0]).toEqual(c.issued?.split('-').map(Number));
    if (c.number) expect(read(bibtex(c))[c.kind === 'report' ? 'number' : 'note']).toBe(c.number);
    if (c.accessed) expect(ris(c)).toContain('\r\nY2  - 2026/11/25/\r\n');
    for (const author of c.authors) expect(ris(c)).toContain(`\r\nAU  - ${author}\r\n`);
  });

  it('a report with an ISBN is a book, and its identifiers are bare', () => {
    for (const format of [bibtex, ris]) expect(read(format(report))).toMatchObject({ type: 'book', ISBN: '978-3-900411-51-0', DOI: '10.2847/817361', publisher: 'ICMPD' });
    const { isbn: _, ...without } = report;
    for (const format of [bibtex, ris]) expect(read(format(without)).type).toBe('report');
  });

  it('keeps partial dates', () => {
    for (const [issued, parts, date] of [['2008', [2008], '2008///'], ['2008-05', [2008, 5], '2008/05//'], ['2008-05-14', [2008, 5, 14], '2008/05/14/']] as const) {
      expect(read(bibtex({ ...directive, issued })).issued?.['date-parts'][0]).toEqual(parts);
      expect(ris({ ...directive, issued })).toContain(`\r\nPY  - 2008\r\nDA  - ${date}\r\n`);
    }
    const { issued: _, ...undated } = directive;
    expect(read(bibtex(undated)).issued).toBeUndefined();
    expect(ris(undated)).not.toMatch(/^(PY|DA)/m);
  });

  it('any text stays one field of one record', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...naughtyStrings())), (text) => {
      const c = { ...directive, title: text, authors: [text], number: text, container: text, url: `https://x.example/${text}`, id: text };
      const entry = bibtex(c);
      expect(entry.match(/^@/gm)).toHaveLength(1);
      let depth = 0;
      let least = 0;
      for (const character of entry) {
        depth += character === '{' ? 1 : character === '}' ? -1 : 0;
        least = Math.min(least, depth);
      }
      expect([depth, least]).toEqual([0, 0]);
      const lines = ris(c).split('\r\n');
      expect(lines.pop()).toBe('');
      expect(lines.filter((l) => !/^[A-Z][A-Z0-9] {2}- /.test(l) || /[\r\n]/.test(l))).toEqual([]);
      expect(lines.filter((l) => /^(TY|ER) {2}-/.test(l))).toHaveLength(2);
    }), { numRuns: 200 });
    for (const title of ['100 % & #1 _x_ {y} $z ~a ^b \\c', 'Ґрунт — «ў»', 'a -- b --- c', "O'Brien \"quoted\""]) expect(read(bibtex({ ...directive, title })).title).toBe(title);
  });

  it('keys differ by record and language', () => {
    const keys = [directive, { ...directive, lang: 'ru' }, { ...directive, id: 'documents/32011L0096' }, law].map((c) => /^@\w+\{([^,]+),/.exec(bibtex(c))?.[1]);
    expect(new Set(keys).size).toBe(4);
    expect(keys[0]).toBe('documents:32011L0095:en');
  });
});

describe('CSL-JSON and the head of a page', () => {
  it('CSL-JSON is what the reader of the others sees', () => {
    for (const c of all) expect(JSON.parse(cslJson([c]))).toEqual([cslItem(c)]);
    expect(cslItem(report)).toEqual({
      id: 'research/yearbook-2007:en', type: 'report', title: report.title, author: [{ literal: report.authors[0] }], issued: { 'date-parts': [[2008]] }, publisher: 'ICMPD', 'publisher-place': 'Vienna',
      'number-of-pages': '230', ISBN: '978-3-900411-51-0', DOI: '10.2847/817361', URL: report.url, language: 'en',
    });
    expect(read(cslJson([law]))).toMatchObject({ type: 'legislation', title: law.title, number: '3671-VI' });
  });

  it('Highwire', () => {
    expect(highwire(report, ['https://portal.example/files/1.pdf'])).toEqual([
      ['citation_title', report.title], ['citation_author', report.authors[0]], ['citation_publication_date', '2008'], ['citation_technical_report_institution', 'ICMPD'],
      ['citation_isbn', '978-3-900411-51-0'], ['citation_doi', '10.2847/817361'], ['citation_language', 'en'], ['citation_public_url', report.url], ['citation_pdf_url', 'https://portal.example/files/1.pdf'],
    ]);
    expect(highwire(directive)).toContainEqual(['citation_publication_date', '2011/12/13']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breadcrumbs, dataset, embedJsonLd, event, jsonLd, legislation, newsArticle, organization, report, webSite, type EventFacts, type JsonLd, type WorkFacts } from './json-ld.ts';
import { naughtyStrings } from './testing.ts';

const read = (node: JsonLd) => JSON.parse(jsonLd([node])) as Record<string, unknown>;

const work: WorkFacts = {
  id: 'https://portal.example/id/1', url: 'https://portal.example/en/x', name: 'A title', short_name: 'Short', description: 'What it is', lang: 'en', date: '2011-07-08', modified: new Date('2024-01-02T03:04:05Z'),
  translations: [{ lang: 'ru', url: 'https://portal.example/ru/x' }], keywords: ['asylum'], places: ['Ukraine'], publisher: { name: 'Secretariat', url: 'https://portal.example/' },
  source_url: 'https://zakon.rada.gov.ua/laws/show/3671-17', files: [{ url: 'https://portal.example/files/1.pdf', type: 'application/pdf', lang: 'en', bytes: 10 }],
};
const meeting: EventFacts = {
  id: 'https://portal.example/id/2', url: 'https://portal.example/en/meetings/2009/x', name: 'Labour migration', lang: 'en', start: '2009-02-05T09:00', end: '2009-02-06T17:30', time_zone: 'Europe/Kyiv',
  status: 'scheduled', place: 'Kyiv', country: 'ua', organizers: [{ name: 'Government of Ukraine' }],
};

describe('schema.org', () => {
  it('an act', () => {
    expect(read(legislation({
      ...work, identifier: '3671-VI', type: 'law', jurisdiction: 'UA', passed_by: [{ name: 'Verkhovna Rada' }], published_on: '2011-08-03', in_force: '2011-08-04', force: 'in', amends: ['https://portal.example/id/3'],
      repeals: ['https://portal.example/id/4'], transposes: ['https://portal.example/id/5'],
      same_as: ['http://data.europa.eu/eli/dir/2011/95/oj'], applies: '2011-09-01',
    }))).toEqual({
      '@context': 'https://schema.org', '@type': 'Legislation', '@id': work.id, url: work.url, name: 'A title', alternateName: 'Short', description: 'What it is', inLanguage: 'en', dateModified: '2024-01-02T03:04:05Z',
      workTranslation: { '@type': 'Legislation', '@id': 'https://portal.example/ru/x', url: 'https://portal.example/ru/x', inLanguage: 'ru' }, keywords: ['asylum'], spatialCoverage: { '@type': 'Place', name: 'Ukraine' },
      publisher: { '@type': 'Organization', name: 'Secretariat', url: 'https://portal.example/' }, isBasedOn: work.source_url,
      encoding: { '@type': 'MediaObject', contentUrl: 'https://portal.example/files/1.pdf', encodingFormat: 'application/pdf', inLanguage: 'en', contentSize: '10' },
      legislationIdentifier: '3671-VI', sameAs: 'http://data.europa.eu/eli/dir/2011/95/oj', legislationType: 'law', legislationDate: '2011-07-08', datePublished: '2011-08-03', legislationJurisdiction: { '@type': 'AdministrativeArea', name: 'UA' },
      legislationPassedBy: { '@type': 'Organization', name: 'Verkhovna Rada' }, legislationLegalForce: 'https://schema.org/InForce', legislationDateOfApplicability: '2011-09-01', temporalCoverage: '2011-08-04/..',
      legislationChanges: [{ '@type': 'Legislation', '@id': 'https://portal.example/id/3' }, { '@type': 'Legislation', '@id': 'https://portal.example/id/4' }],
      legislationRepeals: { '@type': 'Legislation', '@id': 'https://portal.example/id/4' }, legislationTransposes: { '@type': 'Legislation', '@id': 'https://portal.example/id/5' },
    });
  });

  it('a meeting, with the offset of its place and day', () => {
    expect(read(event(meeting))).toMatchObject({
      '@type': 'Event', startDate: '2009-02-05T09:00:00+02:00', endDate: '2009-02-06T17:30:00+02:00', eventStatus: 'https://schema.org/EventScheduled',
      location: { '@type': 'Place', name: 'Kyiv', address: { '@type': 'PostalAddress', addressLocality: 'Kyiv', addressCountry: 'UA' } }, organizer: { '@type': 'Organization', name: 'Government of Ukraine' },
    });
    expect(read(event({ ...meeting, start: '2009-07-05T09:00', time_zone: 'Europe/Chisinau' }))['startDate']).toBe('2009-07-05T09:00:00+03:00');
    expect(read(event({ ...meeting, start: '2009-07-05T09:00', time_zone: 'America/St_Johns' }))['startDate']).toBe('2009-07-05T09:00:00-02:30');
    expect(read(event({ ...meeting, start: '2009-07-05', end: '2009-07-06', status: 'cancelled' }))).toMatchObject({ startDate: '2009-07-05', endDate: '2009-07-06', eventStatus: 'https://schema.org/EventCancelled' });
    expect(read(event({ ...meeting, status: 'rescheduled', previous_start: '2009-01-05T09:00' }))).toMatchObject({ previousStartDate: '2009-01-05T09:00:00+02:00', eventStatus: 'https://schema.org/EventRescheduled' });
  });

  it('a publication, a news item, a dataset', () => {
    expect(read(report({ ...work, authors: [{ name: 'ICMPD' }, { name: 'IOM' }], isbn: '978-3-900411-51-0', doi: '10.2847/817361', pages: 230 }))).toMatchObject({
      '@type': 'Report', datePublished: '2011-07-08', author: [{ name: 'ICMPD' }, { name: 'IOM' }], isbn: '978-3-900411-51-0', sameAs: 'https://doi.org/10.2847/817361', numberOfPages: 230,
    });
    expect(read(newsArticle({ ...work, source_title: 'Rada' }))).toMatchObject({ '@type': 'NewsArticle', headline: 'A title', isBasedOn: { url: work.source_url, name: 'Rada' }, mainEntityOfPage: work.url });
    const data = read(dataset({ ...work, license: 'https://creativecommons.org/licenses/by/4.0/', creators: [{ name: 'UNHCR' }], temporal_coverage: '2001/2009' }));
    expect(data).toMatchObject({ '@type': 'Dataset', license: 'https://creativecommons.org/licenses/by/4.0/', creator: { name: 'UNHCR' }, temporalCoverage: '2001/2009', distribution: [{ '@type': 'DataDownload', encodingFormat: 'application/pdf' }] });
    expect(data).not.toHaveProperty('encoding');
  });

  it('the site, its search and the way to a page', () => {
    const site = webSite({ url: 'https://portal.example/', name: 'Portal', languages: ['en', 'ru'], search: 'https://portal.example/en/search?q={search_term_string}', publisher: { name: 'Secretariat' } });
    expect(read(site)).toMatchObject({ potentialAction: { '@type': 'SearchAction', target: { urlTemplate: 'https://portal.example/en/search?q={search_term_string}' }, 'query-input': 'required name=search_term_string' } });
    const way = breadcrumbs([{ name: 'News', url: 'https://portal.example/en/news' }, { name: 'x', url: 'https://portal.example/en/news/x' }]);
    expect(read(way)['itemListElement']).toEqual([
      { '@type': 'ListItem', position: 1, name: 'News', item: 'https://portal.example/en/news' }, { '@type': 'ListItem', position: 2, name: 'x', item: 'https://portal.example/en/news/x' },
    ]);
    expect(JSON.parse(jsonLd([site, way]))).toMatchObject({ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite' }, { '@type': 'BreadcrumbList' }] });
  });

  it('nothing embedded ends its element, and all of it is read back', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...naughtyStrings(), '</script><script>alert(1)</script>', '<!--', ']]>')), (name) => {
      const text = embedJsonLd([organization({ name })]);
      expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(text)).toMatchObject({ name });
    }), { numRuns: 500 });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { readPage } from '#test/page';

const source = { title: 'Source', url: 'https://example.org/law' };
const hostile = 'A "quoted" </script><script>alert(1)</script> <!-- {brace} & end';

/** One empty page; readers find the objects without a table of them. */
const pdf = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    content: {
      'process.yaml': smallProcess,
      ...recordFiles('news/2009/plain', { date: '2009-05-25', source, added: '2009-06-01' }, titled('Blue Card', 'Голубая карта')),
      ...recordFiles('news/2009/hostile', { date: '2009-05-26', source }, titled(hostile, `${hostile} ы`)),
      ...recordFiles('documents/32011L0095', {
        date: '2011-12-13', type: 'directive', status: 'in_force', celex: '32011L0095', number: '2011/95/EU', institutions: ['council'], in_force: '2012-01-09', applies: '2013-12-21', published: '2011-12-20',
        relations: [{ type: 'repeals', target: 'documents/32004L0083' }],
      }, titled('Directive 2011/95/EU', 'Директива 2011/95/ЕС')),
      ...recordFiles('documents/32004L0083', { date: '2004-04-29', type: 'directive', status: 'repealed', celex: '32004L0083', number: '2004/83/EC', ended: '2013-12-21' }, titled('Directive 2004/83/EC', 'Директива 2004/83/ЕС')),
      ...recordFiles('documents/plan', {
        date: '2008-06-17', type: 'communication', status: 'adopted', number: 'COM(2008) 360 final', institutions: ['commission'], files: [{ path: 'files/plan.pdf', language: 'en', title: { en: 'Plan' } }],
      }, titled('Policy plan', 'План политики')),
      'documents/plan/files/plan.pdf': pdf,
      ...recordFiles('legislation/ua/350', { date: '2011-07-08', type: 'law', status: 'repealed', number: '350-З', issuer: 'president', states: ['ua'], source }, {
        uk: { title: 'Про міграцію' }, en: { title: 'On migration', translates: 'uk' }, ru: { title: 'О миграции', translates: 'uk' },
      }),
      ...recordFiles('research/yearbook', { date: '2008', type: 'report', authors: [{ en: 'Centre', ru: 'Центр' }], publisher: { en: 'ICMPD', ru: 'МЦРМП' }, isbn: '978-3-16-148410-0', doi: '10.2847/817361', pages: 230 }, titled('Yearbook', 'Ежегодник')),
      ...recordFiles('meetings/2007/committee', {
        type: 'governing', status: 'postponed', start: '2007-07-05T09:00', end: '2007-07-05T17:30', time_zone: 'Europe/Kyiv', place: { en: 'Lutsk', ru: 'Луцк' }, country: 'ua', host: { en: 'Border Guard', ru: 'Пограничная служба' },
      }, titled('Committee', 'Комитет')),
      ...recordFiles('research/foreign', { date: '2008', type: 'report', authors: [{ ru: 'Институт (Киев)' }], publisher: { en: 'Publisher' } }, titled('Foreign', 'Чужое')),
      ...recordFiles('news/2009/english', { date: '2009-06-02', source }, { en: { title: 'English alone' } }),
    },
  });
});
afterAll(() => app?.close());

type Element = DefaultTreeAdapterTypes.Element;
type Json = Readonly<Record<string, unknown>>;

/** Elements of a page as a browser sees them, in order. */
function elements(html: string): Element[] {
  const walk = (node: DefaultTreeAdapterTypes.ParentNode): Element[] => node.childNodes.flatMap((n) => ('tagName' in n ? [n, ...walk(n)] : []));
  return walk(parse(html));
}
const attribute = (e: Element, name: string) => e.attrs.find((a) => a.name === name)?.value;
const textOf = (e: DefaultTreeAdapterTypes.ParentNode): string => e.childNodes.map((n) => ('tagName' in n ? textOf(n) : 'value' in n ? n.value : '')).join('');

const html = async (path: string) => (await fetch(`${app.url}${path}`)).text();
const cited = async (path: string) => elements(await html(path)).filter((e) => attribute(e, 'class') === 'copy-text-content').map((e) => textOf(e).replaceAll('\u00a0', ' '));
const metas = async (path: string) => elements(await html(path)).filter((e) => e.tagName === 'meta' && attribute(e, 'name')?.startsWith('citation_')).map((e) => [attribute(e, 'name'), attribute(e, 'content')]);
async function data(path: string): Promise<Json[]> {
  const scripts = elements(await html(path)).filter((e) => e.tagName === 'script' && attribute(e, 'type') === 'application/ld+json');
  expect(scripts.length, path).toBe(1);
  const { '@context': context, '@graph': graph } = JSON.parse(textOf(scripts[0] as Element)) as { '@context': string; '@graph': Json[] };
  expect(context).toBe('https://schema.org');
  return graph;
}

describe('a record says how to cite it', () => {
  test.each([
    ['/en/news/2009/plain', 'Blue Card. Small Process. 25 May 2009. '],
    ['/ru/news/2009/plain', 'Голубая карта. — Малый процесс. — 25 мая 2009 г. — URL: '],
    ['/en/documents/32011L0095', 'Council of the European Union. Directive 2011/95/EU. 2011/95/EU. 13 December 2011. '],
    ['/en/legislation/ua/350', 'Ukraine. President. On migration. No. 350-З. 8 July 2011. '],
    ['/ru/legislation/ua/350', 'О миграции / Украина. Президент. — № 350-З от 8 июля 2011 г. — URL: '],
    ['/en/research/yearbook', 'Centre. Yearbook. ICMPD, 2008. 230 p. ISBN 978-3-16-148410-0. DOI 10.2847/817361. '],
    ['/ru/meetings/2007/committee', 'Комитет / Пограничная служба. — Луцк, Украина, 5 июля 2007 г. — URL: '],
  ])('%s', async (path, sentence) => {
    expect(await cited(path)).toEqual([`${sentence}${app.url}${path}`]);
    const { links } = readPage(await html(path));
    for (const format of ['bib', 'ris', 'csl.json', 'jsonld']) {
      expect(links).toContain(`${path}.${format}`);
      expect((await fetch(`${app.url}${path}.${format}`)).status).toBe(200);
    }
  });

  test('parts in another language say so', async () => {
    const spans = async (path: string) => readPage(await html(path)).texts.map((t) => [t.text, t.lang]);
    expect(await spans('/en/legislation/ua/350')).toContainEqual(['350-З', 'uk']);
    expect(await spans('/en/research/foreign')).toContainEqual(['Институт (Киев)', 'ru']);
    expect(await cited('/en/research/foreign')).toEqual([`Институт (Киев). Foreign. Publisher, 2008. ${app.url}/en/research/foreign`]);
    expect((await spans('/ru/news/2009/english')).filter(([text]) => text === 'English alone').every(([, lang]) => lang === 'en')).toBe(true);
  });

  test('under its own name and address, whichever language of the text is shown', async () => {
    expect(await cited('/en/legislation/ua/350?text=uk')).toEqual(await cited('/en/legislation/ua/350'));
  });
});

describe('indexes of research are told of papers', () => {
  test('of publications', async () => {
    expect(await metas('/ru/research/yearbook')).toEqual(expect.arrayContaining([
      ['citation_title', 'Ежегодник'], ['citation_author', 'Центр'], ['citation_publication_date', '2008'], ['citation_isbn', '978-3-16-148410-0'], ['citation_public_url', `${app.url}/ru/research/yearbook`],
    ]));
  });

  test('of policy papers with their files, which are there', async () => {
    const found = new Map((await metas('/en/documents/plan')) as [string, string][]);
    expect(found.get('citation_technical_report_number')).toBe('COM(2008) 360 final');
    expect((await fetch(found.get('citation_pdf_url') ?? '')).status).toBe(200);
  });

  test('and of nothing that is no paper', async () => {
    for (const path of ['news/2009/plain', 'documents/32011L0095', 'legislation/ua/350', 'meetings/2007/committee']) expect(await metas(`/en/${path}`), path).toEqual([]);
  });
});

describe('the page holds its description in schema.org', () => {
  test('an EU act, with its identifier, its dates and what it repeals', async () => {
    const [node] = await data('/en/documents/32011L0095');
    expect(node).toMatchObject({
      '@type': 'Legislation', legislationIdentifier: '2011/95/EU', legislationDate: '2011-12-13', datePublished: '2011-12-20', legislationDateOfApplicability: '2013-12-21', legislationJurisdiction: { name: 'EU' },
      legislationLegalForce: 'https://schema.org/InForce', inLanguage: 'en', workTranslation: { inLanguage: 'ru', url: `${app.url}/ru/documents/32011L0095` },
      sameAs: ['http://data.europa.eu/eli/dir/2011/95/oj', 'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32011L0095'],
    });
    const [repealed] = await data('/ru/documents/32004L0083');
    expect(node?.['legislationRepeals']).toEqual({ '@type': 'Legislation', '@id': repealed?.['@id'] });
    expect(repealed).toMatchObject({ legislationLegalForce: 'https://schema.org/NotInForce' });
  });

  test.each([
    ['/en/legislation/ua/350', { '@type': 'Legislation', legislationIdentifier: '350-З', legislationJurisdiction: { name: 'UA' }, legislationPassedBy: { name: 'Ukraine. President' }, isBasedOn: source.url }],
    ['/ru/news/2009/plain', { '@type': 'NewsArticle', headline: 'Голубая карта', datePublished: '2009-06-01T00:00:00Z', isBasedOn: { url: source.url }, publisher: { name: 'Малый процесс' } }],
    ['/en/research/yearbook', { '@type': 'Report', author: { name: 'Centre' }, publisher: { name: 'ICMPD' }, isbn: '978-3-16-148410-0', numberOfPages: 230 }],
    ['/en/documents/plan', { '@type': 'Report', author: { name: 'European Commission' }, reportNumber: 'COM(2008) 360 final', encoding: { encodingFormat: 'application/pdf' } }],
    ['/ru/meetings/2007/committee', {
      '@type': 'Event', startDate: '2007-07-05T09:00:00+03:00', endDate: '2007-07-05T17:30:00+03:00', eventStatus: 'https://schema.org/EventPostponed',
      location: { name: 'Луцк', address: { addressCountry: 'UA' } }, organizer: { name: 'Пограничная служба' },
    }],
  ])('%s', async (path, expected) => {
    const [node] = await data(path);
    expect(node).toMatchObject(expected);
    expect({ '@context': 'https://schema.org', ...node }).toEqual(JSON.parse(await html(`${path}.jsonld`)));
  });

  test('and the way to it', async () => {
    const [, way] = await data('/ru/legislation/ua/350');
    expect(way).toMatchObject({
      '@type': 'BreadcrumbList',
      itemListElement: [{ position: 1, item: `${app.url}/ru/legislation` }, { position: 2, name: 'Украина', item: `${app.url}/ru/legislation/ua` }, { position: 3, name: 'О миграции', item: `${app.url}/ru/legislation/ua/350` }],
    });
  });

  test('a title that would end the element is read as it was written', async () => {
    const [node] = await data('/en/news/2009/hostile');
    expect(node?.['headline']).toBe(hostile);
    expect(readPage(await html('/en/news/2009/hostile')).inline).toEqual([]);
  });
});

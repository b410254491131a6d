import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/db';
import { withdraw } from '#domains/editorial';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { readPage } from '#test/page';

// An independent reader; the package has no types.
const require = createRequire(import.meta.url);
const { Cite } = require('@citation-js/core') as { Cite: new (text: string, options: { forceType: string }) => { data: Parsed[] } };
require('@citation-js/plugin-bibtex');
require('@citation-js/plugin-ris');

interface Parsed {
  readonly type: string;
  readonly title?: string;
  readonly URL?: string;
  readonly author?: readonly { readonly family?: string; readonly literal?: string }[];
  readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
  readonly [field: string]: unknown;
}

const source = { title: 'Source', url: 'https://example.org/' };
/** Everything that could end a field, a record, a line or an element of some format. */
const hostile = 'A "quoted" {brace}} \\end, 100 % & $x$ #1 </script><script>alert(1)</script> <!--\nTY  - BOOK\r\nER  - \r\n@misc{x,title={y}} \u2028 ~a ^b';
const oneLine = hostile.replace(/\s+/g, ' ').trim();

const records = {
  'news/2009/plain': recordFiles('news/2009/plain', { date: '2009-05-25', source }, titled('Blue Card', 'Голубая карта')),
  'documents/32011L0095': recordFiles('documents/32011L0095', {
    date: '2011-12-13', type: 'directive', status: 'in_force', celex: '32011L0095', number: '2011/95/EU', oj: 'OJ L 337, 20.12.2011, p. 9', institutions: ['european-parliament', 'council'],
    in_force: '2012-01-09', applies: '2013-12-21', published: '2011-12-20', source, relations: [{ type: 'repeals', target: 'documents/com-2008-360' }],
  }, titled('Directive 2011/95/EU', 'Директива 2011/95/ЕС')),
  'documents/com-2008-360': recordFiles('documents/com-2008-360', { date: '2008-06-17', type: 'communication', status: 'adopted', number: 'COM(2008) 360 final', institutions: ['commission'], source }, titled('Policy plan on asylum', 'План политики')),
  'legislation/ua/3671-vi': recordFiles('legislation/ua/3671-vi', { date: '2011-07-08', type: 'law', status: 'in_force', number: '3671-VI', issuer: 'parliament', states: ['ua'], source }, {
    uk: { title: 'Про біженців' }, en: { title: 'On refugees', translates: 'uk' }, ru: { title: 'О беженцах', translates: 'uk' },
  }),
  'research/yearbook-2007': recordFiles('research/yearbook-2007', {
    date: '2008', type: 'report', authors: [{ en: 'Centre for Policy', ru: 'Центр политики' }], publisher: { en: 'ICMPD', ru: 'МЦРМП' }, isbn: '978-3-16-148410-0', doi: '10.2847/817361', pages: 230,
  }, titled('Yearbook 2007', 'Ежегодник 2007')),
  'meetings/2007/committee': recordFiles('meetings/2007/committee', {
    type: 'governing', status: 'cancelled', start: '2007-02-05T09:00', end: '2007-02-05T17:30', time_zone: 'Europe/Kyiv', place: { en: 'Lutsk', ru: 'Луцк' }, country: 'ua', host: { en: 'Border Guard', ru: 'Пограничная служба' },
  }, titled('Steering Committee', 'Руководящий комитет')),
} as const;
type Address = keyof typeof records;

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    content: {
      'process.yaml': smallProcess,
      ...Object.assign({}, ...Object.values(records)) as Record<string, string>,
      ...recordFiles('news/2009/hostile', { date: '2009-06-01', source: { title: hostile, url: 'https://example.org/?a=}&b="' } }, titled(hostile, `${hostile} ы`)),
      ...recordFiles('news/2009/english', { date: '2009-06-02', source }, { en: { title: 'English alone' } }),
      ...recordFiles('news/2009/gone', { date: '2009-06-03', source }, titled('Gone', 'Снято')),
      ...recordFiles('pages/about', { focus: [] }, titled('About', 'О портале')),
    },
  });
  await transaction(app.db, (tx) => withdraw(tx, { name: 'test' }, { kind: 'news', slug: '2009/gone' }, { reason: { en: 'Mistaken', ru: 'Ошибка' } }));
  await app.renew();
});
afterAll(() => app?.close());

const formats = ['bib', 'ris', 'csl.json', 'jsonld'] as const;
const get = async (path: string) => {
  const answer = await fetch(`${app.url}${path}`);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const read = async (path: string) => new Cite((await get(path)).text, { forceType: path.endsWith('.ris') ? '@ris/file' : '@bibtex/text' }).data;
const names = (c: Parsed | undefined) => c?.author?.map((a) => a.literal ?? a.family);

/** What each record is cited as: titles and authors in English and Russian, the type that readers of CSL see, what else they see. */
const expected: readonly (readonly [Address, { type: string; titles: readonly [string, string]; authors: readonly [readonly string[], readonly string[]]; date: readonly number[]; more: Readonly<Record<string, unknown>> }])[] = [
  ['news/2009/plain', { type: 'article-newspaper', titles: ['Blue Card', 'Голубая карта'], authors: [[], []], date: [2009, 5, 25], more: {} }],
  ['documents/32011L0095', {
    type: 'legislation', titles: ['Directive 2011/95/EU', 'Директива 2011/95/ЕС'], authors: [['European Parliament', 'Council of the European Union'], ['Европейский парламент', 'Совет Европейского союза']],
    date: [2011, 12, 13], more: { number: '2011/95/EU', 'container-title': 'OJ L 337, 20.12.2011, p. 9' },
  }],
  ['documents/com-2008-360', { type: 'report', titles: ['Policy plan on asylum', 'План политики'], authors: [['European Commission'], ['Европейская комиссия']], date: [2008, 6, 17], more: { number: 'COM(2008) 360 final' } }],
  ['legislation/ua/3671-vi', { type: 'legislation', titles: ['On refugees', 'О беженцах'], authors: [['Ukraine. Parliament'], ['Украина. Парламент']], date: [2011, 7, 8], more: { number: '3671-VI' } }],
  ['research/yearbook-2007', { type: 'report', titles: ['Yearbook 2007', 'Ежегодник 2007'], authors: [['Centre for Policy'], ['Центр политики']], date: [2008], more: { ISBN: '978-3-16-148410-0', DOI: '10.2847/817361', 'number-of-pages': '230' } }],
  ['meetings/2007/committee', { type: 'event', titles: ['Steering Committee', 'Руководящий комитет'], authors: [['Border Guard'], ['Пограничная служба']], date: [2007, 2, 5], more: {} }],
];

describe.each(expected)('%s', (address, { type, titles, authors, date, more }) => {
  test.each([['en', 0], ['ru', 1]] as const)('is cited in %s, and independent readers agree', async (lang, i) => {
    const url = `${app.url}/${lang}/${address}`;
    const [csl] = JSON.parse((await get(`/${lang}/${address}.csl.json`)).text) as Parsed[];
    expect(csl).toMatchObject({ type, title: titles[i], URL: url, language: lang, issued: { 'date-parts': [date] }, ...more });
    expect(names(csl) ?? []).toEqual(authors[i]);
    for (const format of ['bib', 'ris'] as const) {
      const found = await read(`/${lang}/${address}.${format}`);
      expect(found.length).toBe(1);
      expect(found[0]?.title, format).toBe(titles[i]);
      expect(found[0]?.URL, format).toBe(url);
      expect(found[0]?.issued?.['date-parts'][0]?.[0], format).toBe(date[0]);
    }
    expect(names((await read(`/${lang}/${address}.bib`))[0]) ?? []).toEqual(authors[i]);
  });

  test('comes as what it is', async () => {
    const types = { bib: 'application/x-bibtex', ris: 'application/x-research-info-systems', 'csl.json': 'application/vnd.citationstyles.csl+json', jsonld: 'application/ld+json' };
    for (const format of formats) {
      const { status, headers } = await get(`/ru/${address}.${format}`);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe(`${types[format]}; charset=utf-8`);
      expect(headers.get('content-disposition')).toBe(`${format === 'jsonld' ? 'inline' : 'attachment'}; filename="${address.replaceAll('/', '-')}-ru.${format}"`);
      expect(headers.get('content-language')).toBe('ru');
      expect(headers.get('etag')).toBeTruthy();
    }
  });
});

test('a hostile title stays one field of one record in every format', async () => {
  for (const format of ['bib', 'ris'] as const) {
    const found = await read(`/en/news/2009/hostile.${format}`);
    expect(found.length, format).toBe(1);
    expect(found[0]?.title?.replace(/\s+/g, ' '), format).toBe(oneLine);
  }
  expect((JSON.parse((await get('/en/news/2009/hostile.csl.json')).text) as Parsed[])[0]?.title).toBe(oneLine);
  expect(JSON.parse((await get('/en/news/2009/hostile.jsonld')).text)).toMatchObject({ '@type': 'NewsArticle' });
});

test('a record without the language of the address is cited in the language that its page shows', async () => {
  expect(JSON.parse((await get('/ru/news/2009/english.csl.json')).text)).toMatchObject([{ title: 'English alone', language: 'en', URL: `${app.url}/ru/news/2009/english` }]);
});

test.each(formats)('what is not there, was withdrawn or is not cited has no .%s', async (format) => {
  for (const lang of ['en', 'ru']) {
    for (const address of ['news/2009/nothing', 'news/2009', 'news/2009/plain.bib', 'legislation/ua', 'legislation/ua/nothing', 'documents/x%00', 'documents/a%0d%0ab', 'documents/.', 'pages/about', 'nothing']) {
      const { status, text } = await get(`/${lang}/${address}.${format}`);
      expect(status, address).toBe(404);
      expect(readPage(text).lang).toBe(lang);
    }
    const gone = await get(`/${lang}/news/2009/gone.${format}`);
    expect(gone.status).toBe(410);
    expect(gone.text).toContain(lang === 'en' ? 'Mistaken' : 'Ошибка');
  }
  expect((await get(`/en/news.${format}`)).status).toBe(404);
});

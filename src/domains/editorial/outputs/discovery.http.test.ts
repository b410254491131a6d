import { parseAtomFeed } from 'feedsmith';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseXml, schemaFindings } from '#protocols/testing';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';

const source = { title: 'Source', url: 'https://example.org/' };
const act = (state: string, n: number) => recordFiles(`legislation/${state}/${n}`, { date: '2009', type: 'law', status: 'in_force', number: String(n), issuer: 'parliament', source }, titled(`Law ${state} ${n}`, `Закон ${state} ${n}`));

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    content: {
      'process.yaml': smallProcess, ...act('ua', 10), ...act('ua', 11), ...act('lt', 12),
      ...recordFiles('news/2009/readmission', { date: '2009', source, states: ['ua'], themes: ['return'] }, titled('Readmission agreed', 'Реадмиссия согласована')),
      ...recordFiles('meetings/2009/kyiv', { type: 'thematic', status: 'held', start: '2009-05-07', states: ['ua'] }, titled('Meeting', 'Встреча')),
      ...recordFiles('pages/about', { focus: [] }, titled('About', 'О портале')),
    },
  });
});
afterAll(() => app?.close());

const get = async (path: string) => fetch(path.startsWith('http') ? path : `${app.url}${path}`);

/** Links of a page's head: relation, type, address without the origin, title. */
async function heads(path: string) {
  const walk = (node: DefaultTreeAdapterTypes.ParentNode): DefaultTreeAdapterTypes.Element[] => node.childNodes.flatMap((n) => ('tagName' in n ? [n, ...walk(n)] : []));
  const found = walk(parse(await (await get(path)).text())).filter((e) => e.tagName === 'link');
  return found.map((e) => Object.fromEntries(e.attrs.map((a) => [a.name, a.value]))).map(({ rel, type, href = '', title }) => ({ rel, type, href: href.startsWith(app.url) ? href.slice(app.url.length) : href, title }));
}
const programs = async (path: string) => (await heads(path)).filter((h) => h.rel === 'alternate' && h.type).map((h) => [h.type, h.href, h.title]);

describe('the head of a page names what programs can follow', () => {
  test.each([
    ['/en', '/en/archive', 'Everything on the portal'],
    ['/ru/archive', '/ru/archive', 'Все материалы портала'],
    ['/en/states/ua', '/en/archive?state=ua', 'Ukraine'],
    ['/ru/themes/return', '/ru/archive?theme=return', 'Возвращение'],
    ['/en/news?state=ua', '/en/news?state=ua', 'News'],
    ['/ru/legislation/ua', '/ru/legislation/ua', 'Украина: законодательство'],
  ])('%s', async (path, list, name) => {
    const [address, query] = list.split('?');
    const at = (format: string) => `${address}.${format}${query ? `?${query}` : ''}`;
    const found = await programs(path);
    expect(found.map(([type, href]) => [type, href])).toEqual([['application/atom+xml', at('atom')], ['application/feed+json', at('json')]]);
    expect(found.map(([, , title]) => title)).toEqual([expect.stringContaining(name), expect.stringContaining(name)]);
    for (const [, href] of found) expect((await get(href ?? '')).status).toBe(200);
  });

  test('and the calendar, where there is one', async () => {
    expect(await programs('/ru/meetings?state=ua')).toContainEqual(['text/calendar', '/ru/meetings.ics?state=ua', expect.stringContaining('iCalendar')]);
    expect((await get('/ru/meetings.ics?state=ua')).status).toBe(200);
  });
});

describe('the acts of one State', () => {
  test('have feeds and a table of their own', async () => {
    const feed = parseAtomFeed(await (await get('/en/legislation/ua.atom')).text());
    expect(feed.entries?.map((e) => e.title?.value).sort()).toEqual(['Law ua 10', 'Law ua 11']);
    const table = await get('/en/legislation/ua.csv');
    expect(table.headers.get('content-disposition')).toBe('attachment; filename="legislation-ua-en.csv"');
    expect((await table.text()).trim().split('\r\n').length).toBe(3);
    for (const path of ['/en/legislation/xx.atom', '/en/legislation/ua.ics', '/en/legislation/ua.bib', '/en/news/2009.atom']) expect((await get(path)).status, path).toBe(404);
  });
});

describe('OpenSearch', () => {
  test('is named on every page, in its language', async () => {
    for (const path of ['', '/news', '/news/2009/readmission', '/search?q=x', '/pages/about', '/no-such-page']) {
      for (const [lang, name] of [['en', 'Small Process'], ['ru', 'Малый процесс']] as const) {
        expect((await heads(`/${lang}${path}`)).filter((h) => h.rel === 'search'), path).toEqual([{ rel: 'search', type: 'application/opensearchdescription+xml', href: `/${lang}/opensearch.xml`, title: name }]);
      }
    }
  });

  test('describes addresses that answer', async () => {
    for (const [lang, word, found] of [['en', 'readmission', 'Readmission agreed'], ['ru', 'реадмиссия', 'Реадмиссия согласована']] as const) {
      const text = await (await get(`/${lang}/opensearch.xml`)).text();
      expect(await schemaFindings('opensearch.xsd', [text])).toEqual([]);
      const templates = new Map([...parseXml(text).getElementsByTagName('Url')].map((u) => [u.getAttribute('type') ?? '', u.getAttribute('template') ?? '']));
      const ask = async (type: string, words: string) => {
        const answer = await get((templates.get(type) ?? '').replace('{searchTerms}', encodeURIComponent(words)));
        expect(answer.status, type).toBe(200);
        expect(answer.headers.get('content-type')?.split(';')[0]).toBe(type);
        return answer.text();
      };
      expect(await ask('text/html', word)).toContain(found);
      expect(parseAtomFeed(await ask('application/atom+xml', word)).entries?.[0]?.title?.value).toBe(found);
      expect(JSON.parse(await ask('application/x-suggestions+json', word.slice(0, 5)))).toEqual([word.slice(0, 5), [found], [lang === 'en' ? 'News' : 'Новость'], [`${app.url}/${lang}/news/2009/readmission`]]);
      expect(await ask('application/opensearchdescription+xml', '')).toBe(text);
    }
  });
});

test('the front page describes the process, its site and its search', async () => {
  const html = await (await get('/ru')).text();
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '') as { '@graph': unknown[] };
  expect(data['@graph']).toMatchObject([
    { '@type': 'WebSite', url: `${app.url}/`, name: 'Малый процесс', inLanguage: ['en', 'ru'], potentialAction: { '@type': 'SearchAction', target: { urlTemplate: `${app.url}/ru/search?q={search_term_string}` } } },
    { '@type': 'Organization', name: 'Малый процесс', email: 'contact@example.org', foundingDate: '2001-05', url: `${app.url}/` },
  ]);
});

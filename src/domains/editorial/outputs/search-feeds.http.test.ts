import { parse as parseCsv } from 'csv-parse/sync';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/db';
import { withdraw } from '#domains/editorial';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { readPage } from '#test/page';

const source = { title: 'Source', url: 'https://example.org/' };

/** Sixty news on returning, a month each, newest last; every second on Ukraine. An older document that names it more often, and a page without a date. */
function content(): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < 60; i++) {
    const date = `${2004 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`;
    Object.assign(files, recordFiles(`news/${date.slice(0, 4)}/n${i}`, { date, source, states: [i % 2 === 0 ? 'ua' : 'lt'] }, titled(`Readmission of <${i}>`, `Реадмиссия <${i}>`)));
  }
  return {
    'process.yaml': smallProcess, ...files,
    ...recordFiles('documents/old', { date: '1999-01-01', type: 'agreement', status: 'in_force' }, { en: { title: 'Readmission', body: 'Readmission of persons.' }, ru: { title: 'Реадмиссия', translates: 'en' } }),
    ...recordFiles('pages/readmission', { focus: [] }, titled('Readmission undated', 'Реадмиссия без даты')),
    ...recordFiles('news/2009/gone', { date: '2009-01-01', source }, titled('Readmission gone', 'Реадмиссия снята')),
  };
}

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ content: content() });
  await transaction(app.db, (tx) => withdraw(tx, { name: 'test' }, { kind: 'news', slug: '2009/gone' }, { reason: { en: 'Mistaken', ru: 'Ошибка' } }));
  await app.renew();
});
afterAll(() => app?.close());

const get = async (path: string) => {
  const answer = await fetch(path.startsWith('http') ? path : `${app.url}${path}`);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};
const atom = async (path: string) => parseAtomFeed((await get(path)).text);
const titles = async (path: string) => (await atom(path)).entries?.map((e) => e.title?.value) ?? [];
/** Addresses of the records that the search page finds, all its pages together. */
async function onPages(query: string): Promise<string[]> {
  const found: string[] = [];
  for (let page = 1; page <= 4; page++) found.push(...readPage((await get(`/en/search?${query}&page=${page}`)).text).links.filter((l) => /^\/en\/(news|documents|pages)\/[^?#]+\/?[^?#]*$/.test(l)));
  return [...new Set(found)];
}

describe('a search as a feed', () => {
  test('has what the page finds, the newest first, on pages that lead to each other', async () => {
    const first = await atom('/en/search.atom?q=readmission');
    expect(first.entries?.length).toBe(50);
    const next = first.links?.find((l) => l.rel === 'next')?.href ?? '';
    const second = await atom(next);
    expect(second.links?.find((l) => l.rel === 'previous')?.href).toBe(first.links?.find((l) => l.rel === 'self')?.href);
    expect(second.links?.some((l) => l.rel === 'next')).toBe(false);
    const all = [...(first.entries ?? []), ...(second.entries ?? [])];
    // What has no date stands by its addition, which is today.
    expect(all.map((e) => e.title?.value)).toEqual(['Readmission undated', ...Array.from({ length: 60 }, (_, i) => `Readmission of <${59 - i}>`), 'Readmission']);
    const urls = all.map((e) => e.links?.find((l) => l.rel === 'alternate' && l.hreflang === 'en')?.href ?? '');
    expect(urls.map((u) => u.slice(app.url.length)).sort()).toEqual((await onPages('q=readmission')).sort());
  });

  test('keeps the filters of the page', async () => {
    expect((await titles('/en/search.atom?q=readmission&state=ua&year=2004')).length).toBe(6);
    expect(await titles('/ru/search.atom?q=реадмиссия&kind=document')).toEqual(['Реадмиссия']);
    expect((await titles('/en/search.atom?q=readmission&kind=document&kind.mode=none')).length).toBe(50);
  });

  test('tells of records that were withdrawn, so that readers can drop them', async () => {
    expect((await get('/en/search.atom?q=readmission')).text).toContain('<at:deleted-entry');
    expect((await get('/en/search.atom?q=readmission')).text).not.toContain('Readmission gone');
  });

  test('says the same as JSON Feed and as a table', async () => {
    const json = parseJsonFeed(JSON.parse((await get('/ru/search.json?q=реадмиссия&state=lt')).text));
    expect(json.items?.length).toBe(30);
    expect(json.home_page_url).toBe(`${app.url}/ru/search?${new URLSearchParams({ q: 'реадмиссия', state: 'lt' })}`);
    expect(json.title).toContain('реадмиссия');
    const answer = await get('/ru/search.csv?q=реадмиссия&state=lt');
    expect(answer.type).toMatch(/^text\/csv/);
    const rows = parseCsv(answer.text, { columns: true, bom: true }) as Record<string, string>[];
    expect(rows.map((r) => r['address'])).toEqual(json.items?.map((i) => i.url));
  });

  test.each(['', '?q=', '?q=%20', '?q=%00', '?q=zqxkzqxk', '?q=-readmission', '?q=readmission&page=99', '?q=readmission&page=-1&kind=%00&year=0000', '?q=%22%22%22((!%26|'])('%s is answered as the page answers it', async (query) => {
    for (const [format, type] of [['atom', /atom\+xml/], ['json', /feed\+json/], ['csv', /csv/]] as const) {
      const answer = await get(`/en/search.${format}${query}`);
      expect(answer.status, format).toBe(200);
      expect(answer.type).toMatch(type);
    }
    expect((await get(`/en/search${query}`)).status).toBe(200);
    const feed = await atom(`/en/search.atom${query}`);
    expect(feed.id).toContain('/en/search');
    if (!query.includes('q=readmission')) expect(feed.entries ?? []).toEqual([]);
  });

  test('is named in the head of the page and on it', async () => {
    const { text } = await get('/en/search?q=readmission&state=ua&sort=newest');
    const { links } = readPage(text);
    const query = 'q=readmission&state=ua';
    for (const format of ['atom', 'json', 'csv']) expect(links).toContain(`/en/search.${format}?${query}`);
    expect(text).toContain(`<link rel="alternate" type="application/atom+xml" href="${app.url}/en/search.atom?${query.replace('&', '&amp;')}"`);
    expect((await get('/en/search')).text).not.toContain('application/atom+xml');
  });
});

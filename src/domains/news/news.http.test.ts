import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { readPage } from '#test/page';

const source = { url: 'https://www.example.org/a?b=1&c=<2>', title: 'The <Gazette> & others', checked: '2010-01-02' };

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    content: {
      'process.yaml': smallProcess,
      ...recordFiles('news/2009/blue-card', { date: '2009-05-25', source, states: ['ua', 'lt'], themes: ['return'], relations: [{ type: 'about', target: 'documents/32009L0050' }] }, titled('Blue Card', 'Голубая карта')),
      ...recordFiles('documents/32009L0050', { type: 'directive', status: 'in_force', date: '2009-05-25', celex: '32009L0050' }, titled('Directive 2009/50/EC', 'Директива 2009/50/ЕС')),
      ...recordFiles('news/2008/older', { date: '2008-11', source: { url: 'https://www.example.org/', title: 'Other' } }, titled('Older', 'Старее')),
    },
  });
});
afterAll(() => app?.close());

const get = async (path: string) => (await fetch(`${app.url}${path}`)).text();

test('a piece of news says its day, its source and when that was checked, and what it is about', async () => {
  const html = await get('/en/news/2009/blue-card');
  const page = readPage(html);
  expect(page.texts.map((t) => t.text)).toEqual(expect.arrayContaining(['25 May 2009', source.title, '2 January 2010', 'Lithuania', 'Ukraine', 'Return', 'Asylum', 'Concerns', 'Directive 2009/50/EC']));
  expect(page.links).toEqual(expect.arrayContaining([source.url, '/en/documents/32009L0050', '/en/states/ua', '/en/themes/return']));
  expect(html).not.toContain('<Gazette>');
  expect((await get('/en/news/2008/older')).match(/Source checked/)).toBeNull();
});

test('the document names the news about it', async () => {
  const page = readPage(await get('/ru/documents/32009L0050'));
  expect(page.texts.map((t) => t.text)).toEqual(expect.arrayContaining(['Голубая карта']));
  expect(page.links).toContain('/ru/news/2009/blue-card');
});

test('the list is by year, with the countries of each entry', async () => {
  const page = readPage(await get('/en/news'));
  expect(page.ids).toEqual(expect.arrayContaining(['year-2009', 'year-2008']));
  expect(page.texts.map((t) => t.text)).toEqual(expect.arrayContaining(['Lithuania, Ukraine', 'November 2008']));
  expect(page.heads.filter((h) => h.rel === 'alternate' && !h.hreflang).map((h) => h.href)).toEqual([`${app.url}/en/news.atom`, `${app.url}/en/news.json`]);
});

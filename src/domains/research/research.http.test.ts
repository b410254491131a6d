import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { readPage } from '#test/page';

let app: TestApp;
beforeAll(async () => {
  const facts = {
    type: 'handbook', date: '2020-06', authors: [{ en: 'Fundamental Rights Agency', ru: 'Агентство по основным правам' }, { ru: 'Совет Европы' }], publisher: { en: 'Publications Office' },
    isbn: '978-92-871-9884-6', doi: '10.2811/58933', pages: 1320,
  };
  app = await testApp({ content: { 'process.yaml': smallProcess, ...recordFiles('research/handbook', facts, titled('Handbook', 'Пособие по праву')) } });
});
afterAll(() => app?.close());

test('a publication says its authors, publisher, numbers and length; each in its language', async () => {
  const page = readPage(await (await fetch(`${app.url}/en/research/handbook`)).text());
  expect(page.texts.map((t) => t.text)).toEqual(expect.arrayContaining(['Fundamental Rights Agency', 'Publications Office', '978-92-871-9884-6', '10.2811/58933', '1,320', 'June 2020']));
  expect(page.texts).toContainEqual({ text: 'Совет Европы', lang: 'ru', place: 'span' });
  expect(page.links).toContain('https://doi.org/10.2811/58933');
});

test('the list names the authors', async () => {
  const page = readPage(await (await fetch(`${app.url}/ru/research`)).text());
  expect(page.texts.map((t) => t.text)).toEqual(expect.arrayContaining(['Агентство по основным правам', 'Совет Европы', 'Пособие']));
});

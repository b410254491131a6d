import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles } from '#test/content';
import { readPage } from '#test/page';

const source = { url: 'https://zakon.rada.gov.ua/laws/show/3671-17', title: 'Законодавство України' };
const act = { type: 'law', status: 'in_force', issuer: 'parliament', source };
const provisions = (word: string, texts: string[]) => texts.map((text, i) => `## ${word} ${i + 1}. ${text} {#art-${i + 1}}\n\n1\\. ${text}.`).join('\n\n');

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    content: {
      'process.yaml': smallProcess,
      ...recordFiles('legislation/ua/3671-vi', { ...act, number: '3671-VI', date: '2011-07-08', in_force: '2011-08-04', states: ['ua'] }, {
        uk: { title: 'Закон України «Про біженців»', authenticity: 'official', body: provisions('Стаття', ['Терміни', 'Законодавство', 'Заборона вислання', 'Прикінцеві положення']) },
        en: { title: 'Law of Ukraine “On Refugees”', summary: 'The asylum law.', translates: 'uk', body: provisions('Article', ['Terms', 'Legislation', 'Non-refoulement']) },
        ru: { title: 'Закон Украины «О беженцах»', translates: 'uk' },
      }),
      ...recordFiles('legislation/ua/constitution', { ...act, type: 'constitution', status: 'repealed', date: '1996-06-28', ended: '2005', states: ['ua'] }, {
        uk: { title: 'Конституція' }, en: { title: 'Constitution', translates: 'uk' }, ru: { title: 'Конституция', translates: 'uk' },
      }),
      ...recordFiles('legislation/lt/ix-2206', { ...act, number: 'Nr. IX-2206', date: '2004-04-29', states: ['lt', 'ua'] }, {
        lt: { title: 'Įstatymas „Dėl užsieniečių teisinės padėties“' }, en: { title: 'Law on the Legal Status of Foreigners', translates: 'lt' }, ru: { title: 'О правовом положении иностранцев', translates: 'lt' },
      }),
    },
  });
});
afterAll(() => app?.close());

const get = async (path: string) => (await fetch(`${app.url}${path}`)).text();
const spoken = (html: string) => readPage(html).texts;

test('an act shows its native title in its language, its number, issuer, dates and source, under its State', async () => {
  const html = await get('/en/legislation/ua/3671-vi');
  const page = readPage(html);
  expect(page.h1).toEqual(['Law of Ukraine “On Refugees”']);
  expect(page.texts).toContainEqual({ text: 'Закон України «Про біженців»', lang: 'uk', place: 'p' });
  expect(page.texts.map((t) => t.text)).toEqual(expect.arrayContaining(['No. 3671-VI', '3671-VI', 'Parliament', '8 July 2011', '4 August 2011', 'in force', 'official text', 'unofficial translation', 'not yet']));
  expect(page.links).toEqual(expect.arrayContaining(['/en/legislation', '/en/legislation/ua', source.url, '#art-3']));
});

test('provisions are addressed and listed in the contents', async () => {
  const html = await get('/en/legislation/ua/3671-vi');
  const page = readPage(html);
  expect(page.ids).toEqual(expect.arrayContaining(['art-1', 'art-1.p1', 'art-3']));
  expect(page.links.filter((l) => l === '#art-2')).toHaveLength(2);
});

test('two languages stand side by side by provision, and keep their addresses; what one lacks is said', async () => {
  const html = await get('/ru/legislation/ua/3671-vi?left=uk&right=en');
  const page = readPage(html);
  expect(page.ids).toEqual(expect.arrayContaining(['art-1', 'art-4', 'art-4.p1']));
  expect(page.texts).toContainEqual({ text: 'Стаття 4. Прикінцеві положення', lang: 'uk', place: 'h2' });
  expect(page.texts).toContainEqual({ text: 'Article 3. Non-refoulement', lang: 'en', place: 'h2' });
  expect(page.texts.filter((t) => t.text === 'Не переведено')).toHaveLength(2);
});

test('a text that lacks in the language of the page is shown in another, said and marked', async () => {
  const html = await get('/ru/legislation/ua/3671-vi');
  const page = readPage(html);
  expect(page.h1).toEqual(['Закон Украины «О беженцах»']);
  expect(page.texts).toContainEqual({ text: 'Article 3. Non-refoulement', lang: 'en', place: 'h2' });
  expect(html).toContain('Самого текста на этом языке (русский) здесь нет; он показан на другом языке: английский.');
  expect(page.texts).toContainEqual(expect.objectContaining({ text: 'The asylum law.', lang: 'en' }));
});

test('?text= shows another language on a page of the same language', async () => {
  const html = await get('/en/legislation/ua/3671-vi?text=uk');
  const page = readPage(html);
  expect(page.lang).toBe('en');
  expect(page.texts).toContainEqual({ text: 'Закон України «Про біженців»', lang: 'uk', place: 'h1' });
  expect(page.texts).toContainEqual({ text: 'Стаття 1. Терміни', lang: 'uk', place: 'h2' });
  expect(page.heads.filter((h) => h.rel === 'canonical').map((h) => h.href)).toEqual([`${app.url}/en/legislation/ua/3671-vi`]);
  expect(page.links).toContain('/en/legislation/ua/3671-vi');
});

test('nonsense in ?text=, ?left= and ?right= shows the page as it is', async () => {
  for (const query of ['text=zz', 'left=zz&right=en', 'left=en&right=en', 'left=en', 'left=%00&right=uk', 'text=%E0%A4']) {
    const answer = await fetch(`${app.url}/en/legislation/ua/3671-vi?${query}`);
    expect([query, answer.status, readPage(await answer.text()).h1]).toEqual([query, 200, ['Law of Ukraine “On Refugees”']]);
  }
});

test('the acts of one State are a list of their own: those of its address, not those that concern it', async () => {
  const html = await get('/en/legislation/ua');
  const page = readPage(html);
  expect(page.h1).toEqual(['Ukraine: national law']);
  expect(page.links).toEqual(expect.arrayContaining(['/en/legislation/ua/3671-vi', '/en/legislation/ua/constitution']));
  expect(page.links).not.toContain('/en/legislation/lt/ix-2206');
  expect(page.heads.filter((h) => h.rel === 'canonical').map((h) => h.href)).toEqual([`${app.url}/en/legislation/ua`]);
  const narrowed = readPage(await get('/en/legislation/ua?status=repealed'));
  expect(narrowed.links.filter((l) => l.startsWith('/en/legislation/ua/'))).toEqual(['/en/legislation/ua/constitution']);
});

test('the whole list leads to each State and shows native titles', async () => {
  const page = readPage(await get('/ru/legislation'));
  expect(page.links).toEqual(expect.arrayContaining(['/ru/legislation/ua', '/ru/legislation/lt']));
  expect(page.texts).toContainEqual(expect.objectContaining({ text: 'Įstatymas „Dėl užsieniečių teisinės padėties“', lang: 'lt' }));
  expect(page.texts).toContainEqual(expect.objectContaining({ text: 'Nr. IX-2206', lang: 'lt' }));
  expect(page.texts.map((t) => t.text)).toEqual(expect.arrayContaining(['№ 3671-VI', 'утратила силу']));
});

test('other addresses under the list are not found', async () => {
  for (const path of ['zz', 'by', 'UA', 'ua/none', 'ua/3671-vi/more', '%00', 'ua%2F..%2F..']) {
    const answer = await fetch(`${app.url}/en/legislation/${path}`);
    expect([path, answer.status]).toEqual([path, 404]);
  }
  const slash = await fetch(`${app.url}/en/legislation/ua/?status=repealed`, { redirect: 'manual' });
  expect([slash.status, slash.headers.get('location')]).toEqual([301, '/en/legislation/ua?status=repealed']);
});

test('Latin and Cyrillic marks are read in the language of the text', async () => {
  const native = spoken(await get('/en/legislation/lt/ix-2206')).filter((t) => t.text.includes('užsieniečių'));
  expect(native.map((t) => t.lang)).toEqual(['lt']);
});

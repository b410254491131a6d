import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '#kernel/db';
import { publish, saveVersions, withdraw, type Draft } from '#domains/editorial';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles } from '#test/content';
import { readPage } from '#test/page';
import { kinds } from '../../../kinds.ts';

const source = { url: 'https://www.example.org/', title: 'Example' };
const body = 'First & foremost, a <b>paragraph</b>.\n\n## One {#one}\n\nText.\n\n### Part {#part}\n\nMore.\n\n## Two {#two}\n\n- item\n\n## Three {#three}\n\nEnd.';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    content: {
      'process.yaml': smallProcess,
      ...recordFiles('news/2009/long', { date: '2009-02-05', source }, { en: { title: 'Long', body }, ru: { title: 'Длинная', translates: 'en', body: body.replace('Text.', 'Текст.') } }),
      ...recordFiles('news/2009/english', { date: '2009-02-06', source, states: ['ua'] }, { en: { title: 'English only' } }),
      ...recordFiles('news/2009/machine', { date: '2009-02-07', source }, { en: { title: 'Translated' }, ru: { title: 'Машинный перевод', translates: 'en', authenticity: 'machine' } }),
    },
  });
});
afterAll(() => app?.close());

const get = (path: string) => fetch(`${app.url}${path}`, { redirect: 'manual' });
const html = async (path: string) => (await get(path)).text();
const page = async (path: string) => readPage(await html(path));
const said = async (path: string) => (await page(path)).texts.map((t) => t.text);

test('headings and paragraphs have addresses, and a long text has contents', async () => {
  const { ids, links } = await page('/en/news/2009/long');
  expect(ids).toEqual(expect.arrayContaining(['p1', 'one', 'one.p1', 'part', 'two', 'two.p1', 'three']));
  expect(new Set(ids).size).toBe(ids.length);
  expect(links.filter((l) => l === '#one')).toHaveLength(2);
  expect(links).toEqual(expect.arrayContaining(['#p1', '#part', '#three.p1']));
});

test('languages are links to the text, on a page of the same language', async () => {
  const { links } = await page('/en/news/2009/long');
  expect(links).toEqual(expect.arrayContaining(['/en/news/2009/long?text=ru', '/en/news/2009/long?left=en&right=ru']));
  const other = await page('/en/news/2009/long?text=ru');
  expect([other.lang, other.h1]).toEqual(['en', ['Длинная']]);
  expect(other.texts).toContainEqual({ text: 'Текст.', lang: 'ru', place: 'p' });
  expect(other.texts.map((t) => t.text).join(' ')).not.toContain('Not available here');
});

test('what exists in one language is shown on pages of the other, said and marked', async () => {
  const { texts, h1 } = await page('/ru/news/2009/english');
  expect(h1).toEqual(['English only']);
  expect(texts).toContainEqual({ text: 'English only', lang: 'en', place: 'h1' });
  expect(texts.map((t) => t.text)).toContain('На этом языке (русский) материала здесь нет; он показан на другом языке: английский.');
});

test('a machine translation warns', async () => {
  expect(await said('/ru/news/2009/machine')).toEqual(expect.arrayContaining(['машинный перевод', 'Это машинный перевод, который никто не проверял. Опирайтесь на оригинал.']));
  expect(await said('/en/news/2009/machine')).not.toContain('This is a machine translation that nobody has checked. Rely on the original.');
});

test('unknown addresses are not found; one with a slash at its end leads to the one without', async () => {
  for (const path of ['/en/news/2009/none', '/en/news/none', '/en/news/2009/long/more', '/en/news/2009/LONG', '/en/news/%00', '/en/news/2009/long%00', '/xx/news/2009/long', '/en/news/2009%2Flong%2F..', '/en/news/%2541']) {
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  }
  for (const [path, to] of [['/en/news/2009/long/', '/en/news/2009/long'], ['/ru/news/', '/ru/news'], ['/en/news/2009/long/?text=ru', '/en/news/2009/long?text=ru']]) {
    const answer = await get(path ?? '');
    expect([answer.status, answer.headers.get('location')]).toEqual([301, to]);
  }
  expect((await get('/en/news/%E0%A4%A')).status).toBe(400);
});

test('a page never leaves the portal by a slash too many', async () => {
  for (const path of ['/en/news//evil.example/', '/en/news///evil.example//', '/en/news/%2F%2Fevil.example/']) {
    const answer = await get(path);
    expect(new URL(answer.headers.get('location') ?? '/', app.url).origin).toBe(app.url);
  }
});

test('a translation of an earlier version says so', async () => {
  await sql`update editorial.language_version set source_hash = 'of an earlier text' where lang = 'ru' and title = 'Длинная'`.execute(app.db);
  expect(await said('/ru/news/2009/long')).toContain('Перевод сделан с прежней версии; оригинал (английский) с тех пор изменён.');
  expect(await said('/en/news/2009/long')).toContain('older than the original');
});

test('a later version takes the place of the earlier one, and the page says which it is', async () => {
  expect((await said('/en/news/2009/english')).some((t) => t.startsWith('2, of '))).toBe(false);
  const draft: Draft = {
    kind: 'news', slug: '2009/english', type: null, status: null, date: '2009-02-06', themes: [], focus: ['asylum'], states: [], audience: 'public', source: { title: 'A newspaper' }, added: null,
    texts: [{ lang: 'en', title: 'English again', short: null, summary: null, body: '', translates: null, authenticity: 'unofficial' }], relations: [], identifiers: [], files: [], facts: {},
  };
  await transaction(app.db, async (tx) => {
    const saved = await saveVersions(tx, { name: 'test' }, kinds, [draft]);
    await publish(tx, { name: 'test' }, saved.map((v) => v.version_id));
  });
  const texts = await said('/en/news/2009/english');
  expect(texts).toEqual(expect.arrayContaining(['English again', 'A newspaper']));
  expect(texts.some((t) => t.startsWith('2, of '))).toBe(true);
  expect(texts).not.toContain('English only');
});

test('a withdrawn record leaves the list and relations, and its address says why', async () => {
  await transaction(app.db, (tx) => withdraw(tx, { name: 'test' }, { kind: 'news', slug: '2009/machine' }, { reason: { en: 'A mistake', ru: 'Ошибка' } }));
  const answer = await get('/en/news/2009/machine');
  expect(answer.status).toBe(410);
  expect(readPage(await answer.text()).texts.map((t) => t.text)).toContain('A mistake');
  expect((await page('/en/news')).links).not.toContain('/en/news/2009/machine');
});

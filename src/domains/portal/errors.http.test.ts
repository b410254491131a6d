import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/db';
import { withdraw } from '#domains/editorial';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { readPage } from '#test/page';

const source = { title: 'Source', url: 'https://example.org/' };
const actor = { name: 'test' };

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    content: {
      'process.yaml': smallProcess,
      ...recordFiles('news/2009/gone', { date: '2009', source }, titled('Gone news', 'Снятая новость')),
      ...recordFiles('news/2009/gone-too', { date: '2009', source }, titled('Gone too', 'Тоже снята')),
      ...recordFiles('news/2009/next', { date: '2009', source }, titled('What follows', 'Что дальше')),
      ...recordFiles('pages/about', { focus: [] }, titled('What this is', 'Что это')),
      ...recordFiles('pages/privacy', { focus: [] }, titled('Your data', 'Ваши данные')),
    },
  });
  await transaction(app.db, async (tx) => {
    await withdraw(tx, actor, { kind: 'news', slug: '2009/gone' }, { reason: { en: 'It was mistaken.', ru: 'Она была ошибочной.' }, successor: { kind: 'news', slug: '2009/next' } });
    await withdraw(tx, actor, { kind: 'news', slug: '2009/gone-too' }, { reason: { en: 'Also.', ru: 'Тоже.' }, successor: { kind: 'news', slug: '2009/never-was' } });
  });
});
afterAll(() => app?.close());

async function open(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.url}${path}`, { headers });
  const page = readPage(await response.text());
  return { status: response.status, ...page, words: page.texts.map((t) => t.text) };
}

describe('a withdrawn record', () => {
  test('says what it was and why it left, and names what follows it', async () => {
    const page = await open('/ru/news/2009/gone');
    expect(page.status).toBe(410);
    expect(page.h1).toEqual(['Снятая новость']);
    expect(page.words).toEqual(expect.arrayContaining(['Она была ошибочной.', 'Что дальше']));
    expect(page.links).toContain('/ru/news/2009/next');
    expect(page.noindex).toBe(true);
  });

  test('does not lead to a successor that nobody may read', async () => {
    const page = await open('/en/news/2009/gone-too');
    expect(page.status).toBe(410);
    expect(page.links).not.toContain('/en/news/2009/never-was');
  });
});

describe('an address in a language that the process does not have', () => {
  test('offers the same page in the languages that exist, in the language of the browser', async () => {
    const page = await open('/de/news?state=ua', { 'accept-language': 'de, ru;q=0.8, en;q=0.5' });
    expect(page.status).toBe(404);
    expect(page.lang).toBe('ru');
    expect(page.h1).toEqual(['На этом языке портала нет']);
    expect(page.links).toEqual(expect.arrayContaining(['/en/news?state=ua', '/ru/news?state=ua']));
    expect((await open('/en/news?state=ua')).status).toBe(200);
  });

  test('is told from an address that is none', async () => {
    for (const path of ['/nonsense', '/nonsense/news', '/de/no-such-page']) expect((await open(path)).h1, path).toEqual(['There is no such page']);
  });
});

describe('the foot of every page', () => {
  const foot = async (at: TestApp, lang: string) => readPage(await (await fetch(`${at.url}/${lang}/bodies`)).text());

  test('names the standing pages that exist, and follows changes', async () => {
    const before = await foot(app, 'ru');
    expect(before.links).toEqual(expect.arrayContaining(['/ru/pages/about', '/ru/pages/privacy']));
    expect(before.links).not.toContain('/ru/pages/accessibility');
    await transaction(app.db, (tx) => withdraw(tx, actor, { kind: 'page', slug: 'privacy' }, { reason: { en: 'Over.', ru: 'Всё.' } }));
    await app.renew();
    expect((await foot(app, 'ru')).links).not.toContain('/ru/pages/privacy');
  });

  test('leads nowhere that does not exist, in a process without standing pages', async () => {
    const other = await testApp({ content: join(import.meta.dirname, '../../../test/fixtures/second-process') });
    try {
      for (const lang of ['en', 'uk']) {
        const { links } = await foot(other, lang);
        for (const link of new Set(links.filter((l) => l.startsWith('/')))) expect((await fetch(`${other.url}${link}`)).status, link).toBe(200);
      }
    } finally {
      await other.close();
    }
  });
});

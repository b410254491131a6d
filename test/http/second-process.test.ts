import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '#test/app';
import { readPage } from '#test/page';

const languages = ['en', 'ru', 'uk'] as const;

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ content: join(import.meta.dirname, '../fixtures/second-process') });
});
afterAll(() => app?.close());

async function open(path: string) {
  const response = await fetch(`${app.url}${path}`);
  const html = await response.text();
  const page = readPage(html);
  return { status: response.status, html, ...page, words: page.texts.map((t) => t.text) };
}

const names = { en: 'Prague Process', ru: 'Пражский процесс', uk: 'Празький процес' };
const georgia = { en: 'Georgia', ru: 'Грузия', uk: 'Грузія' };
const asylum = { en: 'Asylum and international protection', ru: 'Убежище и международная защита', uk: 'Притулок і міжнародний захист' };
const declaration = { en: 'Joint Declaration', ru: 'Совместная декларация', uk: 'Спільна декларація' };

describe.each(languages)('another process, in %s', (lang) => {
  test('has a front page under its own name, with nothing of another process', async () => {
    const page = await open(`/${lang}`);
    expect(page.status).toBe(200);
    expect(page.lang).toBe(lang);
    expect(page.title).toBe(names[lang]);
    expect(page.words).toEqual(expect.arrayContaining([georgia[lang], asylum[lang]]));
    expect(page.words.some((w) => w.startsWith(declaration[lang]))).toBe(true);
    expect(page.html).not.toMatch(/s[oö]derk[oö]ping|С[её]дерч[её]пинг/i);
  });

  test('names its States and themes', async () => {
    expect((await open(`/${lang}/states`)).words).toContain(georgia[lang]);
    const themes = await open(`/${lang}/themes`);
    expect(themes.words).toContain(asylum[lang]);
    expect(themes.links).toContain(`/${lang}/legislation?theme=asylum`);
    expect((await open(`/${lang}/states/ua`)).status).toBe(200);
    expect((await open(`/${lang}/themes/asylum`)).h1).toEqual([asylum[lang]]);
  });

  test('draws its definition, leaving out what it does not say', async () => {
    const { status, words, ids } = await open(`/${lang}/bodies`);
    expect(status).toBe(200);
    expect(words).toEqual(expect.arrayContaining([georgia[lang], names[lang]]));
    expect(ids).toContain('milestones');
    for (const part of ['bodies', 'office', 'funding', 'chairmanship', 'partners']) expect(ids).not.toContain(part);
  });

  test('shows a record in its language, a State and a meeting', async () => {
    for (const address of ['documents/joint-declaration-2009', 'legislation/ua/3671-vi', 'meetings/2009/building-migration-partnerships']) {
      const page = await open(`/${lang}/${address}`);
      expect(page.status).toBe(200);
      const h1 = page.h1[0] ?? '';
      expect(page.texts.find((t) => t.text === h1)?.lang).toBe(lang);
    }
  });
});

test('a text that lacks in a language of the process is shown in another, and says which', async () => {
  const { texts } = await open('/uk/themes');
  expect(texts.find((t) => t.text.startsWith('Added to the five fields'))?.lang).toBe('en');
});

test('a State of the other process has no page', async () => {
  expect((await open('/en/states/sk')).status).toBe(404);
});

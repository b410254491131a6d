import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extractText } from '#kernel/extract';
import { testApp, type TestApp } from '#test/app';
import { openBrowser, openPage } from '#test/browser';

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([testApp(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** The pages of a print on A4, as text. */
async function printed(path: string): Promise<string[]> {
  const page = await openPage(browser, `${app.url}${path}`, { colorScheme: 'dark' });
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  await page.close();
  const { pages } = await extractText(pdf, 'application/pdf');
  return pages.map((p) => p.text.replace(/\s+/g, ' '));
}

/** Words of navigation that only appear in the frame of a page. */
const frame = { en: ['Skip to content', 'Search everything', 'Русский'], ru: ['Перейти к содержанию', 'Поиск по всему', 'English'] } as const;

describe.each(['en', 'ru'] as const)('on paper, in %s', (lang) => {
  test.each(['/documents/32011L0095', '/legislation/ua/3671-vi', '/documents?state=ua', '/states/ua', '/pages/about'])('%s holds the text and not the frame', async (path) => {
    const page = await openPage(browser, `${app.url}/${lang}${path}`);
    const title = (await page.locator('h1').innerText()).replace(/\s+/g, ' ').trim();
    await page.close();
    const sheets = await printed(`/${lang}${path}`);
    const text = sheets.join(' ');
    // Letters are compared, not their spacing: hyphens and line ends fall where the line is full.
    const letters = (s: string) => s.replace(/[^\p{L}\p{N}]/gu, '');
    expect(letters(text)).toContain(letters(title));
    for (const word of frame[lang]) expect(text).not.toContain(word);
    expect(text).not.toMatch(/undefined|\[object/);
    expect(sheets.length).toBeLessThan(40);
    expect(sheets.every((s) => s.trim() !== '')).toBe(true);
  });

  test('the citation is printed, ways to other forms of it are not', async () => {
    const text = (await printed(`/${lang}/documents/32011L0095`)).join(' ');
    expect(text.replace(/\s/g, '')).toContain(`${app.url}/${lang}/documents/32011L0095`);
    for (const word of ['BibTeX', 'CSL-JSON']) expect(text).not.toContain(word);
  });

  test('a source is printed with its address', async () => {
    const text = (await printed(`/${lang}/legislation/ua/3671-vi`)).join(' ');
    expect(text.replace(/\s/g, '')).toContain('https://zakon.rada.gov.ua');
  });
});

test('paper is white whatever the screen is', async () => {
  const page = await openPage(browser, `${app.url}/en/documents/32011L0095`, { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const [paper, ink] = await page.evaluate<[string, string]>('[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("main p")).color]');
  expect(paper).toMatch(/^rgba?\((255, 255, 255|0, 0, 0, 0)/);
  expect(ink).toMatch(/^rgb\((\d|[1-9]\d)\b/);
  expect(await page.locator('header nav, footer nav, .layout-search, .filter-panel').evaluateAll((all) => all.filter((e) => e.getClientRects().length > 0).map((e) => e.className))).toEqual([]);
  await page.close();
});

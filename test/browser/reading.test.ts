import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe.each([true, false])('with script: %s', (javaScriptEnabled) => {
  const options: BrowserContextOptions = { javaScriptEnabled };
  const open = (path: string): Promise<Page> => openPage(browser, `${app.url}${path}`, options);
  const pathOf = (page: Page) => page.url().slice(app.url.length);
  const main = (page: Page) => page.locator('main');
  /** The search box that the page shows: home and search have a large one of their own. */
  const box = (page: Page) => page.locator('input[name=q]:visible').first();

  test('a reader searches from the home page and comes to the passage', async () => {
    const page = await open('/en');
    await box(page).fill('internal flight alternative');
    await Promise.all([page.waitForURL(/\/en\/search\?q=internal/), box(page).press('Enter')]);
    const entries = main(page).locator('.river-entry');
    expect(await entries.count()).toBeGreaterThan(0);
    expect(await main(page).locator('mark').count()).toBeGreaterThan(0);
    const passage = main(page).locator('.river-passage a[href*="#"]').first();
    const href = (await passage.getAttribute('href')) ?? '';
    await Promise.all([page.waitForURL((url) => url.hash !== ''), passage.click()]);
    expect(pathOf(page)).toBe(href);
    const target = page.locator(`[id="${decodeURIComponent(new URL(page.url()).hash.slice(1))}"]`);
    expect(await target.count()).toBe(1);
    const place = await target.boundingBox();
    expect(place?.y ?? -1).toBeGreaterThanOrEqual(0);
    expect(place?.y ?? 9999).toBeLessThan(page.viewportSize()?.height ?? 0);
    await page.close();
  });

  test('the same in Russian finds documents in English', async () => {
    const page = await open('/ru');
    await box(page).fill('реадмиссия');
    await Promise.all([page.waitForURL(/\/ru\/search\?q=/), box(page).press('Enter')]);
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    expect(await main(page).locator('.river-entry').count()).toBeGreaterThan(3);
    // The reader is told what else is looked for, and can switch it off.
    expect(await main(page).getByText('readmission').count()).toBeGreaterThan(0);
    const narrow = main(page).locator('a[href*="wide=0"]').first();
    await Promise.all([page.waitForURL(/wide=0/), narrow.click()]);
    expect(await main(page).locator('h1').count()).toBe(1);
    await page.close();
  });

  test('a list is filtered, a filter is taken away, and the way leads on and back', async () => {
    const page = await open('/en/news');
    const shown = async () => (await main(page).locator('p[role=status], [role=status] p, .list-head [role=status]').first().innerText()).trim();
    const whole = await shown();
    const form = page.locator('.filter-panel form');
    if (!(await form.isVisible())) await page.locator('.filter-panel summary').click();
    const ukraine = form.locator('input[name=state][value=ua]');
    if (javaScriptEnabled) {
      await Promise.all([page.waitForURL(/state=ua/), ukraine.check()]);
    } else {
      await ukraine.check();
      await Promise.all([page.waitForURL(/state=ua/), form.locator('button[type=submit]').click()]);
    }
    const filtered = await shown();
    expect(filtered).not.toBe(whole);
    expect(await page.locator('.filter-panel input[name=state][value=ua]').isChecked()).toBe(true);
    expect(await main(page).locator('.river-entry').count()).toBeGreaterThan(0);

    const next = page.locator('a[rel=next]').first();
    await Promise.all([page.waitForURL(/after=/), next.click()]);
    expect(page.url()).toContain('state=ua');
    expect(await shown()).not.toBe(filtered);
    const previous = page.locator('a[rel=prev]').first();
    await Promise.all([page.waitForURL(/before=|\?state=ua$/), previous.click()]);
    expect(await shown()).toBe(filtered);
    await page.goBack();
    expect(page.url()).toContain('after=');

    await page.goto(`${app.url}/en/news?state=ua`);
    const remove = page.locator('.active-filters-item').first();
    expect(await remove.innerText()).toContain('Ukraine');
    await Promise.all([page.waitForURL((url) => !url.search.includes('state=ua')), remove.click()]);
    expect(await shown()).toBe(whole);
    await page.close();
  });

  test.each([['/documents/32011L0095'], ['/news?state=ua'], ['/states/ua'], ['/search?q=asylum'], ['/documents/32011L0095?left=en&right=ru'], ['/nothing/here']])('the switch of language stays on %s', async (rest) => {
    const page = await open(`/en${rest}`);
    await Promise.all([page.waitForURL(/\/ru\//), page.locator('.layout-languages a').click()]);
    expect(pathOf(page)).toBe(`/ru${rest}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    await Promise.all([page.waitForURL(/\/en\//), page.locator('.layout-languages a').click()]);
    expect(pathOf(page)).toBe(`/en${rest}`);
    await page.close();
  });

  test('two languages stand side by side, passage by passage', async () => {
    const page = await open('/en/legislation/ua/3671-vi');
    await Promise.all([page.waitForURL(/left=.*right=/), page.locator('main a[href*="left="]').first().click()]);
    const rows = page.locator('.side-by-side-row');
    expect(await rows.count()).toBeGreaterThan(5);
    const languages = await rows.nth(1).locator('.prose').evaluateAll((cells) => cells.map((cell) => cell.closest('[lang]')?.getAttribute('lang')));
    expect(new Set(languages).size).toBe(2);
    const boxes = await Promise.all([0, 1].map((i) => rows.nth(1).locator('.side-by-side-cell').nth(i).boundingBox()));
    expect(Math.abs((boxes[0]?.y ?? 0) - (boxes[1]?.y ?? 99))).toBeLessThan(4);
    expect((boxes[1]?.x ?? 0) - (boxes[0]?.x ?? 0)).toBeGreaterThan(200);
    await page.close();
  });

  test('a passage has an address of its own', async () => {
    const page = await open('/en/legislation/ua/3671-vi');
    const permalink = page.locator('main a.permalink').nth(1);
    const href = (await permalink.getAttribute('href')) ?? '';
    expect(href).toMatch(/^#./);
    await permalink.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.hash === href);
    await page.close();
  });

  test('an error page leads on: by its own search box, and home', async () => {
    const page = await open('/ru/nothing');
    const own = main(page).locator('input[type=search]').first();
    await own.fill('убежище');
    await Promise.all([page.waitForURL(/\/ru\/search\?q=/), own.press('Enter')]);
    expect(await main(page).locator('.river-entry').count(), await main(page).innerText()).toBeGreaterThan(0);
    await page.close();
  });

  test('a text that lacks in the language of the page is shown in another, and says so', async () => {
    const page = await open('/en/legislation/ua/3671-vi?text=uk');
    const prose = page.locator('main .prose').first();
    expect(await prose.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('uk');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.close();
  });
});

test('a citation is copied as it reads', async () => {
  const page = await openPage(browser, `${app.url}/ru/legislation/ua/3671-vi`, { permissions: ['clipboard-read', 'clipboard-write'] });
  const citation = page.locator('section:has(#record-cite) copy-text');
  const sentence = (await citation.locator('span').first().innerText()).trim();
  expect(sentence).toContain(`${app.url}/ru/legislation/ua/3671-vi`);
  await citation.getByRole('button', { name: 'Копировать' }).click();
  await citation.getByRole('button', { name: 'Скопировано' }).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(sentence);
  await page.close();
});

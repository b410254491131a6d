import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, facesOf, overflowOf } from './styleguide-checks.ts';
import { openBrowser } from '#test/browser';
import { languages, openStyleguide, type StyleguideSite } from './styleguide-site.ts';

let site: StyleguideSite;
let browser: Browser;

beforeAll(async () => {
  site = await openStyleguide(join(import.meta.dirname, '..'));
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  site?.close();
});

async function open(lang: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options);
  await page.goto(`${site.origin}/${lang}.html`);
  return page;
}

describe.each(languages)('the page of all components in %s', (lang) => {
  test.each(['light', 'dark'] as const)('has no finding of axe in the %s scheme', async (colorScheme) => {
    const page = await open(lang, { colorScheme, bypassCSP: true });
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  test('fits 320 px', async () => {
    const page = await open(lang, { viewport: { width: 320, height: 800 } });
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await page.close();
  });

  test('draws the letters of all languages of the region with its own faces', async () => {
    const page = await open(lang);
    await page.evaluate('document.fonts.ready.then(() => null)');
    const faces = [...(await facesOf(page)).keys()];
    expect(faces.length).toBeGreaterThan(0);
    expect(faces.filter((f) => !f.startsWith('Source '))).toEqual([]);
    await page.close();
  });

  test('works under the policy for content: nothing is refused', async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
    page.on('pageerror', (e) => errors.push(e.message));
    await page.goto(`${site.origin}/${lang}.html`);
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('the search box', () => {
  const input = '#site-search';
  const options = (page: Page) => page.locator('.search-form-list').getByRole('option');

  test('offers what the server suggests, and the keyboard walks through it and back to what was typed', async () => {
    const page = await open('en');
    await page.locator(input).pressSequentially('readm');
    await options(page).first().waitFor();
    expect(await page.locator(input).getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator(input).inputValue()).toBe('readmission agreement');
    const active = await page.locator(input).getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await page.locator(input).inputValue()).toBe('readm');
    expect(await options(page).count()).toBe(0);
    await page.close();
  });

  test('Enter on a suggestion searches for it; one with an address leads there', async () => {
    const page = await open('en');
    await page.locator(input).pressSequentially('readm');
    await options(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await Promise.all([page.waitForURL(/q=readmission$/), page.keyboard.press('Enter')]);
    await page.locator(input).pressSequentially('readm');
    await options(page).first().waitFor();
    expect(await options(page).last().locator('span').first().getAttribute('lang')).toBe('ru');
    await Promise.all([page.waitForURL(/ru\.html\?chosen/), options(page).last().click()]);
    await page.close();
  });

  test('is a plain form without script', async () => {
    const page = await open('en', { javaScriptEnabled: false });
    await page.locator(input).fill('asylum');
    await Promise.all([page.waitForURL(/\?q=asylum$/), page.locator(input).press('Enter')]);
    await page.close();
  });
});

describe('the filters', () => {
  test('are sent when a box is ticked, and the focus stays on it', async () => {
    const page = await open('en');
    await Promise.all([page.waitForURL(/state=md/), page.getByLabel('Moldova').check()]);
    await page.waitForFunction("document.activeElement.value === 'md'");
    await page.close();
  });

  test('are sent by the button without script', async () => {
    const page = await open('en', { javaScriptEnabled: false });
    expect(await page.locator('[data-note]').isVisible()).toBe(false);
    await page.getByLabel('Moldova').check();
    await Promise.all([page.waitForURL(/q=readmission&.*state=md/), page.getByRole('button', { name: 'Show' }).click()]);
    await page.close();
  });
});

test('a citation is copied', async () => {
  const page = await browser.newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${site.origin}/en.html`);
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^Directive 2011\/95\/EU.*32011L0095$/);
  await page.close();
});

test.each([
  ['America/New_York', '04:00'],
  ['Europe/Stockholm', null],
])('a reader in %s sees their own time only where it differs', async (timezoneId, own) => {
  const page = await open('en', { timezoneId });
  const note = page.locator('.local-time-own');
  expect(await note.count()).toBe(own ? 1 : 0);
  if (own) expect(await note.textContent()).toContain(own);
  await page.close();
});

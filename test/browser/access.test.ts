import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '#test/app';
import { axeFindings, openBrowser, openPage, overflowOf } from '#test/browser';
import { everyKind, languages } from './pages.ts';

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([testApp({ env: { PAGE_CACHE_MB: '16' } }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** A part of the page wider than the window, where one is. */
const widest = `[...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('[tabindex="0"], .hidden-text'))
  .slice(0, 3).map((e) => e.tagName.toLowerCase() + '.' + e.className).join(', ')`;

describe.each(languages)('in %s', (lang) => {
  // One page and its schemes after another: a browser window costs more than what is looked at in it.
  test.each(everyKind)('%s (%s): axe finds nothing in the light and in the dark, and nothing reaches beyond 320 px', async (_name, path) => {
    const page = await openPage(browser, `${app.url}/${lang}${path}`, { bypassCSP: true, colorScheme: 'light', viewport: { width: 1200, height: 900 } });
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await axeFindings(page)).map((f) => `${colorScheme}: ${f}`));
    }
    await page.setViewportSize({ width: 320, height: 800 });
    if ((await overflowOf(page)) > 0) found.push(`320 px: ${await overflowOf(page)} px too wide: ${await page.evaluate(widest)}`);
    expect(found).toEqual([]);
    await page.close();
  });
});

describe('the dark scheme', () => {
  const paper = (page: Page) => page.evaluate('getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor + getComputedStyle(document.body).color');

  test('follows the system, and is another one', async () => {
    const page = await openPage(browser, `${app.url}/en`, { colorScheme: 'light' });
    const light = await paper(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await paper(page)).not.toBe(light);
    await page.close();
  });
});

test('a reader who wants less motion sees none', async () => {
  const moving = `[...document.querySelectorAll('*')].flatMap((e) => {
    const s = getComputedStyle(e);
    const long = (list) => list.split(',').some((d) => parseFloat(d) * (d.includes('ms') ? 1 : 1000) > 10);
    return long(s.animationDuration) && s.animationName !== 'none' || long(s.transitionDuration) || s.scrollBehavior === 'smooth' ? [e.tagName + '.' + e.className] : [];
  })`;
  const page = await openPage(browser, `${app.url}/en/documents`, { reducedMotion: 'reduce' });
  expect(await page.evaluate(moving)).toEqual([]);
  await page.close();
});

describe('by keyboard alone', () => {
  const focused = (page: Page) => page.evaluate<{ tag: string; text: string; href: string | null; visible: boolean; outlined: boolean }>(`(() => {
    const e = document.activeElement;
    const r = e.getBoundingClientRect();
    // A box with a button in it is outlined as a whole.
    const outlined = [e, e.parentElement].some((x) => { const s = getComputedStyle(x); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'; });
    return { tag: e.tagName, text: (e.innerText || e.getAttribute('aria-label') || e.name || '').trim(), href: e.getAttribute('href'), visible: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight, outlined };
  })()`);

  test('the first stop leads past the navigation', async () => {
    const page = await openPage(browser, `${app.url}/en/news`);
    await page.keyboard.press('Tab');
    const skip = await focused(page);
    expect(skip).toMatchObject({ tag: 'A', href: '#main', visible: true });
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#main');
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.querySelector('main').contains(document.activeElement)")).toBe(true);
    await page.close();
  });

  test('every stop of the way can be seen, and all of navigation, search and filters are stops', async () => {
    const page = await openPage(browser, `${app.url}/en/documents`, { viewport: { width: 1200, height: 900 }, reducedMotion: 'reduce' });
    const stops: Awaited<ReturnType<typeof focused>>[] = [];
    for (let i = 0; i < 70; i++) {
      await page.keyboard.press('Tab');
      // The page follows the focus when it is drawn next.
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      stops.push(await focused(page));
    }
    expect(stops.filter((s) => !s.visible).map((s) => `${s.tag} ${s.text}`)).toEqual([]);
    expect(stops.filter((s) => !s.outlined).map((s) => `${s.tag} ${s.text}`)).toEqual([]);
    const hrefs = stops.map((s) => s.href);
    for (const href of ['/en', '/ru/documents', '/en/news', '/en/legislation', '/en/states', '/en/pages/about']) expect(hrefs, href).toContain(href);
    expect(stops.some((s) => s.tag === 'INPUT' && s.text === 'q')).toBe(true);
    expect(stops.some((s) => s.tag === 'INPUT' && s.text === 'state')).toBe(true);
    await page.close();
  });

  test('a filter is set and sent', async () => {
    const page = await openPage(browser, `${app.url}/en/documents`, { javaScriptEnabled: false, viewport: { width: 1200, height: 900 } });
    await page.locator('.filter-panel input[name=state]').first().focus();
    const value = await page.locator('.filter-panel input[name=state]').first().getAttribute('value');
    await page.keyboard.press('Space');
    await Promise.all([page.waitForURL(new RegExp(`state=${value}`)), page.keyboard.press('Enter')]);
    await page.close();
  });

  test('on a narrow screen the filters unfold', async () => {
    const page = await openPage(browser, `${app.url}/ru/documents`, { viewport: { width: 360, height: 800 } });
    const box = page.locator('.filter-panel input[name=state]').first();
    expect(await box.isVisible()).toBe(false);
    await page.locator('.filter-panel-title').focus();
    await page.keyboard.press('Enter');
    await box.waitFor({ state: 'visible' });
    await page.close();
  });
});

describe('suggestions while typing', () => {
  test('are offered, walked through by keyboard, and chosen', async () => {
    const page = await openPage(browser, `${app.url}/en/news`);
    const input = page.locator('#site-search');
    await input.pressSequentially('readmis');
    const options = page.locator('.layout-search [role=option]');
    await options.first().waitFor();
    expect(await input.getAttribute('aria-expanded')).toBe('true');
    expect((await options.allInnerTexts()).join('\n')).toMatch(/readmission/i);
    await page.keyboard.press('ArrowDown');
    expect(await options.first().getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await input.inputValue()).toBe('readmis');
    expect(await options.count()).toBe(0);
    await input.press('Enter');
    await page.waitForURL(/q=readmis/);
    await page.close();
  });

  test('in Russian speak Russian', async () => {
    const page = await openPage(browser, `${app.url}/ru/news`);
    await page.locator('#site-search').pressSequentially('реадм');
    const options = page.locator('.layout-search [role=option]');
    await options.first().waitFor();
    expect((await options.allInnerTexts()).join('\n')).toMatch(/реадмисси/i);
    await page.close();
  });

  test('axe finds nothing while they are open', async () => {
    const page = await openPage(browser, `${app.url}/en/documents`, { bypassCSP: true });
    await page.locator('#site-search').pressSequentially('asyl');
    await page.locator('.layout-search [role=option]').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });
});

test('no page asks for anything that its policy forbids, nor from elsewhere', async () => {
  for (const [, path] of everyKind) {
    const errors: string[] = [];
    const elsewhere: string[] = [];
    const page = await browser.newPage();
    page.on('console', (m) => m.type() === 'error' && !m.text().includes('404') && errors.push(m.text()));
    page.on('pageerror', (e) => errors.push(e.message));
    page.on('request', (r) => !r.url().startsWith(app.url) && !r.url().startsWith('data:') && elsewhere.push(r.url()));
    await page.goto(`${app.url}/en${path}`, { waitUntil: 'networkidle' });
    expect(errors, path).toEqual([]);
    expect(elsewhere, path).toEqual([]);
    await page.close();
  }
});

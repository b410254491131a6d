import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '#test/app';
import { openBrowser } from '#test/browser';
import { everyKind, languages } from './pages.ts';

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([testApp(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** What a first visit may take in all: page, style sheet, script, fonts, in bytes as they travel. */
const most = 100_000;

interface Load {
  readonly total: number;
  readonly parts: readonly string[];
}

/** Everything that travels for a page that is read to its end; what the browser has already counts for nothing. */
async function load(page: Page, path: string): Promise<Load> {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  const names = new Map<string, string>();
  const cached = new Set<string>();
  const sizes = new Map<string, number>();
  client.on('Network.requestWillBeSent', (e) => void names.set(e.requestId, e.request.url));
  client.on('Network.requestServedFromCache', (e) => void cached.add(e.requestId));
  client.on('Network.responseReceived', (e) => void (e.response.fromDiskCache && cached.add(e.requestId)));
  client.on('Network.loadingFinished', (e) => void sizes.set(e.requestId, e.encodedDataLength));
  await page.goto(`${app.url}${path}`, { waitUntil: 'networkidle' });
  await page.evaluate('document.fonts.ready');
  await client.detach();
  const sent = [...sizes].filter(([id]) => !cached.has(id));
  return { total: sent.reduce((sum, [, bytes]) => sum + bytes, 0), parts: sent.map(([id, bytes]) => `${names.get(id)?.slice(app.url.length)} ${bytes}`) };
}

describe.each(languages)('in %s', (lang) => {
  test.each(everyKind)('a first visit to %s (%s) stays below 100 kB', async (_name, path) => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    const { total, parts } = await load(page, `/${lang}${path}`);
    await page.close();
    expect(parts.length).toBeGreaterThan(2);
    expect(total, parts.join('\n')).toBeLessThan(most);
  });
});

test('a second page costs its text alone', async () => {
  const page = await browser.newPage();
  const first = await load(page, '/en');
  const second = await load(page, '/en/news');
  await page.close();
  expect(first.parts.filter((p) => p.startsWith('/assets/')).length).toBeGreaterThan(2);
  expect(second.parts.filter((p) => /\.(css|js|svg) /.test(p))).toEqual([]);
  expect(second.total).toBeLessThan(first.total / 2);
});

/**
 * `node tools/styleguide-preview.ts [OUT]`: photographs the page of all components (wide and narrow, light and dark, in both languages), prints
 * it, and tells what axe finds, which faces drew it and what a first visit weighs.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { axeFindings, facesOf, overflowOf } from './styleguide-checks.ts';
import { openBrowser } from '../test/support/browser.ts';
import { languages, openStyleguide, type StyleguideSite } from './styleguide-site.ts';

/** A browser without a graphics card draws no more than 8,192 pixels at once. */
const slice = 6000;

async function photograph(browser: Browser, address: string, name: string): Promise<void> {
  for (const width of [1280, 360]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.goto(address, { waitUntil: 'networkidle' });
      const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
      for (let y = 0; y < height; y += slice) {
        const clip = { x: 0, y, width, height: Math.min(slice, height - y) };
        await page.screenshot({ path: `${name}-${width}-${colorScheme}-${y / slice}.png`, fullPage: true, clip });
      }
      await page.close();
    }
  }
  const page = await browser.newPage();
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.pdf({ path: `${name}.pdf`, preferCSSPageSize: true });
  await page.close();
}

async function report(browser: Browser, site: StyleguideSite, address: string): Promise<void> {
  site.sent.clear();
  const page = await browser.newPage({ viewport: { width: 320, height: 900 }, bypassCSP: true });
  page.on('console', (m) => m.type() === 'error' && console.log(`  console: ${m.text()}`));
  await page.goto(address, { waitUntil: 'networkidle' });
  const total = [...site.sent.values()].reduce((a, b) => a + b, 0);
  console.log(`${address}: ${total} bytes at the first visit`);
  for (const [path, bytes] of site.sent) console.log(`  ${String(bytes).padStart(6)} ${path}`);
  console.log(`  faces: ${[...(await facesOf(page))].map(([family, glyphs]) => `${family} (${glyphs})`).join(', ')}`);
  console.log(`  wider than 320 px by: ${await overflowOf(page)}`);
  const findings = await axeFindings(page);
  console.log(`  axe: ${findings.length} findings${findings.map((f) => `\n    ${f}`).join('')}`);
  await page.close();
}

const out = resolve(process.argv[2] ?? 'tmp/styleguide');
await mkdir(out, { recursive: true });
const site = await openStyleguide(process.cwd());
const browser = await openBrowser();
try {
  for (const lang of languages) {
    const address = `${site.origin}/${lang}.html`;
    await report(browser, site, address);
    await photograph(browser, address, join(out, lang));
  }
} finally {
  await browser.close();
  site.close();
}

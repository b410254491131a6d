import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, posix } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/db';
import { unlinkedAddresses, withdraw } from '#domains/editorial';
import { testApp, type TestApp } from '#test/app';
import { openBrowser } from '#test/browser';
import { readPage, type PageFacts } from '#test/page';
import { kinds } from '../../src/kinds.ts';
import { writeStaticCopy, type CopyReport } from '../../src/static-copy/static-copy.ts';

const languages = ['en', 'ru'];
const scratch = mkdtempSync(join(tmpdir(), 'soderkoping-site-'));
const dir = join(scratch, 'site');
let app: TestApp;
let report: CopyReport;

const copyOf = async (of: TestApp, place: string) =>
  writeStaticCopy(place, {
    server: of.server, languages, unlinked: await unlinkedAddresses(of.db, kinds, languages), note: (lang) => (lang === 'en' ? 'Static <copy>' : 'Статическая копия'),
    progress: () => undefined, say: () => undefined,
  });

beforeAll(async () => {
  app = await testApp();
  await transaction(app.db, async (tx) => {
    await withdraw(tx, { name: 'test' }, { kind: 'news', slug: '2005/eubam-launched' }, { reason: { en: 'It was mistaken.', ru: 'Она была ошибочной.' } });
    await sql`insert into editorial.redirect (address, target) values ('/old/directive.html', '/documents/32011L0095')`.execute(tx);
  });
  await app.renew();
  report = await copyOf(app, dir);
}, 900_000);
afterAll(async () => {
  await app?.close();
  rmSync(scratch, { recursive: true, force: true });
});

const files = () => readdirSync(dir, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => posix.relative(dir, join(e.parentPath, e.name)));
const pages = new Map<string, PageFacts>();
const pageOf = (file: string): PageFacts => {
  const known = pages.get(file) ?? readPage(readFileSync(join(dir, file), 'utf8'));
  pages.set(file, known);
  return known;
};

/** The file that a link from another one leads to; null where it leads out of the copy. */
function target(from: string, href: string): { file: string; fragment: string } | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return null;
  const [path = '', fragment = ''] = href.split('#');
  return { file: path === '' ? from : posix.join(posix.dirname(from), decodeURIComponent(path)), fragment: decodeURIComponent(fragment) };
}

describe('a static copy', () => {
  test('is complete: nothing that it links to failed', () => {
    expect(report.broken).toEqual([]);
    expect(report.files).toBeGreaterThan(3000);
    for (const file of ['index.html', 'en/index.html', 'ru/documents/32011L0095/index.html', 'en/news.atom', 'ru/news.json', 'en/documents.csv', 'en/meetings.ics', 'robots.txt', 'sitemap.xml']) expect(existsSync(join(dir, file)), file).toBe(true);
  });

  test('every link, image, style, font and download of it leads to a file of it, every passage to one that is there', () => {
    const dead: string[] = [];
    for (const file of files().filter((f) => f.endsWith('.html'))) {
      const html = readFileSync(join(dir, file), 'utf8');
      for (const [, href = ''] of html.matchAll(/ (?:href|src)="([^"]*)"/g)) {
        const at = target(file, href.replaceAll('&amp;', '&'));
        if (at === null) continue;
        if (href.startsWith('/')) dead.push(`${file}: ${href} begins at the root`);
        else if (!existsSync(join(dir, at.file)) || !statSync(join(dir, at.file)).isFile()) dead.push(`${file}: ${href}`);
        else if (at.fragment !== '' && at.file.endsWith('.html') && !pageOf(at.file).ids.includes(at.fragment)) dead.push(`${file}: ${href}, no such passage`);
      }
    }
    expect(dead.slice(0, 30)).toEqual([]);
    for (const css of files().filter((f) => f.endsWith('.css'))) {
      for (const [, url = ''] of readFileSync(join(dir, css), 'utf8').matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
        if (!url.startsWith('data:')) expect(existsSync(join(dir, posix.join(posix.dirname(css), url))), url).toBe(true);
      }
    }
  });

  test('has no form that nobody would answer, and says so', () => {
    for (const file of ['en/index.html', 'ru/news/index.html', 'en/glossary/index.html', 'en/documents/32011L0095/index.html']) {
      const html = readFileSync(join(dir, file), 'utf8');
      expect(html, file).not.toMatch(/<form|<search-box|<filter-form/);
      expect(html, file).toContain(file.startsWith('en') ? 'Static &lt;copy>' : 'Статическая копия');
    }
  });

  test('reads a text in another language of the process on the page of that language', () => {
    const { links } = pageOf('en/documents/32011L0095/index.html');
    expect(links).toContain('../../../ru/documents/32011L0095/index.html');
    expect(links.filter((l) => l.includes('text=en') || l.includes('text=ru'))).toEqual([]);
    expect(pageOf('en/legislation/ua/3671-vi/index.html').links.some((l) => l.includes('text%3Duk'))).toBe(true);
  });

  test('keeps the tombstone of a withdrawn record, and old addresses', () => {
    expect(readFileSync(join(dir, 'en/news/2005/eubam-launched/index.html'), 'utf8')).toContain('It was mistaken.');
    expect(readFileSync(join(dir, 'ru/news/2005/eubam-launched/index.html'), 'utf8')).toContain('Она была ошибочной.');
    expect(readFileSync(join(dir, 'old/directive.html/index.html'), 'utf8')).toContain('url=../../en/documents/32011L0095/index.html');
  });

  test('is read in a browser from a plain file server, in both languages', async () => {
    const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
    const server: Server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
      const file = join(dir, path.endsWith('/') ? `${path}index.html` : path);
      if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const failed: string[] = [];
      page.on('response', (r) => r.status() >= 400 && failed.push(r.url()));
      page.on('pageerror', (e) => failed.push(e.message));
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.waitForURL(/\/en\/index\.html$/);
      await Promise.all([page.waitForURL(/documents/), page.locator('.layout-nav a', { hasText: 'Policy documents' }).click()]);
      await Promise.all([page.waitForURL(/documents\/.+\/index\.html/), page.locator('main .river-entry a').first().click()]);
      await Promise.all([page.waitForURL(/\/ru\/documents\/.+\/index\.html/), page.locator('.layout-languages a').click()]);
      expect(await page.locator('html').getAttribute('lang')).toBe('ru');
      expect(await page.evaluate('document.fonts.ready.then(() => [...document.fonts].filter((f) => f.status === "loaded").length)')).toBeGreaterThan(0);
      expect(failed).toEqual([]);
    } finally {
      await browser.close();
      await new Promise((done) => server.close(done));
    }
  });
});

test('a static copy made again rewrites only what changed', async () => {
  const small = await testApp({ content: join(import.meta.dirname, '../fixtures/small-process') });
  const place = join(scratch, 'small');
  try {
    const first = await copyOf(small, place);
    expect(first.broken).toEqual([]);
    expect(await copyOf(small, place)).toMatchObject({ written: 0, removed: 0, files: first.files });
    await transaction(small.db, (tx) => withdraw(tx, { name: 'test' }, { kind: 'news', slug: '2009/return-directive-in-force' }, { reason: { en: 'Over.', ru: 'Всё.' } }));
    await small.renew();
    const changed = await copyOf(small, place);
    expect(changed.broken).toEqual([]);
    expect(changed.written).toBeGreaterThan(5);
    expect(changed.unchanged).toBeGreaterThan(first.files / 4);
    expect(readFileSync(join(place, 'en/news/2009/return-directive-in-force/index.html'), 'utf8')).toContain('Over.');
    expect(existsSync(`${place}.partial`) || existsSync(`${place}.old`)).toBe(false);
  } finally {
    await small.close();
  }
}, 300_000);

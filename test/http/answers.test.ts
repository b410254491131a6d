import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/db';
import { withdraw } from '#domains/editorial';
import { testApp, type TestApp } from '#test/app';
import { askRaw } from '#test/http';
import { readPage } from '#test/page';
import { routes } from './inventory.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ env: { PAGE_CACHE_MB: '8' } });
  await transaction(app.db, (tx) =>
    withdraw(tx, { name: 'test' }, { kind: 'document', slug: '32003R0343' }, {
      reason: { en: 'Kept under the act that replaced it', ru: 'Хранится под заменившим его актом' }, successor: { kind: 'document', slug: '32013R0604' },
    }),
  );
  await app.renew();
});
afterAll(() => app?.close());

const get = (path: string, headers: Record<string, string> = {}) => askRaw(app.url, path, { headers });

describe('compression', () => {
  test.each([
    ['br', 'br'], ['gzip, deflate, br, zstd', 'br'], ['gzip', 'gzip'], ['gzip;q=1.0, br;q=0.5', 'gzip'], ['br;q=0, gzip', 'gzip'], ['*', 'br'], ['GZIP', 'gzip'],
    ['identity', undefined], ['deflate', undefined], ['br;q=0, gzip;q=0, *;q=0', undefined], ['', undefined], [';;,,=', undefined],
  ])('Accept-Encoding: %s is answered in %s', async (accepted, coding) => {
    const plain = await get('/en/news');
    const answer = await get('/en/news', { 'accept-encoding': accepted });
    expect(answer.headers['content-encoding']).toBe(coding);
    expect(answer.text).toBe(plain.text);
    expect(Number(answer.headers['content-length'])).toBe(answer.bytes.length);
    expect(answer.headers['vary']).toMatch(/accept-encoding/i);
    if (coding) expect(answer.bytes.length).toBeLessThan(plain.bytes.length / 2);
  });

  test('each coding has a tag of its own', async () => {
    const tags = await Promise.all(['br', 'gzip', 'identity'].map(async (coding) => (await get('/en/news', { 'accept-encoding': coding })).headers['etag']));
    expect(new Set(tags).size).toBe(3);
    expect(tags.every((tag) => /^"[^"]+"$/.test(tag ?? ''))).toBe(true);
  });

  test('a small answer is sent as it is', async () => {
    const answer = await get('/robots.txt', { 'accept-encoding': 'br' });
    if (answer.bytes.length < 500) expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.status).toBe(200);
  });
});

describe('what the client has already', () => {
  test.each(['/en/news', '/ru/documents/32011L0095', '/en/archive.atom', '/sitemap.xml'])('is not sent again: %s', async (path) => {
    for (const coding of ['br', 'gzip', 'identity']) {
      const first = await get(path, { 'accept-encoding': coding });
      const tag = first.headers['etag'] ?? '';
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const again = await get(path, { 'accept-encoding': coding, 'if-none-match': known });
        expect(again.status, known).toBe(304);
        expect(again.bytes.length).toBe(0);
        for (const header of ['etag', 'cache-control', 'vary', 'content-security-policy']) expect(again.headers[header], header).toBe(first.headers[header]);
      }
      for (const other of ['"other"', '', '"', 'W/', tag.slice(0, -3), '"*"']) expect((await get(path, { 'accept-encoding': coding, 'if-none-match': other })).status, other).toBe(200);
    }
  });

  test('is sent anew when something was published', async () => {
    const before = await get('/en/documents/32000D0596');
    await transaction(app.db, (tx) => withdraw(tx, { name: 'test' }, { kind: 'document', slug: '32000D0596' }, { reason: { en: 'A test', ru: 'Проверка' } }));
    await app.renew();
    const after = await get('/en/documents/32000D0596', { 'if-none-match': before.headers['etag'] ?? '' });
    expect(before.status).toBe(200);
    expect(after.status).toBe(410);
  });

  test('assets are kept for ever, pages are asked about each time', async () => {
    const css = /href="(\/assets\/[^"]+\.css)"/.exec((await get('/en')).text)?.[1] ?? '';
    expect((await get(css)).headers['cache-control']).toMatch(/immutable/);
    expect((await get('/en')).headers['cache-control']).toMatch(/max-age=0/);
  });
});

test('HEAD is answered as GET without the body, on every route', async () => {
  for (const { example } of routes) {
    const [got, head] = await Promise.all([get(example), askRaw(app.url, example, { method: 'HEAD' })]);
    expect(head.status, example).toBe(got.status);
    expect(head.bytes.length, example).toBe(0);
    for (const header of ['content-type', 'content-length', 'etag', 'content-language', 'location', 'cache-control']) {
      if (header === 'content-length' && got.headers[header] === undefined) continue;
      // An answer with the time in it has another tag each second.
      if (header === 'etag' && /^\/(oai|\.well-known)/.test(example)) continue;
      if (got.status >= 500 || (got.status >= 400 && header === 'etag')) continue;
      expect(head.headers[header], `${example} ${header}`).toBe(got.headers[header]);
    }
  }
});

describe('the first address', () => {
  test.each([
    ['ru', '/ru'], ['ru-RU,ru;q=0.9,en;q=0.8', '/ru'], ['en-GB', '/en'], ['uk,ru;q=0.8,en;q=0.5', '/ru'], ['ru;q=0.1,en;q=0.9', '/en'], ['xx', '/en'], ['*', '/en'], ['', '/en'],
    ['ru;q=0', '/en'], ['ru;q=nonsense, en;q=0.5', '/en'], [','.repeat(5000), '/en'], ['ы', '/en'],
  ])('Accept-Language: %s leads to %s', async (accepted, to) => {
    const answer = await get('/', { 'accept-language': Buffer.from(accepted).toString('latin1') });
    expect(answer.status).toBe(302);
    expect(answer.headers['location']).toBe(to);
    expect(answer.headers['vary']).toMatch(/accept-language/i);
  });
});

test.each([['/en/', '/en'], ['/ru/news/', '/ru/news'], ['/ru/news/?state=ua', '/ru/news?state=ua'], ['/en/documents/32011L0095//', '/en/documents/32011L0095']])(
  '%s leads to %s', async (address, to) => {
    const answer = await get(address);
    expect(answer.status).toBe(301);
    expect(answer.headers['location']).toBe(to);
  },
);

describe('errors', () => {
  const both = [['en', 'en'], ['ru', 'ru']] as const;

  test.each(both)('%s: an address that leads nowhere gets a page that helps', async (lang) => {
    for (const path of ['nothing', 'news/1999/nothing', 'documents/nothing', 'legislation/xx', 'states/xx', 'states/UA', 'themes/nothing', 'archive/99999', 'archive/nothing', 'pages/nothing']) {
      const answer = await get(`/${lang}/${path}`);
      expect(answer.status, path).toBe(404);
      const page = readPage(answer.text);
      expect(page.lang, path).toBe(lang);
      expect(answer.headers['content-language'], path).toBe(lang);
      expect(page.noindex, path).toBe(true);
      expect(page.h1.length, path).toBe(1);
      expect(/\p{Script=Cyrillic}/u.test(page.h1[0] ?? ''), path).toBe(lang === 'ru');
      expect(page.forms.some((f) => f.action === `/${lang}/search`), path).toBe(true);
      expect(answer.headers['content-security-policy'], path).toContain("default-src 'none'");
    }
  });

  test.each(both)('%s: a withdrawn record leaves its tombstone, with the reason and what follows it', async (lang) => {
    const answer = await get(`/${lang}/documents/32003R0343`);
    expect(answer.status).toBe(410);
    const page = readPage(answer.text);
    expect(page.lang).toBe(lang);
    expect(page.noindex).toBe(true);
    expect(answer.text).toContain(lang === 'en' ? 'Kept under the act that replaced it' : 'Хранится под заменившим его актом');
    expect(page.links).toContain(`/${lang}/documents/32013R0604`);
    expect((await get(`/${lang}/documents/32013R0604`)).status).toBe(200);
  });

  test.each(both)('%s: an address that cannot be read is refused in the language of the address', async (lang) => {
    for (const path of ['news/%', 'news/%E0%A4%A', 'documents/%ff%fe', 'states/%C0%80']) {
      const answer = await get(`/${lang}/${path}`);
      expect([400, 404], path).toContain(answer.status);
      expect(readPage(answer.text).lang, path).toBe(lang);
    }
  });

  test('without a language in the address the browser is asked, and caches are told so', async () => {
    for (const [accepted, lang] of [['ru', 'ru'], ['en', 'en']] as const) {
      for (const path of ['/nothing', '/xx', '/xx/news', '/files/documents/nothing/x.pdf', '/EN', '/en-GB/news']) {
        const answer = await get(path, { 'accept-language': accepted });
        expect(answer.status, path).toBe(404);
        expect(readPage(answer.text).lang, path).toBe(lang);
        expect(answer.headers['vary'], path).toMatch(/accept-language/i);
      }
    }
  });

  test('methods that nothing listens to are refused', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await askRaw(app.url, '/en/news', { method });
      expect([404, 405], method).toContain(answer.status);
    }
  });
});

import robotsModule from 'robots-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { askRaw } from '#test/http';
import { draftOf, show, takeBack } from '#test/records';
import { parseXml, schemaFindings } from '../../src/protocols/testing.ts';

const source = { url: 'https://www.example.org/', title: 'Gazette' };

// Its types promise a default export that the package does not have.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    content: {
      'process.yaml': smallProcess,
      ...recordFiles('news/2009/public', { date: '2009-02-05', source, states: ['ua'] }, titled('Public', 'Открытое')),
      ...recordFiles('news/2009/withdrawn', { date: '2009-02-05', source }, titled('Withdrawn', 'Отозванное')),
      ...recordFiles('news/2009/inside', { date: '2009-02-05', source, audience: 'network' }, titled('Inside', 'Внутреннее')),
      ...recordFiles('documents/32011L0095', { type: 'directive', status: 'in_force', date: '2011-12-13', celex: '32011L0095' }, titled('Directive', 'Директива')),
      ...recordFiles('pages/about', {}, titled('About', 'О процессе')),
    },
  });
  await show(app.db, [draftOf('2009/later', 'Later')], { visible_from: new Date('2999-01-01T00:00:00Z') });
  await takeBack(app.db, 'news', '2009/withdrawn');
});
afterAll(() => app?.close());

const get = (path: string) => askRaw(app.url, path);

interface Place {
  readonly url: string;
  readonly lastmod: string;
  readonly alternates: readonly (readonly [string, string])[];
}

async function sitemap(path: string): Promise<Place[]> {
  const answer = await get(path);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/xml; charset=utf-8']);
  expect(await schemaFindings('sitemap.xsd', [answer.text])).toEqual([]);
  return [...parseXml(answer.text).getElementsByTagName('url')].map((u) => ({
    url: u.getElementsByTagName('loc')[0]?.textContent ?? '', lastmod: u.getElementsByTagName('lastmod')[0]?.textContent ?? '',
    alternates: [...u.getElementsByTagName('xhtml:link')].map((l) => [l.getAttribute('hreflang') ?? '', l.getAttribute('href') ?? ''] as const),
  }));
}

test('the sitemap holds what is public, each page once, and nothing else', async () => {
  const urls = (await sitemap('/sitemap.xml')).map((p) => p.url);
  expect(new Set(urls).size).toBe(urls.length);
  for (const lang of ['en', 'ru']) {
    for (const path of ['', '/news', '/news/2009/public', '/documents/32011L0095', '/pages/about', '/states', '/archive']) expect(urls).toContain(`${app.url}/${lang}${path}`);
  }
  expect(urls.filter((u) => /withdrawn|inside|later/.test(u))).toEqual([]);
  for (const url of urls) expect((await get(url.replace(app.url, ''))).status, url).toBe(200);
});

test('pages in two languages name each other and themselves, here and in their own heads', async () => {
  const places = await sitemap('/sitemap.xml');
  const byUrl = new Map(places.map((p) => [p.url, p]));
  for (const { url, alternates } of places) {
    expect(alternates.map(([lang]) => lang).sort()).toEqual(['en', 'ru']);
    expect(alternates.map(([, href]) => href)).toContain(url);
    for (const [lang, href] of alternates) {
      expect(href.startsWith(`${app.url}/${lang}`)).toBe(true);
      expect(byUrl.get(href)?.alternates).toEqual(alternates);
    }
  }
  const record = byUrl.get(`${app.url}/ru/news/2009/public`);
  const head = (await get('/ru/news/2009/public')).text;
  for (const [lang, href] of record?.alternates ?? []) expect(head).toContain(`<link rel="alternate" hreflang="${lang}" href="${href}"`);
  expect(Date.parse(record?.lastmod ?? '')).toBeLessThanOrEqual(Date.now());
});

test.each(['/sitemaps/2.xml', '/sitemaps/0.xml', '/sitemaps/x.xml', '/sitemaps/1', '/sitemaps/9999999999.xml', '/sitemaps/-1.xml'])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('robots.txt leaves open all that the sitemap holds, and the feeds; endless filters are closed', async () => {
  const { status, headers, text } = await get('/robots.txt');
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
  const robots = robotsParser(`${app.url}/robots.txt`, text);
  expect(robots.getSitemaps()).toEqual([`${app.url}/sitemap.xml`]);
  for (const { url } of await sitemap('/sitemap.xml')) expect(robots.isAllowed(url, 'anybot'), url).toBe(true);
  for (const path of ['/en/news.atom', '/oai', '/files/documents/x/y.pdf', '/en/documents/32011L0095?text=ru', '/en/opensearch.xml']) expect(robots.isAllowed(app.url + path, 'anybot'), path).toBe(true);
  for (const path of ['/en/search?q=x', '/ru/news?state=ua', '/en/archive?year=2009&theme=return']) expect(robots.isAllowed(app.url + path, 'anybot'), path).toBe(false);
});

test('security.txt has a contact, is not expired, and is renewed within a year (RFC 9116)', async () => {
  const open = await testApp({ content: { 'process.yaml': smallProcess }, env: { PUBLIC_URL: 'https://portal.example' } });
  const { status, headers, text } = await askRaw(open.url, '/.well-known/security.txt').finally(() => open.close());
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
  const fields = text.split(/\r?\n/).filter((l) => l !== '' && !l.startsWith('#')).map((l) => [l.slice(0, l.indexOf(':')), l.slice(l.indexOf(':') + 1).trim()] as const);
  const of = (name: string) => fields.filter(([n]) => n === name).map(([, v]) => v);
  expect(of('Contact')).toEqual(['mailto:contact@example.org']);
  expect(of('Preferred-Languages')).toEqual(['en, ru']);
  expect(of('Canonical')).toEqual(['https://portal.example/.well-known/security.txt']);
  expect(of('Expires')).toHaveLength(1);
  const days = (Date.parse(of('Expires')[0] ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(1);
  expect(days).toBeLessThan(366);
});

test.each(['en', 'ru'])('a browser can take over the search in %s', async (lang) => {
  const { status, headers, text } = await get(`/${lang}/opensearch.xml`);
  expect([status, headers['content-type']]).toEqual([200, 'application/opensearchdescription+xml; charset=utf-8']);
  expect(await schemaFindings('opensearch.xsd', [text])).toEqual([]);
  const root = parseXml(text);
  expect(root.getElementsByTagName('Language')[0]?.textContent).toBe(lang);
  const template = (type: string, rel: string) => [...root.getElementsByTagName('Url')].find((u) => u.getAttribute('type') === type && u.getAttribute('rel') === rel)?.getAttribute('template') ?? '';
  expect(template('application/opensearchdescription+xml', 'self')).toBe(`${app.url}/${lang}/opensearch.xml`);
  const at = (words: string, where: string) => get(where.replace('{searchTerms}', encodeURIComponent(words)).replace(app.url, ''));
  const found = await at('Directive', template('text/html', 'results'));
  expect([found.status, found.headers['content-language']]).toEqual([200, lang]);
  expect(found.text).toContain(`/${lang}/documents/32011L0095`);
  const suggested = await at('Direc', template('application/x-suggestions+json', 'suggestions'));
  expect([suggested.status, suggested.headers['content-type']]).toEqual([200, 'application/x-suggestions+json; charset=utf-8']);
  const [typed, texts, descriptions, urls] = JSON.parse(suggested.text) as [string, string[], string[], string[]];
  expect(typed).toBe('Direc');
  expect([texts.length, descriptions.length]).toEqual([urls.length, urls.length]);
  expect((await get(`/${lang}`)).text).toMatch(new RegExp(`<link rel="search"[^>]+href="[^"]*/${lang}/opensearch\\.xml"`));
});

test('a process that names no contact is reached at the mailboxes that every host has (RFC 2142)', async () => {
  const silent = await testApp({ content: { 'process.yaml': smallProcess.replace(/^contact_email:.*\n/m, '') }, env: { PUBLIC_URL: 'https://portal.example' } });
  try {
    expect((await askRaw(silent.url, '/.well-known/security.txt')).text).toContain('Contact: mailto:security@portal.example\n');
    expect((await askRaw(silent.url, '/oai?verb=Identify')).text).toContain('<adminEmail>postmaster@portal.example</adminEmail>');
  } finally {
    await silent.close();
  }
});

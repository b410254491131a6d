import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#kernel/config';
import { createFileStore } from '#kernel/files';
import { importFolder } from '#domains/editorial';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { crawl } from '#test/crawl';
import { kinds } from '../../src/kinds.ts';
import { playAfter, playBefore, playedKinds, probes, secret, secretYear, storeSecretFiles } from './hidden-records.ts';

const news = (slug: string, title: string) =>
  recordFiles(`news/${slug}`, { date: `${slug.slice(0, 4)}-03-04`, states: ['ua'], themes: ['return'], source: { url: 'https://example.org/', checked: '2020-01-01' } }, titled(title, title));

/** Pages that the foot of every page links to. */
const standing = Object.assign({}, ...['about', 'using', 'sources', 'accessibility', 'privacy'].map((slug) => recordFiles(`pages/${slug}`, { focus: [] }, titled(slug, slug)))) as Record<string, string>;

/** Addresses for programs, which no page links to. */
const machines = [
  '/sitemap.xml', '/robots.txt', '/opensearch.xml', '/api/v1/records', '/api/v1/glossary', '/api/v1/process', '/api/v1/search?q=open', '/api/v1/openapi.json',
  ...['Identify', 'ListSets', 'ListIdentifiers&metadataPrefix=oai_dc', 'ListRecords&metadataPrefix=oai_dc'].map((verb) => `/oai?verb=${verb}`),
  ...['en', 'ru'].flatMap((lang) => [`/${lang}/search?q=open`, `/${lang}/search/suggestions?q=open`, `/${lang}/search/opensearch?q=open`, ...['atom', 'json', 'csv'].map((format) => `/${lang}/search.${format}?q=open`), `/${lang}/glossary`, `/${lang}/archive.atom`, `/${lang}/archive.json`, `/${lang}/archive.csv`]),
];

interface Seen {
  readonly status: number;
  readonly body: string;
}

/** What changes from one second to the next whatever is published. */
const timeless = (body: string) =>
  body.replace(/<responseDate>[^<]*<\/responseDate>/, '').replace(/(<resumptionToken[^>]*>)[^<]*/g, '$1').replace(/DTSTAMP:\w+/g, '');

let app: TestApp;
let before: ReadonlyMap<string, Seen>;
let after: ReadonlyMap<string, Seen>;

async function ask(address: string, init: RequestInit = {}): Promise<Seen> {
  const answer = await fetch(`${app.url}${address}`, { redirect: 'manual', ...init });
  return { status: answer.status, body: timeless(await answer.text()) };
}

const storeFiles = () => storeSecretFiles(app.db, createFileStore(readConfig({ DATA_DIR: app.data_dir }).files, 1e9));

beforeAll(async () => {
  app = await testApp({ content: { 'process.yaml': smallProcess, ...news('2004/first', 'First news'), ...standing } });
  await playBefore(app.db);
  await storeFiles();
  const seen = new Map<string, Seen>();
  await crawl({
    origin: app.url, start: ['/en', '/ru', ...machines],
    visit: ({ address, status, body }) => void seen.set(address, { status, body: timeless(body) }),
  });
  before = seen;
  await playAfter(app.db);
  await storeFiles();
  await app.renew();
  const again = new Map<string, Seen>();
  for (const address of before.keys()) again.set(address, await ask(address));
  after = again;
});
afterAll(() => app?.close());

describe('what is not public', () => {
  test('changes no answer: neither pages nor counts, feeds, harvesting, API, sitemap', () => {
    expect(before.size).toBeGreaterThan(200);
    expect([...before].filter(([, v]) => v.status >= 400 && v.status !== 410).map(([a, v]) => `${v.status} ${a}`)).toEqual([]);
    const noticed = [...after].filter(([address, seen]) => seen.body !== before.get(address)?.body || seen.status !== before.get(address)?.status);
    expect(noticed.map(([address]) => address)).toEqual([]);
  });

  test('stands in no answer', () => {
    const pages = [...after].filter(([, { body }]) => body.includes('open-newer'));
    expect(pages.length).toBeGreaterThan(20);
    const leaks = [...after].flatMap(([address, { body }]) => {
      const at = body.toLowerCase().indexOf(secret);
      return at >= 0 ? [`${address}: …${body.slice(Math.max(0, at - 60), at + 60)}…`] : [];
    });
    expect(leaks).toEqual([]);
    expect([...after].filter(([, { body }]) => new RegExp(`\\b${secretYear}\\b`).test(body)).map(([address]) => address)).toEqual([]);
  });

  test.each(probes)('does not answer at the address of $folder/$slug ($name)', async ({ folder, slug, status, versions, files }) => {
    for (const lang of ['en', 'ru']) {
      for (const query of lang === 'en' ? ['', '?text=ru'] : ['', '?left=en&right=ru']) {
        const seen = await ask(`/${lang}/${folder}/${slug}${query}`);
        expect(seen.status, query).toBe(status);
        expect(seen.body.replaceAll(slug, '').toLowerCase().includes(secret), query).toBe(false);
      }
    }
    for (const format of ['bib', 'ris', 'csl.json', 'jsonld']) {
      const seen = await ask(`/ru/${folder}/${slug}.${format}`);
      expect(seen.status, format).toBe(status);
      expect(seen.body.replaceAll(slug, '').toLowerCase(), format).not.toContain(secret);
    }
    for (const number of [1, 2, 3, 4, 5]) {
      const readable = versions.includes(number);
      for (const query of [`version=${number}`, `version=${number}&text=ru`, `left=en&right=ru&version=${number}`]) {
        const seen = await ask(`/en/${folder}/${slug}?${query}`);
        expect(seen.status, query).toBe(readable ? 200 : status === 200 ? 404 : status);
        expect(seen.body.replaceAll(slug, '').toLowerCase().includes(secret), query).toBe(false);
      }
    }
    const api = await ask(`/api/v1/records/${folder}/${slug}`);
    expect(api.status).toBe(status);
    expect(api.body.replaceAll(slug, '').toLowerCase()).not.toContain(secret);
    for (const file of files) {
      for (const init of [{}, { method: 'HEAD' }, { headers: { range: 'bytes=0-9' } }]) expect((await ask(`/files/${folder}/${slug}/${file}`, init)).status, file).toBe(404);
      for (const number of [1, 2, 3, 4, 5]) expect((await ask(`/files/${folder}/${slug}/${file}?version=${number}`)).status, `${file} ${number}`).toBe(404);
    }
  });

  test('a file shows its public revision, not the one in preparation', async () => {
    for (const { folder, slug, name } of probes.filter((p) => p.name.startsWith('revised '))) {
      const { status, body } = await ask(`/files/${folder}/${slug}/open-revised.html`);
      expect(status, name).toBe(200);
      expect(body, name).toContain('open-revised');
    }
  });

  test('is found by no list, whatever it is filtered by', async () => {
    for (const { folder } of playedKinds) {
      for (const query of [`year=${secretYear}`, `after=${secretYear}-06-01_999999`, `before=${secretYear}-01-01_1`, 'sort=oldest', 'sort=added']) {
        expect((await ask(`/en/${folder}?${query}`)).body.replaceAll(`year=${secretYear}`, ''), `${folder}?${query}`).not.toContain(secret);
      }
      // A year of hidden records looks like a year of none.
      const [secrets, empty] = [await ask(`/en/${folder}?year=${secretYear}`), await ask(`/en/${folder}?year=1955`)];
      expect(secrets.body.replaceAll(secretYear, '1955')).toBe(empty.body);
    }
    expect((await ask(`/en/archive/${secretYear}`)).body).not.toContain(secret);
  });
});

describe('search', () => {
  /** A word that nobody wrote, as long as a secret one. */
  const other = (word: string) => word.replaceAll(secret, 'zqxk');

  /** An answer about a secret word and one about a word that does not exist differ in that word alone. */
  async function alike(address: (word: string) => string, word: string): Promise<void> {
    const [asked, invented] = [await ask(address(word)), await ask(address(other(word)))];
    expect(other(asked.body).replaceAll('ZQXJ', 'ZQXK'), address(word)).toBe(invented.body.replaceAll('ZQXJ', 'ZQXK'));
    expect(asked.status).toBe(invented.status);
  }

  const words = [...new Set(probes.map((p) => p.name.split(' ')))].map(([name, kind]) => `${secret}${name}${kind}`);

  test('knows no word that is not public', async () => {
    for (const word of words) {
      await alike((w) => `/en/search?q=${w}`, word);
      await alike((w) => `/ru/search?q=${w.toUpperCase()}`, word);
    }
    for (const word of words.slice(0, 5)) {
      for (const address of ['/api/v1/search', '/en/search.atom', '/ru/search.json', '/en/search.csv', '/ru/search/opensearch']) await alike((w) => `${address}?q=${w}`, word);
    }
    await alike((w) => `/en/search?q=open+OR+${w}`, words[0] ?? '');
    await alike((w) => `/en/search?q=open+-${w}`, words[0] ?? '');
  });

  test('suggests and corrects to none, also after the words have been counted anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'soderkoping-more-'));
    for (const [path, text] of Object.entries(news('2005/second', 'Second news of open borders'))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const config = readConfig({ DATA_DIR: app.data_dir });
    await importFolder(folder, { db: app.db, store: createFileStore(config.files, config.max_file_bytes), kinds, actor: { name: 'test' }, max_file_bytes: config.max_file_bytes });
    rmSync(folder, { recursive: true });
    await app.renew();
    expect((await ask('/en/search/suggestions?q=seco')).body).toContain('econd');
    for (const lang of ['en', 'ru']) {
      for (const typed of [secret, secret.slice(0, 3), `${secret}draft`, `${secret}networknews`]) {
        const { body } = await ask(`/${lang}/search/suggestions?q=${typed}`);
        expect((JSON.parse(body) as { suggestions: unknown[] }).suggestions, typed).toEqual([]);
        expect(JSON.parse((await ask(`/${lang}/search/opensearch?q=${typed}`)).body), typed).toEqual([typed, [], [], []]);
      }
      // One letter wrong: a correction would name the secret word.
      const { body } = await ask(`/${lang}/search?q=${secret}networknewz`);
      expect(body).not.toContain(`${secret}networknews`);
    }
  });
});

import { parse as parseCsv } from 'csv-parse/sync';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { askRaw } from '#test/http';
import { draftOf, show, takeBack } from '#test/records';
import { parseXml } from '../../src/protocols/testing.ts';

const source = { url: 'https://www.example.org/', title: 'Gazette' };
/** Three pages of a feed, many added on one day. */
const count = 120;
const slug = (i: number) => `2009/item-${String(i).padStart(3, '0')}`;
const news = (i: number) => recordFiles(
  `news/${slug(i)}`, { date: `2009-${String((i % 12) + 1).padStart(2, '0')}`, source, added: i < 90 ? '2010-01-01' : `2010-02-${String((i % 20) + 1).padStart(2, '0')}`, states: i % 3 === 0 ? ['ua'] : ['lt'], themes: i % 4 === 0 ? ['return'] : [], focus: i % 2 === 0 ? ['asylum'] : ['border'] },
  titled(`Item ${i} <&> "x", y`, `Новость ${i}; ещё`),
);

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    env: { PAGE_CACHE_MB: '8' },
    content: {
      'process.yaml': smallProcess, ...Object.assign({}, ...Array.from({ length: count }, (_, i) => news(i))),
      ...recordFiles('news/2008/russian-only', { date: '2008-11', source, added: '2010-03-01' }, { ru: { title: 'Только по-русски', summary: 'Кратко', body: '[Ссылка](/ru/news) и текст' } }),
      ...recordFiles('news/2008/in-error', { date: '2008-10', source, added: '2010-03-02' }, titled('Sent in error', 'Ошибка')),
      ...recordFiles('news/2008/inside', { date: '2008-10', source, audience: 'network' }, titled('Inside', 'Внутреннее')),
      ...recordFiles('documents/32011L0095', { type: 'directive', status: 'in_force', date: '2011-12-13', celex: '32011L0095', states: ['ua'] }, titled('Directive', 'Директива')),
      ...recordFiles('pages/about', {}, titled('About', 'О процессе')),
    },
  });
  await takeBack(app.db, 'news', '2008/in-error', { kind: 'document', slug: '32011L0095' });
  await app.renew();
});
afterAll(() => app?.close());

const get = (address: string, headers: Record<string, string> = {}) => askRaw(app.url, address.replace(app.url, ''), { headers });

interface Read {
  readonly ids: readonly string[];
  readonly urls: readonly string[];
  readonly titles: readonly string[];
  readonly rel: Readonly<Record<string, string | undefined>>;
}

async function atom(address: string): Promise<Read> {
  const answer = await get(address);
  expect(answer.status, address).toBe(200);
  expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  parseXml(answer.text);
  const feed = parseAtomFeed(answer.text);
  const entries = feed.entries ?? [];
  return {
    ids: entries.map((e) => e.id ?? ''), urls: entries.map((e) => e.links?.find((l) => l.rel === 'alternate')?.href ?? ''), titles: entries.map((e) => e.title?.value ?? ''),
    rel: Object.fromEntries((feed.links ?? []).map((l) => [l.rel === 'alternate' && l.type !== 'text/html' ? 'translated' : l.rel, l.href])),
  };
}

async function jsonFeed(address: string): Promise<Read> {
  const answer = await get(address);
  expect(answer.status, address).toBe(200);
  expect(answer.headers['content-type']).toBe('application/feed+json; charset=utf-8');
  const feed = parseJsonFeed(JSON.parse(answer.text));
  const items = feed.items ?? [];
  return { ids: items.map((i) => i.id ?? ''), urls: items.map((i) => i.url ?? ''), titles: items.map((i) => i.title ?? ''), rel: { next: feed.next_url, self: feed.feed_url, alternate: feed.home_page_url } };
}

const readers = { atom, json: jsonFeed };

/** Every page of a feed, by its own links. */
async function walk(address: string, format: 'atom' | 'json'): Promise<Read[]> {
  const pages: Read[] = [];
  for (let next: string | undefined = address; next; next = pages.at(-1)?.rel['next']) {
    pages.push(await readers[format](next));
    expect(pages.length).toBeLessThan(20);
  }
  return pages;
}

async function csv(address: string): Promise<Record<string, string>[]> {
  const answer = await get(address);
  expect(answer.status, address).toBe(200);
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
  return parseCsv(answer.text, { columns: true });
}

describe.each(['en', 'ru'])('in %s', (lang) => {
  test.each(['atom', 'json'] as const)('the pages of the %s feed hold every public entry once, each at an address that answers', async (format) => {
    const pages = await walk(`/${lang}/news.${format}`, format);
    const urls = pages.flatMap((p) => p.urls);
    expect(pages.length).toBe(3);
    expect(urls.length).toBe(count + 1);
    expect(new Set(urls).size).toBe(urls.length);
    expect(new Set(pages.flatMap((p) => p.ids)).size).toBe(urls.length);
    expect(urls.filter((u) => !u.startsWith(`${app.url}/${lang}/news/`))).toEqual([]);
    expect(urls[0]).toBe(`${app.url}/${lang}/news/2008/russian-only`);
    for (const url of [urls[0], urls[60], urls.at(-1)]) expect((await get(url ?? '')).status).toBe(200);
    for (const page of pages) {
      const self = page.rel['self'] ?? '';
      expect((await readers[format](self)).ids).toEqual(page.ids);
      expect((await get(page.rel['alternate'] ?? '')).status).toBe(200);
    }
  });

  test('a reader can go back through the Atom feed (RFC 5005)', async () => {
    const pages = await walk(`/${lang}/news.atom`, 'atom');
    expect(pages.map((p) => p.rel['previous'] !== undefined)).toEqual([false, true, true]);
    for (const [i, page] of pages.entries()) {
      expect((await atom(page.rel['first'] ?? '')).ids).toEqual(pages[0]?.ids);
      if (page.rel['previous']) expect((await atom(page.rel['previous'])).ids).toEqual(pages[i - 1]?.ids);
    }
  });

  test('the table holds every row of the list, in the language asked', async () => {
    const rows = await csv(`/${lang}/news.csv`);
    expect(rows.length).toBe(count + 1);
    expect(new Set(rows.map((r) => r['address'])).size).toBe(rows.length);
    const one = rows.find((r) => r['address'] === `${app.url}/${lang}/news/${slug(3)}`);
    expect(one).toMatchObject({ kind: 'news', date: '2009-04', added: '2010-01-01', title: lang === 'en' ? 'Item 3 <&> "x", y' : 'Новость 3; ещё', language: lang, countries: 'ua', focus: 'border', readable_in: 'en ru' });
  });

  test('the other language is named, and leads back', async () => {
    const feed = await atom(`/${lang}/news.atom?state=ua`);
    const other = feed.rel['translated'] ?? '';
    expect(other).toBe(`${app.url}/${lang === 'en' ? 'ru' : 'en'}/news.atom?state=ua`);
    const there = await atom(other);
    expect(there.ids).toEqual(feed.ids);
    expect(there.titles).not.toEqual(feed.titles);
    expect(there.rel['translated']).toBe(`${app.url}/${lang}/news.atom?state=ua`);
  });
});

test('a text that one language lacks is given in the other, and says so', async () => {
  const { text } = await get('/en/news.atom');
  const entry = [...parseXml(text).getElementsByTagName('entry')].find((e) => e.textContent?.includes('Только по-русски'));
  expect(entry?.getAttribute('xml:lang')).toBe('ru');
  expect(entry?.getElementsByTagName('content')[0]?.textContent).toContain(`href="${app.url}/ru/news"`);
  const feed = parseJsonFeed(JSON.parse((await get('/en/news.json')).text));
  expect(feed.items?.find((i) => i.url?.endsWith('/2008/russian-only'))).toMatchObject({ title: 'Только по-русски', language: 'ru' });
});

describe('filters', () => {
  const of = (wanted: (i: number) => boolean) => Array.from({ length: count }, (_, i) => i).filter(wanted).map((i) => slug(i)).sort();
  test.each([
    ['state=ua', of((i) => i % 3 === 0)], ['theme=return', of((i) => i % 4 === 0)], ['focus=border&state=ua', of((i) => i % 2 === 1 && i % 3 === 0)],
    ['state=ua&state=lt&theme=return&theme.mode=none', of((i) => i % 4 !== 0)], ['year=2009', of(() => true)], ['state=ua&state=lt&state.mode=all', []], ['state=xx', []], ['theme=nothing&state=ua', []], ['year=1950', []],
  ])('%s: the same records in every format, through every page', async (query, expected) => {
    const slugs = (urls: readonly string[]) => urls.map((u) => u.split('/news/')[1] ?? '').sort();
    for (const format of ['atom', 'json'] as const) expect(slugs((await walk(`/en/news.${format}?${query}`, format)).flatMap((p) => p.urls)), format).toEqual(expected);
    expect(slugs((await csv(`/en/news.csv?${query}`)).map((r) => r['address'] ?? ''))).toEqual(expected);
  });

  test.each(['after=nonsense', 'after=0000-01-01_1', 'before=2010-13-01_1', `after=${'9'.repeat(5000)}`, 'unknown=1', 'year=0000', 'state=', 'state=%00', 'state.mode=nonsense'])('%s, which says nothing, changes nothing', async (query) => {
    const whole = await atom('/en/news.atom');
    expect((await atom(`/en/news.atom?${query}`)).ids).toEqual(whole.ids);
    expect((await jsonFeed(`/en/news.json?${query}`)).ids).toEqual(whole.ids);
    expect((await csv(`/en/news.csv?${query}`)).length).toBe(count + 1);
  });
});

test('the archive holds every kind but standing pages', async () => {
  const urls = (await walk('/ru/archive.atom', 'atom')).flatMap((p) => p.urls);
  expect(urls.length).toBe(count + 2);
  expect(urls).toContain(`${app.url}/ru/documents/32011L0095`);
  expect((await csv('/ru/archive.csv')).map((r) => r['kind'])).toContain('document');
});

test('a withdrawn record leaves a deleted entry (RFC 6721) with the reason and what follows it', async () => {
  const id = (await atom('/en/news.atom')).ids;
  for (const [lang, reason] of [['en', 'Sent in error'], ['ru', 'Опубликовано по ошибке']] as const) {
    const { text } = await get(`/${lang}/news.atom`);
    const [deleted, ...others] = parseXml(text).getElementsByTagNameNS('http://purl.org/atompub/tombstones/1.0', 'deleted-entry');
    expect(others).toEqual([]);
    expect(deleted?.getAttribute('ref')).toMatch(/^urn:uuid:/);
    expect(id).not.toContain(deleted?.getAttribute('ref'));
    expect(deleted?.getElementsByTagNameNS('http://purl.org/atompub/tombstones/1.0', 'comment')[0]?.textContent).toBe(reason);
    expect(deleted?.getElementsByTagName('link')[0]?.getAttribute('href')).toBe(`${app.url}/${lang}/documents/32011L0095`);
    const items = (JSON.parse((await get(`/${lang}/news.json`)).text) as { _tombstones: { items: { id: string; reason: string }[] } })._tombstones.items;
    expect(items).toMatchObject([{ id: deleted?.getAttribute('ref'), reason }]);
  }
  expect((await get('/en/documents.atom')).text).not.toContain('deleted-entry');
});

const formats = ['/en/news.atom', '/ru/news.json', '/en/news.csv', '/ru/meetings.ics', '/en/archive.atom?state=ua'];

describe.each(formats)('%s', (address) => {
  test('is asked for again by its tag, in every coding; a date alone is no proof that nothing changed', async () => {
    const plain = await get(address);
    for (const coding of ['br', 'gzip', 'identity']) {
      const first = await get(address, { 'accept-encoding': coding });
      expect(first.text).toBe(plain.text);
      expect(first.headers['vary']).toMatch(/accept-encoding/i);
      const again = await get(address, { 'accept-encoding': coding, 'if-none-match': first.headers['etag'] ?? '', 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' });
      expect([again.status, again.bytes.length, again.headers['vary'], again.headers['etag'], again.headers['cache-control']]).toEqual([304, 0, first.headers['vary'], first.headers['etag'], first.headers['cache-control']]);
    }
    expect((await get(address, { 'if-modified-since': new Date(Date.now() + 86_400_000).toUTCString() })).status).toBe(200);
    expect((await get(address, { 'if-none-match': '"another"' })).status).toBe(200);
  });

  test('is answered to HEAD as to GET', async () => {
    const [got, head] = [await get(address), await askRaw(app.url, address, { method: 'HEAD' })];
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    for (const name of ['content-type', 'content-length', 'etag', 'vary', 'cache-control']) expect(head.headers[name], name).toBe(got.headers[name]);
  });
});

test('what is published meanwhile is in the feed at once, under another tag, and does not disturb who is paging', async () => {
  const before = await get('/en/news.atom');
  const first = await atom('/en/news.atom');
  await show(app.db, [draftOf('2011/new', 'Something new', { added: '2011-01-01' }), draftOf(slug(5), 'Item 5, corrected', { added: '2010-01-01' })]);
  await expect.poll(async () => (await atom('/en/news.atom')).titles[0]).toBe('Something new');
  expect((await get('/en/news.atom', { 'if-none-match': before.headers['etag'] ?? '' })).status).toBe(200);
  const rest = (await walk(first.rel['next'] ?? '', 'atom')).flatMap((p) => p.ids);
  expect(rest.filter((id) => first.ids.includes(id))).toEqual([]);
  const whole = (await walk('/en/news.atom', 'atom')).flatMap((p) => p.ids);
  expect([whole.length, new Set(whole).size]).toEqual([count + 2, count + 2]);
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '#test/app';
import { askRaw, sendBytes, type RawAnswer } from '#test/http';
import { readPage } from '#test/page';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ env: { PAGE_CACHE_MB: '8' } });
});
afterAll(() => app?.close());

const ask = (path: string, headers: Record<string, string> = {}) => askRaw(app.url, path, { headers });

/** Every parameter that any route reads. */
const parameters = [
  'q', 'state', 'state.mode', 'theme', 'theme.mode', 'focus', 'type', 'status', 'readable', 'readable.mode', 'year', 'sort', 'after', 'before', 'text', 'left', 'right', 'kind', 'page', 'widen', 'exact',
  'verb', 'metadataPrefix', 'identifier', 'from', 'until', 'set', 'resumptionToken', 'limit', 'cursor', 'lang', 'letter',
] as const;

/** Addresses that read parameters; some are lists, some search, some are for programs. */
const addresses = [
  '/ru/news', '/en/documents', '/en/legislation/ua', '/ru/meetings', '/en/search', '/ru/search', '/en/search/suggestions', '/en/glossary', '/en/states/ua', '/ru/archive/2009', '/en/documents/32011L0095', '/en/legislation/ua/3671-vi', '/en/news.atom', '/en/documents.csv', '/en/archive.json', '/en/search.atom', '/ru/search.csv', '/en/search/opensearch', '/en/legislation/ua.atom', '/ru/documents/32011L0095.bib', '/en/meetings.ics', '/oai', '/api/v1/records', '/api/v1/search',
  '/api/v1/glossary', '/api/v1/records/documents/32011L0095', '/sitemap.xml',
] as const;

/** What is wrong with an answer to something odd: an error of ours, a trace of the program, or markup where text should be. */
function defectsOf(answer: RawAnswer, what: string): string[] {
  const shown = JSON.stringify(what.slice(0, 160));
  const defects = [
    ...(answer.status >= 500 ? [`${answer.status} ${shown}`] : []),
    ...(/\bat (?:async )?\S+ \((?:file:|\/|node:)/.test(answer.text) ? [`a stack trace: ${shown}`] : []),
  ];
  if (!answer.headers['content-type']?.startsWith('text/html')) return defects;
  const page = readPage(answer.text);
  const markup = /<(iframe|object|embed|img[^>]+onerror|svg[^>]+onload|marquee|blink)\b/i.exec(answer.text)?.[0];
  return [
    ...defects,
    ...page.inline.map((element) => `${element} in ${shown}`),
    ...page.links.filter((href) => /^\s*(javascript|data|vbscript):/i.test(href)).map((href) => `a link to ${href} in ${shown}`),
    ...(markup ? [`${markup} in ${shown}`] : []),
  ];
}

/** Asks for every path, a few at a time, and gathers what is wrong. */
async function defectsAt(paths: readonly string[], headers: Record<string, string> = {}): Promise<string[]> {
  const found: string[] = [];
  const queue = [...paths];
  const work = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) found.push(...defectsOf(await ask(path, headers), path));
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return found;
}

const date = ['0000-01-01', '0000', '9999', '99999', '2009-02-30', '2009-13-01', '-0001', '2009-1-1', '٢٠٠٩', '2009\0', 'Infinity', 'now()', "2009'; drop table editorial.record; --"];
const markup = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '</title><svg onload=alert(1)>', 'javascript:alert(1)', '{{7*7}}', '${7*7}', '<!--', ']]>', '&lt;b&gt;&amp;', '\u2028<b>'];
const letters = ['\0', 'a\0b', '\uFEFF', '\uFFFF', '\u{1F600}', 'é'.normalize('NFD'), 'ﷺ', '\u202Eevil', '\u0001\u0002', '\uDFFF', 'İ', 'ß', 'А'.repeat(300), '%', '%%', '%00', '+', '  ', '\r\nset-cookie: x=1', '\t', '\\', '"', "'", '`'];
const searches = [
  '"', '""', '"""', '"a', 'a"', '-', '- -', '-a', '--a', 'OR', 'OR OR', 'a OR', 'OR a', 'a OR OR b', '!', '&', '|', '()', '(((((', 'a & b', "a:*", ':*', '<->', 'a <-> b', '<2>', 'a\\', '%', '_', '* ', '"a" -"a"', '-"a b" OR "c', 'AND NOT',
  'a '.repeat(2000), '"'.repeat(1001), '-'.repeat(999), '('.repeat(5000), 'OR '.repeat(1500), 'x'.repeat(10_000), 'ы'.repeat(3000), 'a-'.repeat(2000), '1/2/'.repeat(1000), "pg_sleep(5)", '$$', '/*', '*/', 'e'.repeat(80), '2011/95/EU OR "',
];

/** Texts as a form would send them. */
const encode = (text: string) => encodeURIComponent(text.isWellFormed() ? text : text.toWellFormed());

describe('parameters', () => {
  test('every one of every address takes odd texts calmly', async () => {
    // Every value meets every parameter, and every address many of both; all pairs of all three would say nothing new.
    const values = [...date, ...markup, ...letters];
    let turn = 0;
    const paths = addresses.flatMap((address) => parameters.map((name) => `${address}?${name}=${encode(values[turn++ % values.length] ?? '')}`));
    expect(await defectsAt(paths)).toEqual([]);
  });

  test.each(['/ru/news', '/en/search'])('every odd date and text in each parameter of %s', async (address) => {
    const names = ['state', 'theme', 'type', 'readable', 'year', 'sort', 'after', 'before'];
    const paths = [...date, ...letters].flatMap((value) => names.map((name) => `${address}?${name}=${encode(`${value}${name === 'after' || name === 'before' ? '_1' : ''}`)}`));
    expect(await defectsAt(paths)).toEqual([]);
  });

  test('characters that no text may hold are refused or left out wherever an address takes a parameter', async () => {
    expect(await defectsAt(addresses.flatMap((address) => ['q', 'state', 'theme', 'focus', 'type', 'year', 'text', 'after', 'identifier', 'resumptionToken', 'set'].map((name) => `${address}?${name}=a%00b`)))).toEqual([]);
  });

  test('in great numbers are answered', async () => {
    for (const name of ['state', 'theme', 'q', 'year', 'x']) {
      const path = `/en/documents?${Array.from({ length: 900 }, (_, i) => `${name}=v${i}`).join('&')}`;
      expect(await defectsAt([path])).toEqual([]);
    }
  });

  test('a place beyond the end of a list, or none at all, shows an end or a beginning', async () => {
    for (const list of ['news', 'documents', 'legislation', 'meetings', 'research']) {
      for (const place of ['after=0001-01-01_1', 'before=9999-12-31_1', 'after=9999-12-31_999999999999999', 'before=0001-01-01_1', 'after=2009-02-05_999999999999999999999', 'after=garbage', 'after=', 'after=_', 'page=9999', 'page=-1']) {
        const answer = await ask(`/en/${list}?${place}`);
        expect(answer.status, `${list}?${place}`).toBe(200);
        expect(readPage(answer.text).h1.length, `${list}?${place}`).toBe(1);
      }
    }
  });

  test('a value that no facet has finds nothing, and can be taken away again', async () => {
    const page = readPage((await ask('/en/documents?state=zz&theme=nothing&type=%3Cb%3E')).text);
    expect(page.links).toContain('/en/documents');
  });
});

describe('the search box', () => {
  test.each(['/en/search', '/ru/search', '/en/search/suggestions', '/ru/search/opensearch', '/en/search.atom', '/ru/search.csv', '/api/v1/search'])('%s takes every query that can be typed', async (address) => {
    expect(await defectsAt([...searches, ...markup, ...letters].map((query) => `${address}?q=${encode(query)}`))).toEqual([]);
  });

  test('shows what was typed as it was typed', async () => {
    for (const query of ['<script>alert(1)</script>', '"quoted" & <b>', "it's", '</title>']) {
      const { text, status } = await ask(`/en/search?q=${encode(query)}`);
      expect(status).toBe(200);
      expect(text).toContain(query.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'));
    }
  });
});

describe('addresses', () => {
  const paths = [
    '/%', '/en/%', '/%00', '/en/news/%00', '/en/documents/%00', '/en/states/%00', '/en/themes/a%00b', '/en/archive/0000', '/en/archive/%D9%A2', '/en/news/2009/%2e%2e%2f%2e%2e%2fetc%2fpasswd', '/en/news/..%2f..%2f', '/files/%00',
    '/files/documents', '/files/documents/', '/files/documents/x', '/files/documents/%2e%2e/%2e%2e/etc/passwd', '/files/documents/32011L0095/..%2f..%2f..%2fetc%2fpasswd', '/files/documents/32011L0095/%', '/files/%25', '/files/documents/%2525/%25',
    '/assets/../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/%00', '/assets/..%2fmanifest.json', '/assets/', '//', '//en', '///en/news', '/en//news', '/en/news//2009', '/en/news/.', '/en/news/..', '/en;x=1/news', '/en/%65%6e', '/%65n/news', '/ru/новости',
    '/en/legislation/ua/%FF', '/en/pages/__proto__', '/en/themes/constructor', '/en/states/__proto__', '/en/states/toString', '/api/v1/records/%', '/api/v1/records/documents/%00', '/api/v1/records/__proto__/x', '/api/v1/__proto__', '/sitemaps/0.xml',
    '/sitemaps/-1.xml', '/sitemaps/99999999999.xml', '/en/[', '//[', '/en/news?', '/en?', '/?', '/en/news?&&&===&', '/en/news?%', '/en/news?%=%', '/en/news?state=%E0%A4%A', '/en/search?q=%ff', '/en/search?q=%', '/en/news#x', '/en/search/suggestions?', '/en/search/suggestions?q',
    `/en/news/2009/${'a'.repeat(5000)}`, `/en/${'b/'.repeat(800)}`, `/en/documents/${'%41'.repeat(900)}`, `/en/search?q=${'%D1%8B'.repeat(4000)}`,
  ];

  test.each(paths.map((p) => [p.slice(0, 80), p] as const))('%s gets a clear answer', async (_shown, path) => {
    const answer = await ask(Buffer.from(path).toString('latin1'));
    expect(defectsOf(answer, path)).toEqual([]);
    expect(answer.text).not.toContain('root:x:0');
    expect(answer.text).not.toContain('"devDependencies"');
    if (answer.status >= 300 && answer.status < 400) expect(answer.headers['location']).toMatch(/^\/(?!\/)/);
  });

  test.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "x'onclick='alert(1)"])('%s in an address is shown as text', async (text) => {
    expect(await defectsAt([`/en/news/${encode(text)}`, `/en/${encode(text)}`, `/${encode(text)}`, `/en/states/${encode(text)}`, `/en/news?x=${encode(text)}`])).toEqual([]);
  });
});

describe('headers', () => {
  const odd = ['', ' ', ',', ';', '"', '*', '*/*;q=x', '\u00ff', 'x'.repeat(8000), ','.repeat(8000), 'a;q=0.'.repeat(500), 'q=1;q=1', '-1', '999999999999999999999', 'null', '{}', '%00'];
  const names = ['accept-language', 'accept-encoding', 'if-none-match', 'if-modified-since', 'if-range', 'range', 'accept', 'cookie', 'origin', 'referer', 'user-agent', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'content-type', 'authorization', 'te', 'prefer'];

  test.each(names)('%s may hold anything', async (name) => {
    for (const value of odd) expect(await defectsAt(['/en/pages/about', '/', '/en/states/xx', '/files/documents/nothing/x.pdf'], { [name]: value }), value.slice(0, 40)).toEqual([]);
  });

  test('a header too long is refused, not obeyed', async () => {
    expect((await ask('/en', { cookie: 'x'.repeat(200_000) }).catch(() => ({ status: 431 }))).status).toBe(431);
  });

  test('nobody else names the host of our links', async () => {
    for (const header of ['host', 'x-forwarded-host', 'forwarded']) expect((await ask('/en', { [header]: 'evil.example' })).text, header).not.toContain('evil.example');
  });

  test.each([
    'bytes=0-', 'bytes=-1', 'bytes=-0', 'bytes=5-1', 'bytes=0-0,2-3', 'bytes=abc', 'bytes=', 'items=0-1', 'bytes=99999999999-', 'bytes=0-99999999999999999999', `bytes=${Array.from({ length: 2000 }, (_, i) => `${i}-${i}`).join(',')}`,
  ])('Range: %s is answered whole or refused where there are no files', async (range) => {
    expect(await defectsAt(['/en/news', '/files/documents/nothing/x.pdf', '/assets/manifest.json'], { range })).toEqual([]);
  });
});

test('bytes that are no request are refused and the server lives on', async () => {
  const garbage = [
    'GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', '\0\0\0\0', '\x16\x03\x01\x02\x00\x01\x00', 'GET /en HTTP/1.1\r\n\r\n', 'GET /en\u0000 HTTP/1.1\r\nhost: x\r\n\r\n', 'POST /en HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    'GET /en HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n', `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 'GET /en HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'GET http://evil.example/en HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 'CONNECT evil.example:443 HTTP/1.1\r\nhost: x\r\n\r\n', 'GET /en HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade, close\r\n\r\n',
  ];
  for (const bytes of garbage) expect(await sendBytes(app.url, bytes), JSON.stringify(bytes.slice(0, 50))).not.toMatch(/^HTTP\/1\.1 5/);
  expect((await ask('/en')).status).toBe(200);
});

const list = join(import.meta.dirname, '../../../shared/data/hostile-input/naughty-strings/blns.json');

describe.skipIf(!existsSync(list))(`the Big List of Naughty Strings (skipped where ${list} is absent)`, () => {
  const strings = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as string[]).map((s) => s.slice(0, 2000)) : [];

  test('each is searched for and shown as text', async () => {
    const boxes = ['/en/search', '/ru/search', '/en/search/suggestions', '/api/v1/search'];
    expect(await defectsAt(strings.map((text, i) => `${boxes[i % boxes.length]}?q=${encode(text)}`))).toEqual([]);
  });

  test('each is taken as the value of a parameter, or of all of them, by one address after another', async () => {
    const paths = strings.map((text, i) => {
      const address = addresses[i % addresses.length] ?? '/en';
      const names = i % 2 === 0 ? [parameters[i % parameters.length] ?? 'q'] : parameters.slice(1);
      return `${address}?${names.map((name) => `${name}=${encode(text.slice(0, 120))}`).join('&')}`;
    });
    expect(await defectsAt(paths)).toEqual([]);
  });
});

import { Validator } from '@seriousme/openapi-schema-validator';
import { OpenAPIClientAxios, type Document, type OpenAPIClient } from 'openapi-client-axios';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/db';
import { withdraw } from '#domains/editorial';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { answerJudge, type Description, type Operation } from '#test/description';
import { askRaw } from '#test/http';

let app: TestApp;
let description: Description;
let judge: ReturnType<typeof answerJudge>;
let client: OpenAPIClient;
beforeAll(async () => {
  app = await testApp();
  await transaction(app.db, (tx) => withdraw(tx, { name: 'test' }, { kind: 'document', slug: '32003R0343' }, { reason: { en: 'Replaced', ru: 'Заменён' }, successor: { kind: 'document', slug: '32013R0604' } }));
  await transaction(app.db, (tx) => withdraw(tx, { name: 'test' }, { kind: 'document', slug: '32000D0596' }, { reason: { en: 'Replaced', ru: 'Заменён' }, successor: { kind: 'document', slug: 'nothing' } }));
  description = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as Description;
  judge = answerJudge(description);
  // axios repeats a name with brackets unless told to write it as the description says (`form`, exploded).
  client = await new OpenAPIClientAxios({ definition: description as unknown as Document, axiosConfigDefaults: { validateStatus: () => true, paramsSerializer: { indexes: null } } }).getClient();
});
afterAll(() => app?.close());

const api = '/api/v1';
const operations = () => Object.entries(description.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
const operationAt = (path: string): Operation => operations().find((o) => o.path === path)?.operation as Operation;

interface Item {
  readonly address: string;
  readonly kind: string;
  readonly urls: Readonly<Record<string, string>>;
  readonly states: readonly string[];
  readonly texts: readonly { lang: string; title: string }[];
}
interface List {
  readonly items: readonly Item[];
  readonly total: number;
  readonly next: string | null;
}

/** An answer, checked by the schema of its operation. */
async function ask<T>(path: string, address: string, status = 200): Promise<T> {
  const answer = await fetch(new URL(address, app.url));
  const body = (await answer.json()) as T;
  expect(answer.status, address).toBe(status);
  expect(judge(path, status, answer.headers.get('content-type') ?? '', body), address).toEqual([]);
  return body;
}

describe('the description', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(description) as unknown as Record<string, unknown>)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    expect(description.servers).toEqual([{ url: `${app.url}${api}` }]);
  });

  test('names every address under /api/v1, and no other', async () => {
    expect(Object.keys(description.paths).sort()).toEqual(['/glossary', '/process', '/records', '/records/{folder}/{slug}', '/search']);
    const { headers } = await askRaw(app.url, `${api}/openapi.json`);
    expect(headers['content-type']).toBe('application/vnd.oai.openapi+json;version=3.1; charset=utf-8');
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  test('every example answers as described', async () => {
    for (const { path, method, operation } of operations()) {
      expect(method).toBe('get');
      const query = new URLSearchParams();
      let address = `${api}${path}`;
      for (const { name, in: place, required, example } of operation.parameters ?? []) {
        if (required) expect(example, `${path} ${name}`).toBeDefined();
        if (place === 'path') address = address.replace(`{${name}}`, String(example));
        else for (const value of example === undefined ? [] : [example].flat()) query.append(name, String(value));
      }
      const body = await ask<{ items?: unknown[] }>(path, `${address}?${query}`.replace(/\?$/, ''));
      if (body.items) expect(body.items.length, path).toBeGreaterThan(0);
    }
  });
});

describe('a client made of the description alone', () => {
  const call = async <T>(id: string, parameters: Record<string, unknown> = {}) => {
    const answer = await (client[id] as (p: Record<string, unknown>) => Promise<{ status: number; data: T; headers: Record<string, unknown> }>)(parameters);
    const path = operations().find((o) => o.operation.operationId === id)?.path ?? '';
    expect(judge(path, answer.status, String(answer.headers['content-type']), answer.data), id).toEqual([]);
    return answer;
  };

  test('can call every operation', async () => {
    const { data: list } = await call<List>('listRecords', { kind: ['act', 'document'], state: ['ua'], limit: 3, sort: 'oldest' });
    expect(list.items).toHaveLength(3);
    expect(list.items.every((i) => i.states.includes('ua') && ['act', 'document'].includes(i.kind))).toBe(true);
    const { data: record } = await call<Item>('readRecord', { folder: 'legislation', slug: 'ua/3671-vi' });
    expect(record).toMatchObject({ address: 'legislation/ua/3671-vi', kind: 'act', facts: { issuer: 'parliament' } });
    const { data: found } = await call<List>('search', { q: 'возвращение', lang: 'ru' });
    expect(found.items.length).toBeGreaterThan(0);
    expect((await call<{ concepts: unknown[] }>('readGlossary')).data.concepts.length).toBeGreaterThan(100);
    expect((await call('readProcess')).data).toMatchObject({ format: 1 });
    expect(operations().map((o) => o.operation.operationId).sort()).toEqual(['listRecords', 'readGlossary', 'readProcess', 'readRecord', 'search']);
  });

  test('reads errors as described', async () => {
    expect((await call('readRecord', { folder: 'documents', slug: 'nothing' })).status).toBe(404);
    expect(await call('readRecord', { folder: 'documents', slug: '32003R0343' })).toMatchObject({ status: 410, data: { tombstone: { reason: { en: 'Replaced', ru: 'Заменён' }, successor: 'documents/32013R0604' } } });
    expect(await call('readRecord', { folder: 'documents', slug: '32000D0596' })).toMatchObject({ status: 410, data: { tombstone: { successor: null } } });
    expect((await call('listRecords', { limit: 0 })).status).toBe(400);
  });
});

describe('records', () => {
  const path = '/records';
  const walk = async (query: string) => {
    const pages: List[] = [];
    for (let next: string | null = `${api}/records?${query}`; next; next = pages.at(-1)?.next ?? null) {
      pages.push(await ask<List>(path, next));
      expect(pages.length).toBeLessThan(100);
    }
    return pages;
  };

  test.each(['newest', 'oldest', 'added'])('every one is on one of the pages, once: %s', async (sort) => {
    const pages = await walk(`sort=${sort}&limit=100`);
    const addresses = pages.flatMap((p) => p.items.map((i) => i.address));
    expect(addresses.length).toBeGreaterThan(300);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(pages.map((p) => p.total)).toEqual(pages.map(() => addresses.length));
    expect(addresses).not.toContain('documents/32003R0343');
  });

  test('filters reach every page, and the list agrees with the page that people read', async () => {
    const pages = await walk('state=ua&kind=act&limit=2&status=in_force');
    const items = pages.flatMap((p) => p.items);
    expect(pages.length).toBeGreaterThan(2);
    expect(items.every((i) => i.kind === 'act' && i.states.includes('ua'))).toBe(true);
    const table = await (await fetch(`${app.url}/en/legislation.csv?state=ua&status=in_force`)).text();
    expect(items.map((i) => i.urls['en']).sort()).toEqual([...table.matchAll(/^http[^,]+/gm)].map((m) => m[0]).sort());
  });

  test('one of every kind is as described, at the address that the list gives, in every language of the process', async () => {
    for (const folder of ['news', 'documents', 'legislation', 'research', 'meetings', 'pages']) {
      const kind = { news: 'news', documents: 'document', legislation: 'act', research: 'publication', meetings: 'meeting', pages: 'page' }[folder];
      const { items } = await ask<List>(path, `${api}/records?kind=${kind}&limit=5`);
      expect(items.length, folder).toBeGreaterThan(0);
      for (const item of items) {
        expect(item.address.startsWith(`${folder}/`)).toBe(true);
        const record = await ask<Item>('/records/{folder}/{slug}', `${api}/records/${item.address}`);
        expect(record.address).toBe(item.address);
        expect(record.texts.map((t) => t.title)).toEqual(expect.arrayContaining(item.texts.map((t) => t.title)));
        for (const lang of ['en', 'ru']) expect((await fetch(record.urls[lang] ?? '')).status).toBe(200);
      }
    }
  });
});

test('search goes on page by page, and glossary and process are whole', async () => {
  const seen: string[] = [];
  for (let next: string | null = `${api}/search?q=asylum`, n = 0; next && n < 4; n++) {
    const page: List = await ask<List>('/search', next);
    seen.push(...page.items.map((i) => i.address));
    next = page.next;
  }
  expect(seen.length).toBeGreaterThan(40);
  expect(new Set(seen).size).toBe(seen.length);
  await ask('/glossary', `${api}/glossary`);
  await ask('/process', `${api}/process`);
});

const long = 'x'.repeat(10_000);

describe('what cannot be read is refused by name, as RFC 9457 says', () => {
  const said = (address: string) => address.replace(/(.{60}).+/, '$1…');

  test.each(([
    ...['state', 'theme', 'focus', 'type', 'status', 'readable', 'kind'].flatMap((name) => [[`records?${name}=%00`, name], [`records?${name}=${long}`, name], [`records?${name}=`, name]]),
    ...['0000', '2009-01', '20091', 'x', '%D9%A2%D9%A0%D9%A0%D9%A9', ''].map((year) => [`records?year=${year}`, 'year']),
    ...['0', '201', '-1', '1.5', 'x', '', '1e9', long].map((limit) => [`records?limit=${limit}`, 'limit']),
    ...['x', '0000-01-01_1', '2009-13-01_1', '2009-02-30_1', '2009-01-01', `2009-01-01_${'9'.repeat(30)}`, '%00', long, ''].map((after) => [`records?after=${after}`, 'after']),
    ['records?sort=worst', 'sort'], ['records?state.mode=some', 'state.mode'], ['records?kind=treaty', 'kind'], ['records?unknown=1', 'unknown'], ['records?__proto__=1', '__proto__'],
    ['records?limit=1&limit=2', 'limit'], ['records?sort=newest&sort=oldest', 'sort'], [`records?${'state=ua&'.repeat(100)}`, 'state'],
    ['search', 'q'], ['search?q=', 'q'], ['search?q=%20', 'q'], ['search?q=a%00b', 'q'], [`search?q=${long}`, 'q'], ['search?q=a&page=0', 'page'], ['search?q=a&page=99999999', 'page'], ['search?q=a&lang=xx', 'lang'],
    ['search?q=a&wide=2', 'wide'], ['search?q=a&q=b', 'q'], ['search?q=a&state=ua', 'state'],
    ['glossary?x=1', 'x'], ['process?x=1', 'x'], ['records/pages/about?x=1', 'x'],
  ] as [string, string][]).map(([address, parameter]) => [said(address), parameter, address]))('%s: %s', async (_said, parameter, address) => {
    const path = address.startsWith('records/') ? '/records/{folder}/{slug}' : `/${address.split('?')[0]}`;
    const problem = await ask<{ status: number; errors: { parameter: string; detail: string }[] }>(path, `${api}/${address}`, 400);
    expect(problem.status).toBe(400);
    expect(problem.errors.map((e) => e.parameter)).toContain(parameter);
    expect(problem.errors.every((e) => e.detail.length > 0 && e.detail.length < 300)).toBe(true);
  });

  test.each([
    'records/news/nothing', 'records/nothing/about', 'records/pages/%00', 'records/pages/', 'records/pages', 'records/pages/about/', 'records/pages/..%2f..%2fabout', `records/pages/${'x'.repeat(400)}`, 'nothing', '', 'records/',
    'constructor', 'records/constructor/x', 'records/documents/32011l0095',
  ].map((address) => [said(address), address]))('%s is not there', async (_said, address) => {
    const answer = await askRaw(app.url, `${api}/${address}`);
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(answer.text)).toMatchObject({ type: 'about:blank', title: 'Not Found', status: 404 });
  });

  test.each(['records/news/%ff', 'records/%', `records/news/${'%'.repeat(50)}`, `records/news/${long}`].map((address) => [said(address), address]))('%s cannot be an address', async (_said, address) => {
    const answer = await askRaw(app.url, `${api}/${address}`);
    expect([400, 404, 414]).toContain(answer.status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(answer.text)).toMatchObject({ status: answer.status });
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is not allowed', async (method) => {
    for (const address of ['records', 'records/pages/about', 'nothing']) {
      const answer = await askRaw(app.url, `${api}/${address}`, { method });
      expect([answer.status, answer.headers['content-type'], answer.headers['allow']]).toEqual([405, 'application/problem+json; charset=utf-8', 'GET, HEAD']);
    }
  });
});

test('answers are for every origin, by tag, compressed, and to HEAD', async () => {
  for (const address of [`${api}/records?limit=5`, `${api}/records/pages/about`, `${api}/glossary`, `${api}/search?q=asylum`]) {
    const first = await askRaw(app.url, address, { headers: { 'accept-encoding': 'br' } });
    expect([first.status, first.headers['content-encoding'], first.headers['access-control-allow-origin']]).toEqual([200, 'br', '*']);
    expect(first.headers['vary']).toMatch(/accept-encoding/i);
    expect(first.headers['content-type']).toBe('application/json; charset=utf-8');
    expect((await askRaw(app.url, address, { headers: { 'if-none-match': first.headers['etag'] ?? '' } })).status).toBe(304);
    expect(await askRaw(app.url, address, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  }
  expect(operationAt('/records').responses['304']).toBeDefined();
});

test('when the database is away, a program reads so, with the reference of the log', async () => {
  const broken = await testApp({ content: { 'process.yaml': smallProcess } });
  try {
    await broken.publicDb.destroy();
    const answer = await askRaw(broken.url, `${api}/records`);
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(answer.text)).toMatchObject({ status: answer.status, reference: expect.any(String) as string });
    expect(answer.headers['cache-control']).toBe('no-store');
  } finally {
    await broken.close().catch(() => undefined);
  }
});

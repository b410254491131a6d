import type { Element } from '@xmldom/xmldom';
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#kernel/config';
import { createFileStore } from '#kernel/files';
import { exportFolder, facetNames } from '#domains/editorial';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import type { Description } from '#test/description';
import { readDocument } from '#test/document';
import { askRaw } from '#test/http';
import { harvester } from '#test/oai';
import { draftOf, show, takeBack } from '#test/records';
import { kinds } from '../../src/kinds.ts';
import { parseXml } from '../../src/protocols/testing.ts';
import { patternsOf } from './inventory.ts';

const contracts = readDocument(join(import.meta.dirname, '../../docs/contracts.md'));
const source = { url: 'https://www.example.org/', title: 'Gazette', checked: '2010-01-01' };
const act = recordFiles('legislation/ua/1', { date: '2009', type: 'law', status: 'in_force', number: '1', issuer: 'parliament', source }, titled('Law', 'Закон'));
const file = { path: 'files/note.txt', language: 'en', title: { en: 'Note' } };
const text = { summary: 'What it is', body: 'A paragraph' };

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    content: {
      'process.yaml': smallProcess, ...act,
      'glossary.csv': 'id,en,ru,en_variants,ru_variants,definition_en,definition_ru\r\nreturn,return,возвращение,,,,\r\n',
      'redirects.csv': 'address,target\r\n/old.html,/news/2009/contract\r\n',
      ...recordFiles('news/2009/contract', { date: '2009-02-05', source, states: ['ua', 'lt'], themes: ['return'], focus: ['asylum'] }, { en: { title: 'Contract', ...text }, ru: { title: 'Договор', translates: 'en', ...text } }),
      ...recordFiles('news/2009/withdrawn', { date: '2009-02-05', source }, titled('Withdrawn', 'Отозвано')),
      ...recordFiles('documents/32011L0095', { type: 'directive', status: 'in_force', date: '2011-12-13', celex: '32011L0095', files: [file] }, titled('Directive', 'Директива')), 'documents/32011L0095/files/note.txt': 'A note',
      ...recordFiles('documents/32013R0604', { type: 'regulation', status: 'in_force', date: '2013-06-26', celex: '32013R0604', files: [file] }, titled('Regulation', 'Регламент')), 'documents/32013R0604/files/note.txt': 'Another note',
      ...recordFiles('meetings/2009/talks', { type: 'thematic', status: 'held', start: '2009-02-05T09:00', end: '2009-02-05T17:00', time_zone: 'Europe/Kyiv', place: { en: 'Kyiv' }, country: 'ua', themes: ['return'] }, { en: { title: 'Talks', ...text } }),
      ...recordFiles('pages/about', {}, titled('About', 'О процессе')),
    },
  });
  // The regulation goes on without its file, which then stands with the older version.
  await show(app.db, [draftOf('32013R0604', 'Regulation', { kind: 'document', type: 'regulation', status: 'in_force', source: null, facts: kinds.find((k) => k.kind === 'document')?.facts.parse({ celex: '32013R0604' }) })]);
  await takeBack(app.db, 'news', '2009/withdrawn', { kind: 'document', slug: '32011L0095' });
});
afterAll(() => app?.close());

/** `{a,b}` as every choice. */
function choices(pattern: string): string[] {
  const [, before = '', options = '', after = ''] = /^(.*?)\{([^}]*)\}(.*)$/.exec(pattern) ?? [];
  return pattern.includes('{') ? options.split(',').flatMap((option) => choices(`${before}${option}${after}`)) : [pattern];
}
/** A text in which `…` stands for anything. */
const like = (pattern: string) => new RegExp(`^${pattern.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`);
const sorted = (values: Iterable<string>) => [...new Set(values)].sort();
/** A block of lines `name: words` by name. */
const words = (lines: readonly string[]) => Object.fromEntries(lines.map((line) => [line.split(':')[0] ?? '', sorted(line.slice(line.indexOf(':') + 1).split(' ').filter(Boolean))]));

test('the addresses are those of the program, by GET and by POST', () => {
  const listed = contracts.table('Addresses').flatMap(([address = '', methods = '']) => choices(address).map((pattern) => ({ pattern, methods: methods.split(', ') })));
  expect(new Set(listed.map((l) => l.pattern)).size).toBe(listed.length);
  for (const method of ['GET', 'POST']) {
    expect(sorted(listed.filter((l) => l.methods.includes(method)).map((l) => l.pattern)), method).toEqual(sorted(patternsOf(app.server.printRoutes(), method)));
  }
  expect(contracts.table('Addresses').filter(([, , promise]) => !['kept', 'grows', 'free'].includes(promise ?? ''))).toEqual([]);
});

test.each(contracts.table('Answers'))('%s answers %s with the headers that are told', async (address = '', status = '', type = '', caching = '', further = '') => {
  const answer = await askRaw(app.url, address);
  expect(answer.status).toBe(Number(status));
  expect(answer.headers['content-type'] ?? '').toMatch(like(type));
  expect(answer.headers['cache-control'] ?? '').toMatch(like(caching));
  for (const [, name = '', value = ''] of further.replaceAll('`', '').matchAll(/([a-z-]+): (.*?)(?=, [a-z-]+: |$)/g)) expect(answer.headers[name] ?? '', name).toMatch(like(value));
  if (status === '200' && !/^\/(oai|healthz)/.test(address)) {
    expect(answer.headers['etag']).toMatch(/^"/);
    if (!address.startsWith('/.well-known')) expect((await askRaw(app.url, address, { headers: { 'if-none-match': answer.headers['etag'] ?? '' } })).status).toBe(304);
  }
});

test('the filters', () => {
  expect(words([`names: ${contracts.block('Filters').join(' ')}`])['names']).toEqual(sorted(Object.keys(facetNames)));
});

test('the elements and members of feeds', async () => {
  const told = words(contracts.block('Feeds'));
  const root = parseXml((await askRaw(app.url, '/en/news.atom')).text).documentElement as Element;
  const names = (elements: Iterable<Element>) => sorted([...elements].flatMap((e) => [...e.childNodes].filter((c) => c.nodeType === 1).map((c) => c.nodeName)));
  expect(names([root])).toEqual(told['feed']);
  expect(names(root.getElementsByTagName('entry'))).toEqual(told['entry']);
  expect(names(root.getElementsByTagName('at:deleted-entry'))).toEqual(told['deleted-entry']);
  const json = JSON.parse((await askRaw(app.url, '/en/news.json')).text) as { items: object[] };
  expect(sorted([...Object.keys(json), 'next_url'])).toEqual(sorted([...told['json'] ?? [], 'next_url']));
  expect(sorted(json.items.flatMap((i) => Object.keys(i)))).toEqual(told['item']);
});

test('the columns of tables, in their order', async () => {
  for (const address of ['/en/news.csv', '/ru/archive.csv', '/en/legislation/ua.csv', '/en/search.csv?q=contract']) {
    expect((await askRaw(app.url, address)).text.split('\r\n')[0], address).toBe(contracts.block('Tables').join(' ').replaceAll(' ', ','));
  }
});

test('the properties of a meeting', async () => {
  const { text: calendar } = await askRaw(app.url, '/en/meetings.ics');
  const event = /BEGIN:VEVENT\r\n([\s\S]*?)END:VEVENT/.exec(calendar)?.[1] ?? '';
  expect(sorted([...event.matchAll(/^[A-Z-]+(?=[:;])/gm)].map((m) => m[0]))).toEqual(sorted(contracts.block('Calendar').join(' ').split(' ')));
});

test('the sets and formats of OAI-PMH', async () => {
  const oai = harvester(app.url);
  const said = async (verb: string, name: string) => [...(await oai.ask({ verb })).root.getElementsByTagName(name)].map((e) => e.textContent ?? '');
  const sets = await said('ListSets', 'setSpec');
  const told = contracts.table('OAI-PMH').map(([set = '']) => set);
  expect(sets.filter((s) => !told.some((t) => like(t).test(s)))).toEqual([]);
  expect(told.filter((t) => !sets.some((s) => like(t).test(s)))).toEqual([]);
  expect(await said('ListMetadataFormats', 'metadataPrefix')).toEqual(contracts.table('OAI-PMH', 1).map(([format]) => format));
  expect(await said('Identify', 'deletedRecord')).toEqual(['persistent']);
});

test('the operations and fields of the API', async () => {
  const description = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as Description & { components: { schemas: Record<string, { properties?: object }> } };
  const operations = Object.entries(description.paths).map(([path, { get }]) => `${get?.operationId}: ${path}`);
  expect(sorted(operations)).toEqual(sorted(contracts.block('API')));
  const fields = Object.entries(description.components.schemas).map(([name, { properties = {} }]) => [name, sorted(Object.keys(properties))]);
  expect(Object.fromEntries(fields)).toEqual(words(contracts.block('API', 1)));
});

test('one record has one identity everywhere', async () => {
  const { id } = (await (await fetch(`${app.url}/api/v1/records/meetings/2009/talks`)).json()) as { id: string };
  expect((await askRaw(app.url, '/ru/meetings.ics')).text).toContain(`UID:${id}\r\n`);
  for (const lang of ['en', 'ru']) expect((await askRaw(app.url, `/${lang}/meetings.atom`)).text).toContain(`<id>urn:uuid:${id}</id>`);
  expect((await harvester(app.url).ask({ verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: 'oai:127.0.0.1:meeting/2009/talks' })).headers).toHaveLength(1);
});

test('the layout of an export', async () => {
  const dir = join(app.data_dir, 'export');
  const config = readConfig({ DATA_DIR: app.data_dir });
  await exportFolder(dir, { db: app.db, store: createFileStore(config.files, config.max_file_bytes), kinds });
  const folders = kinds.map((k) => k.folder).join('|');
  const said = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) =>
    relative(dir, join(e.parentPath, e.name)).replaceAll(sep, '/')
      .replace(new RegExp(`^data/(${folders})/.+?/(?=[^/]+$|files/|versions/)`), 'data/FOLDER/SLUG/').replace(/\/versions\/\d+\//, '/versions/NUMBER/').replace(/\/files\/.+$/, '/files/NAME').replace(/\/[a-z]{2}\.md$/, '/LANG.md'),
  );
  expect(sorted(said)).toEqual(sorted(contracts.block('Export')));
});

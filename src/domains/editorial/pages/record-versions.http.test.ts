import { createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#kernel/config';
import { transaction } from '#kernel/db';
import { createFileStore } from '#kernel/files';
import { checkFolder, publish, saveVersions, withdraw, type PublishOptions } from '#domains/editorial';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles } from '#test/content';
import { readPage } from '#test/page';
import { kinds } from '../../../kinds.ts';

const actor = { name: 'test' };
const folder = 'documents/green-paper';
const facts = { date: '2007-06-06', type: 'green-paper', status: 'adopted', number: 'COM(2007) 301' };

/** A version of a record: `word` is in its title and text, in its file and in a fact of its kind. */
const written = (word: string, path = folder, more: object = {}) => ({
  ...recordFiles(path, { ...facts, oj: `OJ ${word}`, files: [{ path: 'files/paper.txt', title: { en: `Paper ${word}` } }], ...more }, {
    en: { title: `On the ${word}`, body: `The ${word} is considered.` }, ru: { title: `О ${word}`, translates: 'en', body: `Рассматривается ${word}.` },
  }),
  [`${path}/files/paper.txt`]: `Bytes of ${word}`,
});

let app: TestApp;

/** Publishes what stands in a folder as a further version. */
async function show(files: Readonly<Record<string, string>>, options: PublishOptions = {}): Promise<void> {
  const dir = join(app.data_dir, `step-${Math.random()}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const content = await checkFolder(dir, { db: app.db, kinds, max_file_bytes: 1e6 });
  expect(content.findings).toEqual([]);
  const store = createFileStore(readConfig({ DATA_DIR: app.data_dir }).files, 1e6);
  for (const record of content.records) {
    const files_of = await Promise.all(record.files.map(async ({ from, ...file }) => ({ ...file, ...(content.files.get(from) ?? { media_type: '', pages: [] }), ...(await store.put(createReadStream(from))) })));
    await transaction(app.db, async (tx) => publish(tx, actor, (await saveVersions(tx, actor, kinds, [{ ...record.draft, files: files_of }])).map((s) => s.version_id), options));
  }
  await app.renew();
}

const get = (path: string) => fetch(`${app.url}${path}`, { redirect: 'manual' });
const page = async (path: string) => {
  const answer = await get(path);
  expect(answer.status, path).toBe(200);
  return readPage(await answer.text());
};
const said = async (path: string) => (await page(path)).texts.map((t) => t.text).join(' ');

const current = `/en/${folder}`;
const about = (body: string) => recordFiles('pages/about', { focus: [] }, { en: { title: 'About', body }, ru: { title: 'О портале', translates: 'en' } });

beforeAll(async () => {
  app = await testApp({ content: { 'process.yaml': smallProcess, ...written('quaggafirst'), ...about('Quaggafirst words.') } });
  await show({ ...written('quaggasecond'), ...about('Second words.') }, { correction: { en: 'A date was wrong', ru: 'Дата была неверна' } });
  await show(written('third'));
});
afterAll(() => app?.close());

describe('a version that gave way', () => {
  test('stays at its address with its texts, facts and files', async () => {
    const first = await page(`${current}?version=1`);
    expect(first.h1).toEqual(['On the quaggafirst']);
    const text = first.texts.map((t) => t.text).join(' ');
    for (const words of ['The quaggafirst is considered.', 'OJ quaggafirst', 'Paper quaggafirst']) expect(text).toContain(words);
    expect(text).not.toMatch(/third/);
    expect(first.links).toContain(`/files/${folder}/paper.txt?version=1`);
    expect(await (await get(`/files/${folder}/paper.txt?version=1`)).text()).toBe('Bytes of quaggafirst');
    expect(await (await get(`/files/${folder}/paper.txt`)).text()).toBe('Bytes of third');
    // Its links to languages stay in it.
    expect(first.links).toEqual(expect.arrayContaining([`${current}?version=1&text=ru`, `${current}?version=1&left=en&right=ru`]));
    expect(await said(`${current}?version=1&text=ru`)).toContain('Рассматривается quaggafirst.');
    expect(await said(`/ru/${folder}?version=1&left=en&right=ru`)).toMatch(/The quaggafirst is considered.*Рассматривается quaggafirst/s);
  });

  test('says that it is not the current one, since when and until when it stood, what was corrected, and where the current one is', async () => {
    const day = (lang: string) => new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date());
    const second = await page(`${current}?version=2`);
    const text = second.texts.map((t) => t.text);
    expect(text).toEqual(expect.arrayContaining(['Version 2: not the current one', 'A date was wrong', 'Read the current version']));
    expect(text).toContain(`It stood on the portal from ${day('en')} until ${day('en')}.`);
    expect(second.links.filter((l) => l === current).length).toBeGreaterThan(0);
    expect(await said(`/ru/${folder}?version=2`)).toMatch(/Редакция 2: не текущая.*С .* по .* на портале стояла эта редакция\. Читать текущую редакцию.*Дата была неверна/s);
    expect(await said(`/en/pages/about?version=1`)).toMatch(/Version 1: not the current one.*Quaggafirst words/s);
  });

  test('is not for search engines, which are sent to the current one', async () => {
    const first = await page(`${current}?version=1`);
    expect(first.noindex).toBe(true);
    expect(first.heads.filter((h) => h.rel === 'canonical').map((h) => new URL(h.href).pathname + new URL(h.href).search)).toEqual([current]);
    expect((await get(`/files/${folder}/paper.txt?version=1`)).headers.get('x-robots-tag')).toBe('noindex');
    const latest = await page(`${current}?version=3`);
    expect([latest.noindex, latest.h1]).toEqual([false, ['On the third']]);
    expect(latest.heads.filter((h) => h.rel === 'canonical').map((h) => new URL(h.href).pathname + new URL(h.href).search)).toEqual([current]);
    expect(latest.texts.map((t) => t.text)).not.toContain('Version 3: not the current one');
  });

  test('is listed on the page of the record, when there was more than one', async () => {
    const { links, texts, ids } = await page(current);
    expect(links.filter((l) => l.includes('version='))).toEqual([3, 2, 1].map((n) => `${current}?version=${n}`));
    expect(texts.map((t) => t.text).join(' ')).toMatch(/Version 3.*current since.*Version 2.*A date was wrong.*Version 1/s);
    expect(ids).toContain('record-versions');
    await show(written('alone', 'documents/alone'));
    expect((await page('/en/documents/alone')).ids).not.toContain('record-versions');
  });

  test('is nowhere else: lists, search, feeds, harvesting, API and sitemap know the current one', async () => {
    for (const address of [
      '/en/documents', '/ru/documents', '/en/archive', '/en', '/en/documents.atom', '/en/documents.json', '/en/documents.csv', '/en/archive.atom', '/oai?verb=ListRecords&metadataPrefix=oai_dc', '/api/v1/records',
      `/api/v1/records/${folder}`, '/sitemap.xml',
    ]) {
      const answer = await get(address);
      const text = await answer.text();
      expect([answer.status, text.toLowerCase().includes('quagga'), text.includes('?version=')], address).toEqual([200, false, false]);
    }
    expect((await page('/en/search?q=quaggafirst')).links.filter((l) => l.includes('green-paper'))).toEqual([]);
    expect((await page('/en/search?q=third')).links.filter((l) => l.includes('green-paper')).length).toBeGreaterThan(0);
  });

  test.each(['0', '4', '01', '-1', '1.5', 'x', '', '99999999999999999999', '1%00', "1'--"])('%j is no version', async (number) => {
    expect((await get(`${current}?version=${number}`)).status).toBe(404);
    expect((await get(`/files/${folder}/paper.txt?version=${number}`)).status).toBe(404);
  });
});

describe('an address of a version', () => {
  test('closes when the record is for few, opens when it is public again, and is gone when it is withdrawn', async () => {
    const path = 'documents/resolution';
    const at = (version: number) => get(`/en/${path}?version=${version}`);
    const state = async () => [await at(1), await at(2), await at(3), await get(`/files/${path}/paper.txt?version=1`)].map((a) => a.status);
    await show(written('one', path));
    expect(await state()).toEqual([200, 404, 404, 200]);
    await show(written('two', path, { audience: 'network' }));
    expect(await state()).toEqual([404, 404, 404, 404]);
    await show(written('three', path));
    expect(await state()).toEqual([200, 404, 200, 200]);
    await transaction(app.db, (tx) => withdraw(tx, actor, { kind: 'document', slug: 'resolution' }, { reason: { en: 'Issued in error' } }));
    await app.renew();
    expect(await state()).toEqual([410, 410, 410, 404]);
    expect(await (await at(1)).text()).toContain('Issued in error');
  });
});

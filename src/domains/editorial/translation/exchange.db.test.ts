import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#kernel/config';
import { Invalid } from '#kernel/errors';
import { createFileStore } from '#kernel/files';
import { readTmx } from '#protocols/tmx';
import { readXliff } from '#protocols/xliff';
import { smallProcess } from '#test/app';
import { recordFiles } from '#test/content';
import { testDatabase, type TestDatabase } from '#test/database';
import { kinds } from '../../../kinds.ts';
import { exportTranslation, importFolder, importTranslation, type ExchangeFormat } from '../index.ts';

const twenty = (change = (i: number) => `Paragraph ${i} says this.`) => Array.from({ length: 20 }, (_, i) => change(i + 1)).join('\n\n');
const article = (body: string, more: Record<string, { title: string; body?: string; translates?: string }> = {}) =>
  recordFiles('news/2009/twenty', { date: '2009-05-14', source: { url: 'https://example.org', title: 'Source' } }, { en: { title: 'Twenty paragraphs', body }, ...more });

let database: TestDatabase;
let scratch: string;
const options = { kinds, actor: { name: 'test' } };

async function bring(files: Record<string, string>): Promise<void> {
  const dir = mkdtempSync(join(scratch, 'content-'));
  for (const [path, text] of Object.entries({ 'process.yaml': smallProcess, ...files })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  await importFolder(dir, { ...options, db: database.db, store: createFileStore(readConfig({ DATA_DIR: scratch }).files, 1_000_000), max_file_bytes: 1_000_000 });
}

const take = async (format: ExchangeFormat = '1.2', records: string[] | null = null, [from, to] = ['en', 'ru']) =>
  [...(await exportTranslation(database.db, { kinds, records, from: from ?? 'en', to: to ?? 'ru', format })).pieces].join('');
const give = (text: string, publish = false) => importTranslation(text, { ...options, db: database.db, file: 'from-translator.xlf', publish });

/** What a translator does, by the look of the document. */
const translate = (document: string) => document
  .replace(/<source>((?:Paragraph|Twenty)[^<]*)<\/source>\n(?:<target[^>]*>[^<]*<\/target>)?/g, (_, words: string) =>
    `<source>${words}</source><target state="translated">${words.replace('Twenty paragraphs', 'Двадцать абзацев').replace(/Paragraph (\d+) .*/, 'Абзац $1 говорит это.')}</target>`);

const versions = async () => (await sql<{ slug: string; number: number; lang: string; body: string; behind: boolean; shown: boolean }>`
  select r.slug, v.number, t.lang, t.body, t.source_hash is distinct from s.content_hash and t.translates is not null as behind,
    exists (select from editorial.publication p where p.version_id = v.id and p.visible_until > now()) as shown
  from editorial.language_version t join editorial.version v on v.id = t.version_id join editorial.record r on r.id = v.record_id
  left join editorial.language_version s on s.version_id = v.id and s.lang = t.translates order by r.slug, v.number, t.lang`.execute(database.db)).rows;
const newest = async (lang: string) => (await versions()).findLast((v) => v.slug === '2009/twenty' && v.lang === lang);

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'soderkoping-translation-'));
  database = await testDatabase();
  await bring({
    ...article(twenty()),
    ...recordFiles('news/2009/done', { date: '2009-06-01', source: { url: 'https://example.org', title: 'Source' }, states: ['ua'] }, {
      en: { title: 'Done', body: 'A **bold** [link](/en/news).' }, ru: { title: 'Готово', body: '**Смелая** [ссылка](/ru/news).', translates: 'en' },
    }),
  });
});
afterAll(async () => {
  await database?.close();
  rmSync(scratch, { recursive: true, force: true });
});

describe('translations that go out and come in', () => {
  test('a record goes out, comes back translated as a draft, and once more changes nothing', async () => {
    const document = await take('1.2', ['news/2009/twenty']);
    expect(readXliff(document).files[0]).toMatchObject({ original: 'news/2009/twenty', version: '1', source_language: 'en', target_language: 'ru' });
    const report = await give(translate(document));
    expect(report).toEqual({ published: false, records: [{ record: 'news/2009/twenty', lang: 'ru', outcome: 'saved', version: 2, taken: 21, left: [], missing: [], surplus: [], warnings: [] }] });
    expect(await newest('ru')).toMatchObject({ number: 2, shown: false, behind: false, body: twenty((i) => `Абзац ${i} говорит это.`) });
    expect((await newest('en'))?.body).toBe(twenty());
    const before = await versions();
    expect((await give(translate(document))).records[0]).toMatchObject({ outcome: 'unchanged', version: 2, taken: 0, left: [] });
    expect(await versions()).toEqual(before);
  });

  test('of twenty paragraphs two changed meanwhile: the others are taken, these are listed and stay, and the translation is behind', async () => {
    await bring(article(twenty(), { ru: { title: 'Двадцать абзацев', body: twenty((i) => `Абзац ${i} говорил то.`), translates: 'en' } }));
    const document = await take('2.0', ['news/2009/twenty']);
    await bring(article(twenty((i) => (i === 3 || i === 17 ? `Paragraph ${i} now says that.` : `Paragraph ${i} says this.`)), { ru: { title: 'Двадцать абзацев', body: twenty((i) => `Абзац ${i} говорил то.`), translates: 'en' } }));
    const { number } = (await newest('ru')) ?? { number: 0 };
    const done = document.replace(/Абзац (\d+) говорил то\./g, 'Абзац $1 говорит это.');
    const report = await give(done, true);
    expect(report.published).toBe(true);
    expect(report.records[0]).toMatchObject({ outcome: 'saved', taken: 18, left: [{ id: 'p3', reason: 'changed' }, { id: 'p17', reason: 'changed' }] });
    expect(await newest('ru')).toMatchObject({ number: number + 1, shown: true, body: twenty((i) => `Абзац ${i} ${i === 3 || i === 17 ? 'говорил то' : 'говорит это'}.`) });
    const before = await versions();
    expect((await give(done, true)).records[0]).toMatchObject({ outcome: 'unchanged', taken: 0 });
    expect(await versions()).toEqual(before);
  });

  test.each(['1.2', '2.0', '2.1', '2.2'] as const)('what comes back as it went changes nothing (XLIFF %s)', async (format) => {
    const before = await versions();
    const report = await give(await take(format));
    expect(report.records.map((r) => r.outcome)).toEqual(['unchanged', 'unchanged']);
    expect(await versions()).toEqual(before);
  });

  test('a translation memory holds the pairs, with their markup', async () => {
    const { units, findings } = readTmx(await take('tmx', ['news/2009/done']));
    expect(findings).toEqual([]);
    expect(units.map((u) => u.id)).toEqual(['news/2009/done#_title', 'news/2009/done#p1']);
    const written = (lang: string) => (units[1]?.texts.get(lang) ?? []).map((p) => (typeof p === 'string' ? p : p.original)).join('');
    expect([written('en'), written('ru')]).toEqual(['A **bold** [link](/en/news).', '**Смелая** [ссылка](/ru/news).']);
  });

  test('all or nothing: one fault, told with its line, and no record is changed', async () => {
    const before = await versions();
    const document = (await take('1.2')).replaceAll('Смелая', 'Жирная');
    const attempt = async (text: string) => {
      const error = await give(text).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(Invalid);
      expect(await versions()).toEqual(before);
      return (error as Invalid).findings;
    };
    expect(await attempt(document.replace('original="news/2009/twenty"', 'original="news/2009/nowhere"'))).toEqual([expect.objectContaining({ file: 'from-translator.xlf', message: expect.stringContaining('news/2009/nowhere') })]);
    expect(await attempt(document.slice(0, document.length / 2))).toEqual([expect.objectContaining({ line: expect.any(Number) })]);
    expect(await attempt(document.replaceAll('target-language="ru"', 'target-language="en"'))).toHaveLength(2);
    expect(await attempt(document.replaceAll('source-language="en"', 'source-language="uk"'))).toHaveLength(2);
    expect(await attempt(document.replace('original="news/2009/twenty"', 'original="news/2009/done"'))).toEqual([expect.objectContaining({ message: expect.stringContaining('twice') })]);
    await expect(exportTranslation(database.db, { kinds, records: ['news/2009/nowhere'], from: 'en', to: 'ru', format: '1.2' })).rejects.toThrow('news/2009/nowhere');
  });

  test('numbers that differ are told of what was taken, and of nothing else', async () => {
    const document = await take('1.2', ['news/2009/twenty']);
    const report = await give(document.replace(/Абзац 5 [^<]*/, 'Абзац 6 говорит это.'));
    expect(report.records[0]).toMatchObject({ outcome: 'saved', taken: 1, warnings: [{ unit: 'p5', reason: 'numbers', absent: ['5'], added: ['6'] }] });
  });

  test('a half translation is no translation', async () => {
    const document = await take('1.2', ['news/2009/twenty'], ['en', 'uk']);
    const report = await give(translate(document).replace(/<target[^>]*>Абзац 5[^<]*<\/target>/, ''));
    expect(report.records[0]).toMatchObject({ lang: 'uk', outcome: 'incomplete', missing: expect.arrayContaining(['p5']) });
    expect(await newest('uk')).toBeUndefined();
  });
});

import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { sql } from 'kysely';
import { transaction, type Db } from '#kernel/db';
import { createFileStore, type FileStore } from '#kernel/files';
import { checkFolder, exportFolder, importFolder, publish, saveVersions, withdraw, type Draft, type StoredFile } from '#domains/editorial';
import { writeCsv } from '#protocols/csv';
import { kinds } from '../../src/kinds.ts';
import { smallProcess, testApp } from '../support/app.ts';
import { recordFiles, titled } from '../support/content.ts';
import { testDatabase } from '../support/database.ts';
import { draftOf } from '../support/records.ts';
import { generatedPortal, type GeneratedPortal, type GeneratedRecord, type GeneratedVersion } from './generated.ts';
import { filesOf, stateOf } from './state.ts';

const scratch = mkdtempSync(join(tmpdir(), 'soderkoping-export-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const fresh = (name: string) => mkdtempSync(join(scratch, `${name}-`));

const actor = { name: 'Секретариат' };
const max_file_bytes = 1024 * 1024 * 100;
const storeIn = (dir: string) => createFileStore({ kind: 'disk', dir }, max_file_bytes);

function write(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}

const filesOfVersion = (folder: string, v: GeneratedVersion) => ({ ...recordFiles(folder, v.facts, v.texts), ...Object.fromEntries([...v.files].map(([name, text]) => [`${folder}/files/${name}`, text])) });

/** What stands in a folder, as drafts with their files in the store; what the import refuses fails the test. */
async function readDrafts(dir: string, db: Db, store: FileStore): Promise<Map<string, Draft>> {
  const content = await checkFolder(dir, { db, kinds, max_file_bytes });
  expect(content.findings.filter((f) => f.severity === 'error')).toEqual([]);
  const drafts = new Map<string, Draft>();
  for (const record of content.records) {
    const files: StoredFile[] = [];
    for (const { path, lang, title, from } of record.files) {
      const inspected = content.files.get(from);
      if (inspected) files.push({ path, lang, title, ...inspected, ...(await store.put(createReadStream(from))) });
    }
    drafts.set(record.folder, { ...record.draft, files });
  }
  return drafts;
}

async function live(db: Db, drafts: ReadonlyMap<string, Draft>, step: readonly { record: GeneratedRecord; version: GeneratedVersion }[]): Promise<void> {
  for (const { record, version } of step) {
    const draft = drafts.get(record.folder);
    if (!draft) throw new Error(`${record.folder} was not read`);
    await transaction(db, async (tx) => {
      const [saved] = await saveVersions(tx, actor, kinds, [draft]);
      if (!saved || version.fate === 'draft') return;
      const soon = new Date(Date.now() + 86_400_000 * (1 + saved.number));
      await publish(tx, actor, [saved.version_id], { ...(version.fate === 'scheduled' ? { visible_from: soon } : {}), ...(version.fate === 'corrected' ? { correction: version.correction } : {}) });
    });
  }
}

/** Lets a database live through the story of a generated portal. */
async function bringAbout(portal: GeneratedPortal, db: Db, store: FileStore): Promise<void> {
  const base = fresh('base');
  const csv = (rows: readonly (readonly string[])[]) => [...writeCsv(rows)].join('');
  write(base, {
    'process.yaml': smallProcess, 'redirects.csv': csv([['address', 'target'], ...portal.redirects]),
    'glossary.csv': csv([['id', 'en', 'ru', 'en_variants', 'ru_variants', 'definition_en', 'definition_ru'], ...portal.glossary]),
  });
  await importFolder(base, { db, store, kinds, actor, max_file_bytes });
  for (let n = 0; n < Math.max(...portal.records.map((r) => r.versions.length)); n++) {
    const step = portal.records.flatMap((record) => record.versions.slice(n, n + 1).map((version) => ({ record, version })));
    const dir = fresh('step');
    // Records that do not change in this step are there too, so that relations lead somewhere.
    for (const record of portal.records) write(dir, filesOfVersion(record.folder, record.versions[n] ?? (record.versions[0] as GeneratedVersion)));
    await live(db, await readDrafts(dir, db, store), step);
  }
  if (portal.process_changes) {
    const dir = fresh('process');
    write(dir, { 'process.yaml': changedProcess });
    await importFolder(dir, { db, store, kinds, actor, max_file_bytes });
  }
  for (const { folder, withdrawn } of portal.records) {
    if (!withdrawn) continue;
    const kind = kinds.find((k) => folder.startsWith(`${k.folder}/`));
    if (!kind) throw new Error(`${folder} is of no kind`);
    const { reason, successor } = withdrawn;
    await transaction(db, (tx) => withdraw(tx, actor, { kind: kind.kind, slug: folder.slice(kind.folder.length + 1) }, { reason, ...(successor ? { successor } : {}) }));
  }
}

/** The small process without the theme, the State and the body that records speak of. */
const changedProcess = smallProcess.replace('{id: return,', '{id: other,').replace('{code: lt,', '{code: by,').replace('{id: steering-committee,', '{id: advisory-board,');

/** Exports, imports into an empty database, exports again: the folders have the same bytes and the databases hold the same. */
async function expectSameAfterRoundTrip(db: Db, store: FileStore): Promise<void> {
  const [first, second] = [join(fresh('first'), 'bag'), join(fresh('second'), 'bag')];
  await exportFolder(first, { db, store, kinds });
  const other = await testDatabase();
  try {
    const otherStore = storeIn(fresh('store'));
    await importFolder(first, { db: other.db, store: otherStore, kinds, actor: { name: 'somebody else' }, max_file_bytes });
    const [state, was] = [await stateOf(other.db), await stateOf(db)];
    for (const [name, rows] of Object.entries(was)) expect(state[name], name).toEqual(rows);
    await exportFolder(second, { db: other.db, store: otherStore, kinds });
    expect(filesOf(second)).toEqual(filesOf(first));
  } finally {
    await other.close();
  }
}

describe('export, import into an empty database, export again', () => {
  test('gives the same bytes for whatever a portal can hold', async () => {
    await fc.assert(fc.asyncProperty(generatedPortal(kinds), async (portal) => {
      const database = await testDatabase();
      try {
        const store = storeIn(fresh('store'));
        await bringAbout(portal, database.db, store);
        await expectSameAfterRoundTrip(database.db, store);
      } finally {
        await database.close();
      }
    }), { numRuns: 5, endOnFailure: true });
  }, 600_000);

  test('gives the same bytes for the starter content', async () => {
    const app = await testApp();
    try {
      await expectSameAfterRoundTrip(app.db, storeIn(join(app.data_dir, 'files')));
    } finally {
      await app.close();
    }
  }, 600_000);

  test('keeps drafts out of what readers see: they stand under their numbers, and an import beside publishes none', async () => {
    const [from, into] = [await testDatabase(), await testDatabase()];
    try {
      const dir = fresh('content');
      const facts = { date: '2009-05-14', source: { url: 'https://example.org' } };
      write(dir, { 'process.yaml': smallProcess, ...recordFiles('news/2009/shown', facts, titled('Shown', 'Видно')), ...recordFiles('news/2009/other', facts, titled('Other', 'Другое')) });
      const store = storeIn(fresh('store'));
      for (const { db } of [from, into]) await importFolder(dir, { db, store, kinds, actor, max_file_bytes });
      await transaction(from.db, (tx) => saveVersions(tx, actor, kinds, [draftOf('2009/shown', 'A draft in work'), draftOf('2009/only-draft', 'A draft alone')]));
      await transaction(into.db, (tx) => saveVersions(tx, actor, kinds, [draftOf('2009/only-draft', 'Another draft')]));
      const bag = join(fresh('drafts'), 'bag');
      await exportFolder(bag, { db: from.db, store, kinds });
      const text = (path: string) => readFileSync(join(bag, 'data/news/2009', path), 'utf8');
      expect(text('shown/en.md')).toContain('title: Shown');
      expect(text('shown/versions/2/en.md')).toContain('title: A draft in work');
      expect(text('only-draft/en.md')).toContain('title: A draft alone');

      const report = await importFolder(bag, { db: into.db, store, kinds, actor, max_file_bytes });
      expect(report).toMatchObject({ new: 0, changed: 0, unchanged: 2, warnings: [{ file: 'news/2009/only-draft', severity: 'warning' }] });
      const { rows } = await sql<{ title: string }>`select title from published.text where lang = 'en' order by 1`.execute(into.publicDb);
      expect(rows).toEqual([{ title: 'Other' }, { title: 'Shown' }]);
    } finally {
      await Promise.all([from.close(), into.close()]);
    }
  });

  test('is of one moment, whatever is changed while it is written', async () => {
    const { db, close } = await testDatabase();
    try {
      const store = storeIn(fresh('store'));
      const dir = fresh('content');
      const facts = { date: '2009-05-14', source: { url: 'https://example.org' }, files: [{ path: 'files/a.txt' }] };
      const news = (title: string) => ({ ...recordFiles('news/2009/first', facts, titled('First', 'Первая')), 'news/2009/first/files/a.txt': 'a', ...recordFiles('pages/last', {}, titled(title, 'Последняя')) });
      write(dir, { 'process.yaml': smallProcess, ...news('Last') });
      await importFolder(dir, { db, store, kinds, actor, max_file_bytes });
      const [before, during] = [join(fresh('before'), 'bag'), join(fresh('during'), 'bag')];
      await exportFolder(before, { db, store, kinds });
      // News come first, pages last: the page changes after the export has begun.
      const change = async () => {
        write(dir, news('Changed'));
        await importFolder(dir, { db, store, kinds, actor, max_file_bytes });
      };
      await exportFolder(during, { db, kinds, store: { ...store, read: (sha256) => change().then(() => store.read(sha256)) } });
      expect(filesOf(during)).toEqual(filesOf(before));
    } finally {
      await close();
    }
  });
});

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { readConfig } from '#kernel/config';
import { createDb, createPool, type Db } from '#kernel/db';
import { listenForChanges } from '#kernel/epoch';
import { createFileStore } from '#kernel/files';
import { createLog } from '#kernel/log';
import { importFolder } from '#domains/editorial';
import { readProcess } from '#domains/parties';
import { createApp } from '../../src/app.ts';
import { kinds } from '../../src/kinds.ts';
import { buildAssets } from '../../tools/build-assets.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { databaseUrl } from './global.ts';

const root = join(import.meta.dirname, '../..');
const starterContent = join(root, 'content');

/** Files of the starter content, shared by all tests; named by their hash, so that nobody writes twice. */
const sharedFiles = join(root, 'dist/test-data');

/** Only one test file imports the starter content; the others wait for it. */
const contentLock = 7_304_224;

export interface TestAppOptions {
  /** A folder in the content format, or its files: path → text. The starter content by default. */
  readonly content?: string | Readonly<Record<string, string>>;
  /** Further environment of the program; the page cache is off unless `PAGE_CACHE_MB` says otherwise. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface TestApp extends TestDatabase {
  /** Origin of the running program, without a trailing slash; `db` belongs to the owner of the tables, `database` is its address. */
  readonly url: string;
  readonly database: string;
  readonly server: FastifyInstance;
  /** The data folder; files of the content are under `files`. */
  readonly data_dir: string;
  /** Reads the process definition anew and forgets finished pages, as a change does by itself a moment later. */
  renew(): Promise<void>;
}

async function importInto(db: Db, dataDir: string, folder: string): Promise<void> {
  const config = readConfig({ DATA_DIR: dataDir });
  const store = createFileStore(config.files, config.max_file_bytes);
  await importFolder(folder, { db, store, kinds, actor: { name: 'test' }, max_file_bytes: config.max_file_bytes });
}

/** The template that holds the starter content, made by whoever comes first in this run. */
async function contentTemplate(): Promise<string> {
  const name = 'soderkoping_content';
  const server = inject('postgres');
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [contentLock]);
    // The migrated template is new in every run; a content template of another run says so in its comment.
    const { rows: [state] } = await admin.query<{ wanted: string; found: string | null }>(
      `select (select oid::text from pg_database where datname = 'soderkoping_template') as wanted,
        (select shobj_description(oid, 'pg_database') from pg_database where datname = $1) as found`, [name],
    );
    if (state && state.found === state.wanted) return name;
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name} template soderkoping_template`);
    const db = createDb(createPool(databaseUrl(server, name), { max: 2 }));
    try {
      await importInto(db, sharedFiles, starterContent);
    } finally {
      await db.destroy();
    }
    await admin.query(`comment on database ${name} is '${state?.wanted ?? ''}'`);
    return name;
  } finally {
    await admin.end();
  }
}

function writeContent(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/**
 * The whole program on a port of its own, on a database of its own with content in it. Content given as files needs a `process.yaml` too;
 * {@link smallProcess} is one.
 */
export async function testApp({ content = starterContent, env = {} }: TestAppOptions = {}): Promise<TestApp> {
  const undo: (() => unknown)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const scratch = mkdtempSync(join(tmpdir(), 'soderkoping-app-'));
    undo.push(() => rmSync(scratch, { recursive: true, force: true }));
    const shared = content === starterContent;
    const database = await testDatabase(shared ? await contentTemplate() : undefined);
    undo.push(database.close);
    const data_dir = shared ? sharedFiles : scratch;
    if (!shared) await importInto(database.db, data_dir, typeof content === 'string' ? content : writeContent(join(scratch, 'content'), content));

    if (!existsSync(join(root, 'dist/assets/manifest.json'))) await buildAssets(root);
    const config = readConfig({ HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'silent', PAGE_CACHE_MB: '0', NODE_ENV: 'test', DATA_DIR: data_dir, DATABASE_URL: database.url, ...env });
    const definition = await readProcess(database.db);
    if (!definition) throw new Error('the content has no process.yaml');
    const healthy = () => sql`select 1`.execute(database.publicDb).then(() => true, () => false);
    const app = await createApp({ config, publicDb: database.publicDb, store: createFileStore(config.files, config.max_file_bytes), log: createLog(config.log_level), root, process: definition, key: new TextEncoder().encode('a key of tests, long enough to sign with'), healthy });
    undo.push(() => app.server.close());
    const renew = async () => app.renew((await readProcess(database.db)) ?? definition);
    undo.push(await listenForChanges(database.url, () => void renew().catch(() => undefined)));
    const url = await app.server.listen({ host: config.host, port: config.port });
    return { ...database, url, database: database.url, server: app.server, data_dir, renew, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The least that a process definition holds: two States, two languages, one theme, one body. */
export const smallProcess = `
format: 1
id: small
name: {en: Small Process, ru: Малый процесс}
full_name: {en: Small Process, ru: Малый процесс}
motto: {en: Two banks, ru: Два берега}
languages: [en, ru]
time_zone: Europe/Kyiv
founded: 2001-05
contact_email: contact@example.org
states:
  - {code: ua, role: partner, since: 2001}
  - {code: lt, role: eu-member, since: 2001}
partners:
  - {id: unhcr, name: {en: UNHCR, ru: УВКБ ООН}, short: {en: UNHCR, ru: УВКБ ООН}, url: "https://www.unhcr.org", role: {en: Partner, ru: Партнёр}}
bodies:
  - {id: steering-committee, name: {en: Steering Committee, ru: Руководящий комитет}, purpose: {en: Steers, ru: Руководит}, members: [unhcr]}
focuses:
  - {id: migration, name: {en: Migration, ru: Миграция}}
  - {id: asylum, name: {en: Asylum, ru: Убежище}}
  - {id: border, name: {en: Border management, ru: Управление границами}}
themes:
  - {id: return, name: {en: Return, ru: Возвращение}, description: {en: Return of persons, ru: Возвращение лиц}}
`;

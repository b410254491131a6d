/** An import beside inserting the same rows by `COPY` into the same tables with the same indexes. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { createDb, createPool } from '#kernel/db';
import { createFileStore } from '#kernel/files';
import { migrate } from '#kernel/migrate';
import { startEmbeddedPostgres } from '#kernel/postgres';
import { importFolder } from '#domains/editorial';
import { kinds } from '../src/kinds.ts';
import { writeRecords } from './records.ts';
import { processorSeconds, root, scratch, smallContent } from './support/portal.ts';
import { report, scaled } from './support/report.ts';

const records = scaled(10_000);

interface Table {
  readonly name: string;
  readonly columns: string;
}

/** Tables with rows, those that others refer to first. Generated columns and the links of the audit chain are left out: both ways compute them. */
async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers: string[] }>(`
    select c.oid::regclass::text as name,
      (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      array(select confrelid::regclass::text from pg_constraint k where k.conrelid = c.oid and contype = 'f' and confrelid <> c.oid) as refers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where relkind = 'r' and nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public') and c.oid::regclass::text not in ('kernel.audit_link', 'kernel.migration', 'kernel.secret')`);
  const sorted: Table[] = [];
  for (let left = rows; left.length > 0; ) {
    const ready = left.filter((t) => t.refers.every((name) => sorted.some((s) => s.name === name)));
    if (ready.length === 0) throw new Error(`tables refer to each other: ${left.map((t) => t.name).join(', ')}`);
    sorted.push(...ready);
    left = left.filter((t) => !ready.includes(t));
  }
  return sorted;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function freshDatabase(server: string, name: string): Promise<string> {
  const admin = await connect(server);
  await admin.query(`create database ${name}`);
  await admin.query('checkpoint');
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migrate(url.href, join(root, 'db'));
  return url.href;
}

/** Processor time of this program and of the server since the last look. */
function processor(dataDir: string): () => string {
  const postmaster = Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  const look = () => ({ own: process.cpuUsage(), server: processorSeconds(postmaster) });
  let before = look();
  return () => {
    const now = look();
    const own = (now.own.user + now.own.system - before.own.user - before.own.system) / 1e6;
    const server = now.server === null || before.server === null ? '?' : (now.server - before.server).toFixed(1);
    before = now;
    return `processor ${own.toFixed(1)} s here, ${server} s in PostgreSQL`;
  };
}

const seconds = (from: number) => (performance.now() - from) / 1000;

const content = scratch();
cpSync(join(smallContent, 'process.yaml'), join(content, 'process.yaml'));
writeRecords(content, { records });
const dataDir = scratch();
const server = await startEmbeddedPostgres(dataDir);
try {
  const imported = await freshDatabase(server.url, 'imported');
  const db = createDb(createPool(imported, { max: 4 }));
  const store = createFileStore({ kind: 'disk', dir: scratch() }, 1e9);
  const phases: string[] = [];
  const used = processor(dataDir);
  let begun = performance.now();
  let phaseBegun = begun;
  let phase = '';
  const done = await importFolder(content, {
    db, store, kinds, actor: { name: 'bench' }, max_file_bytes: 1e9,
    progress(now) {
      if (now === phase) return;
      if (phase) phases.push(`${phase} ${seconds(phaseBegun).toFixed(1)} s`);
      [phase, phaseBegun] = [now, performance.now()];
    },
  });
  phases.push(`${phase} ${seconds(phaseBegun).toFixed(1)} s`);
  const importSeconds = seconds(begun);
  const importUsed = used();
  await db.destroy();
  if (done.new !== records) throw new Error(`${done.new} of ${records} records were imported`);

  const source = await connect(imported);
  const tables = await tablesOf(source);
  const rows = new Map<string, Buffer>();
  for (const { name, columns } of tables) rows.set(name, await buffer(source.query(copyTo(`copy (select ${columns} from ${name}) to stdout (format binary)`))));
  await source.end();

  const copied = await freshDatabase(server.url, 'copied');
  const target = await connect(copied);
  used();
  begun = performance.now();
  await target.query('begin');
  for (const { name, columns } of tables) {
    await pipeline(Readable.from([rows.get(name) ?? Buffer.alloc(0)]), target.query(copyFrom(`copy ${name} (${columns}) from stdin (format binary)`)));
  }
  await target.query('commit');
  const copySeconds = seconds(begun);
  const copyUsed = used();
  const { rows: [count] } = await target.query<{ n: number }>('select count(*)::int as n from editorial.version');
  await target.end();
  if (count?.n !== records) throw new Error(`${count?.n} of ${records} records were copied`);
  const bytes = [...rows.values()].reduce((sum, b) => sum + b.length, 0);
  report(`import of ${records} records / COPY of the same rows`, copySeconds / importSeconds, {
    at_least: 0.3, detail: `${importSeconds.toFixed(1)} s (${phases.join(', ')}; ${importUsed}) and ${copySeconds.toFixed(1)} s (${copyUsed}) for ${(bytes / 1e6).toFixed(0)} MB in ${tables.length} tables`,
  });
} finally {
  await server.stop();
}

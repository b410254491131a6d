/**
 * An export beside copying the same files one by one, and a static copy beside answering the same addresses: it draws every page, which costs many times
 * what copying it would, so the second is the limit that it can come near to. Made again without a change, a static copy writes nothing.
 */
import { copyFileSync, cpSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readConfig } from '#kernel/config';
import { createDb, createPool } from '#kernel/db';
import { createFileStore } from '#kernel/files';
import { createLog } from '#kernel/log';
import { workThrough } from '#kernel/work-queue';
import { exportFolder, importFolder } from '#domains/editorial';
import { openDatabase } from '../src/database.ts';
import { kinds } from '../src/kinds.ts';
import { openPortal } from '../src/main.ts';
import { writeStaticCopy } from '../src/static-copy/static-copy.ts';
import { writeRecords } from './records.ts';
import { root, scratch, smallContent } from './support/portal.ts';
import { report, scaled } from './support/report.ts';

const exported = scaled(5000);

const quiet = { progress: () => undefined, say: () => undefined };
const seconds = async (work: () => unknown): Promise<number> => {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
};

function copyFiles(from: string, to: string): number {
  const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
  for (const file of files) {
    const target = join(to, file.slice(from.length));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
  return files.length;
}

const undo: (() => Promise<unknown>)[] = [];

async function measureExport(): Promise<void> {
  const content = scratch();
  cpSync(join(smallContent, 'process.yaml'), join(content, 'process.yaml'));
  writeRecords(content, { records: exported, file_every: 10 });
  const config = readConfig({ DATA_DIR: scratch() });
  const database = await openDatabase(config, root, () => undefined);
  undo.push(database.close);
  const db = createDb(createPool(database.url, { max: 4 }));
  undo.push(() => db.destroy());
  const store = createFileStore(config.files, config.max_file_bytes);
  await importFolder(content, { db, store, kinds, actor: { name: 'bench' }, max_file_bytes: config.max_file_bytes });
  const dir = join(scratch(), 'export');
  await exportFolder(join(scratch(), 'first'), { db, store, kinds, ...quiet });
  global.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampling = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 20);
  const exporting = await seconds(() => exportFolder(dir, { db, store, kinds, ...quiet }));
  clearInterval(sampling);
  let files = 0;
  const copying = await seconds(() => { files = copyFiles(dir, join(scratch(), 'copy')); });
  report(`export of ${exported} records / copying the same files one by one`, copying / exporting, { at_least: 0.3, detail: `${copying.toFixed(1)} and ${exporting.toFixed(1)} s, ${files} files` });
  report('the same: memory at its peak / before', peak / before, { at_most: 1.5, detail: `${(peak / 1e6).toFixed(0)} and ${(before / 1e6).toFixed(0)} MB` });
}

async function measureStaticCopy(): Promise<void> {
  const config = readConfig({ DATA_DIR: scratch(), PAGE_CACHE_MB: '0', LOG_LEVEL: 'error', PORT: '0' });
  const database = await openDatabase(config, root, () => undefined);
  undo.push(database.close);
  const { app, process } = await openPortal(config, root, database, createLog('error'), undo, async ({ url }) => {
    const db = createDb(createPool(url, { max: 4 }));
    await importFolder(join(root, 'content'), { db, store: createFileStore(config.files, config.max_file_bytes), kinds, actor: { name: 'bench' }, max_file_bytes: config.max_file_bytes });
    await db.destroy();
  });
  await app.server.ready();
  const asked: string[] = [];
  const inject = app.server.inject.bind(app.server) as (options: { url: string }) => Promise<unknown>;
  const server = new Proxy(app.server, {
    get: (target, name) => (name === 'inject' ? (options: { url: string }) => { asked.push(options.url); return inject(options); } : Reflect.get(target, name) as unknown),
  });
  const dir = join(scratch(), 'site');
  const options = { server, languages: process.languages, unlinked: [], note: () => '', ...quiet };
  const copying = await seconds(() => writeStaticCopy(dir, options));
  const urls = asked.splice(0);
  const answering = await seconds(() => workThrough(urls, 4, async (url) => {
    await app.server.inject({ method: 'GET', url, headers: { 'accept-encoding': 'identity' } });
  }));
  const again = await writeStaticCopy(dir, options);
  report('static copy / answering the same addresses', answering / copying, { at_least: 0.7, detail: `${answering.toFixed(1)} and ${copying.toFixed(1)} s, ${again.files} files` });
  report('static copy made again: files written', again.written, { at_most: 0, detail: `${again.unchanged} unchanged` });
}

try {
  await measureExport();
  await measureStaticCopy();
} finally {
  for (const step of undo.reverse()) await step();
}

/** A page that is not in the cache: the whole time in the program beside the time in which its queries are under way. */
import pg from 'pg';
import { readConfig } from '#kernel/config';
import { createLog } from '#kernel/log';
import { createDb, createPool } from '#kernel/db';
import { createFileStore } from '#kernel/files';
import { importFolder } from '#domains/editorial';
import { openDatabase } from '../src/database.ts';
import { kinds } from '../src/kinds.ts';
import { openPortal } from '../src/main.ts';
import { root, scratch } from './support/portal.ts';
import { join } from 'node:path';
import { median, report, scaled } from './support/report.ts';

const paths = ['/en', '/ru/news', '/en/documents?theme=return&state=ua&state.mode=none', '/en/documents/32008L0115', '/ru/legislation/ua/3671-vi', '/en/states/ua', '/en/search?q=readmission'];

/** Spans in which a query of the public role is under way. */
let spans: [from: number, to: number][] = [];
const plain = pg.Client.prototype.query;
pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
  const from = performance.now();
  const result = (plain as (...a: unknown[]) => unknown).apply(this, args);
  if (result instanceof Promise) void result.finally(() => spans.push([from, performance.now()])).catch(() => undefined);
  return result;
} as typeof plain;

/** Milliseconds that these spans cover, those at the same time counted once. */
function covered(all: readonly [number, number][]): number {
  let sum = 0;
  let end = -Infinity;
  for (const [from, to] of [...all].sort((a, b) => a[0] - b[0])) {
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}

const config = readConfig({ DATA_DIR: scratch(), PAGE_CACHE_MB: '0', LOG_LEVEL: 'error', PORT: '0' });
const undo: (() => Promise<unknown>)[] = [];
const database = await openDatabase(config, root, () => undefined);
undo.push(database.close);
const { app } = await openPortal(config, root, database, createLog('error'), undo, async ({ url }) => {
  const db = createDb(createPool(url, { max: 4 }));
  await importFolder(join(root, 'content'), { db, store: createFileStore(config.files, config.max_file_bytes), kinds, actor: { name: 'bench' }, max_file_bytes: config.max_file_bytes });
  await db.destroy();
});

try {
  for (const path of paths) {
    const visit = async () => {
      spans = [];
      const from = performance.now();
      const answer = await app.server.inject({ method: 'GET', url: path, headers: { 'accept-encoding': 'br' } });
      const whole = performance.now() - from;
      if (answer.statusCode !== 200) throw new Error(`${path} answers ${answer.statusCode}`);
      return { whole, queries: covered(spans), count: spans.length };
    };
    for (let i = 0; i < scaled(10); i++) await visit();
    const visits = [];
    for (let i = 0; i < scaled(40); i++) visits.push(await visit());
    report(`uncached ${path} / its queries`, median(visits.map((v) => v.whole / v.queries)), {
      at_most: 3, detail: `${median(visits.map((v) => v.whole)).toFixed(1)} ms, of which ${visits[0]?.count} queries ${median(visits.map((v) => v.queries)).toFixed(1)} ms`,
    });
  }
} finally {
  for (const step of undo.reverse()) await step();
}

/**
 * Search over 100,000 generated records in two languages: a word of every fifth text beside a rare one, and a page of results beside its bare SQL.
 * Filling takes minutes; `BENCH_SEARCH_DATABASE` names a database to fill once and use again.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { parse } from 'yaml';
import { readConfig } from '#kernel/config';
import { createDb, createPool, transaction, type Db } from '#kernel/db';
import type { DB } from '#kernel/db-types';
import { processSchema, saveProcess } from '#domains/parties';
import { openDatabase } from '../src/database.ts';
import { parseSearchFilter, search } from '../src/domains/editorial/search/index.ts';
import { generate } from './search-generator.ts';
import { launchPortal, scratch, smallContent } from './support/portal.ts';
import { median, report, scaled } from './support/report.ts';

const records = scaled(100_000);
const wordsMeasured = 20;
const rounds = 5;
const role = 'soderkoping_public';

const p95 = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

const given = process.env['BENCH_SEARCH_DATABASE'];
const database = await openDatabase(readConfig({ DATA_DIR: scratch(), ...(given ? { DATABASE_URL: given } : {}) }), join(import.meta.dirname, '../..'), () => undefined);
const owner = createDb(createPool(database.url, { max: 2 }));

async function fill(): Promise<number> {
  const definition = processSchema.parse(parse(readFileSync(join(smallContent, 'process.yaml'), 'utf8')));
  await transaction(owner, (tx) => saveProcess(tx, { name: 'bench' }, definition));
  const { rows: [filled] } = await sql<{ n: number }>`select count(*)::int as n from editorial.search_document`.execute(owner);
  if (filled && filled.n > 0) return filled.n;
  const begun = performance.now();
  const made = await generate(database.url, records, (step) => console.log(`  ${((performance.now() - begun) / 1000).toFixed(0)} s: ${step}`));
  return made.texts;
}

/** Words of both languages that stand in about so many texts. */
async function wordsIn(from: number, to: number): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from (select word, row_number() over (partition by lang order by md5(word)) as n from editorial.word where texts between ${from} and ${to}) w
    where n <= ${wordsMeasured / 2}`.execute(owner);
  return rows.map((r) => r.word);
}

/** The statements of a search, with their values. */
async function statementsOf(q: string): Promise<CompiledQuery[]> {
  const statements: CompiledQuery[] = [];
  const pool = createPool(database.url, { max: 1, role });
  const db: Db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), log: (event) => { statements.push(event.query); } });
  await search(db, { q, lang: 'en', filter: parseSearchFilter(new URLSearchParams()), order: 'relevance', page: 1, wide: true });
  await db.destroy();
  return statements;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

try {
  const texts = await fill();
  // The rarest words that there are stand in about a hundred of 200,000 texts, a title among them now and then.
  const frequent = await wordsIn(texts * 0.19, texts * 0.21);
  const rare = await wordsIn(texts * 0.0004, texts * 0.0007);
  if (frequent.length === 0 || rare.length === 0) throw new Error('the generated texts have no such words');
  const portal = await launchPortal({ DATABASE_URL: database.url, PAGE_CACHE_MB: '0' });
  const bare = new pg.Client({ connectionString: database.url, options: `-c role=${role}` });
  await bare.connect();
  try {
    const visit = (q: string) => timed(async () => {
      const answer = await fetch(`${portal.url}/en/search?${new URLSearchParams({ q })}`);
      const body = await answer.text();
      if (answer.status !== 200 || !body.includes('river-entry')) throw new Error(`${q} answers ${answer.status} without a hit`);
    });
    const times = { frequent: [] as number[], rare: [] as number[], http: [] as number[], sql: [] as number[] };
    for (const q of [...frequent, ...rare]) await visit(q);
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < Math.max(frequent.length, rare.length); i++) {
        const [f, r] = [frequent[i % frequent.length], rare[i % rare.length]] as [string, string];
        times.frequent.push(await visit(f));
        times.rare.push(await visit(r));
        for (const q of [f, r]) {
          const statements = await statementsOf(q);
          times.http.push(await visit(q));
          times.sql.push(await timed(async () => {
            for (const s of statements) await bare.query(s.sql, [...s.parameters]);
          }));
        }
      }
    }
    const ms = (value: number) => `${value.toFixed(1)} ms`;
    report('search over HTTP, p95 of a word in a fifth of all texts / of a rare one', p95(times.frequent) / p95(times.rare), {
      at_most: 3, detail: `${texts} texts; ${ms(p95(times.frequent))} and ${ms(p95(times.rare))}, medians ${ms(median(times.frequent))} and ${ms(median(times.rare))}`,
    });
    report('search over HTTP / its bare SQL, one statement after another', median(times.http) / median(times.sql), { at_most: 2, detail: `${ms(median(times.http))} and ${ms(median(times.sql))}` });
  } finally {
    await bare.end();
    await portal.stop();
  }
} finally {
  await owner.destroy();
  await database.close();
}

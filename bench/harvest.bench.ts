/** A whole OAI-PMH harvest: what a page costs at its end beside its beginning, and how the process grows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { parse } from 'yaml';
import { readConfig } from '#kernel/config';
import { createDb, createPool, transaction } from '#kernel/db';
import { processSchema, saveProcess } from '#domains/parties';
import { openDatabase } from '../src/database.ts';
import { launchPortal, residentMegabytes, scratch, smallContent } from './support/portal.ts';
import { median, report, scaled } from './support/report.ts';

const records = scaled(200_000);

/** Records in two languages, each with a datestamp of its own. */
async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const numbers = `generate_series(1, ${records}) as n`;
  const id = "('00000000-0000-4000-8000-' || lpad(to_hex(n * 2654435761 % 281474976710656), 12, '0'))::uuid";
  for (const statement of [
    `insert into editorial.record (id, kind, slug, created_by) select ${id}, 'news', '2009/item-' || n, 'bench' from ${numbers}`,
    `insert into editorial.version (id, record_id, number, kind, date, date_from, themes, focus, states, digest, created_by) overriding system value
      select n, ${id}, 1, 'news', '2009', '2009-01-01', '{return}', '{asylum}', '{ua}', n::text, 'bench' from ${numbers}`,
    `insert into editorial.publication (version_id, record_id, visible_from, audience, first_visible_from, published_by)
      select n, ${id}, t, 'public', t, 'bench' from ${numbers}, lateral (select '2020-01-01'::timestamptz + n * interval '13 min' as t) t`,
    `insert into editorial.language_version (version_id, lang, title, summary, content_hash)
      select n, 'en', 'An item of the harvest, number ' || n, repeat('What it is about. ', 10), n::text from ${numbers}`,
    `insert into editorial.language_version (version_id, lang, title, summary, translates, content_hash)
      select n, 'ru', 'Запись для сбора, номер ' || n, repeat('О чём она. ', 10), 'en', n::text from ${numbers}`,
    'vacuum analyze',
  ]) await client.query(statement);
  await client.end();
}

const database = await openDatabase(readConfig({ DATA_DIR: scratch() }), join(import.meta.dirname, '../..'), () => undefined);
try {
  const owner = createDb(createPool(database.url, { max: 1 }));
  await transaction(owner, (tx) => saveProcess(tx, { name: 'bench' }, processSchema.parse(parse(readFileSync(join(smallContent, 'process.yaml'), 'utf8')))));
  await owner.destroy();
  await fill(database.url);
  const portal = await launchPortal({ DATABASE_URL: database.url });
  try {
    const times: number[] = [];
    const sizes: number[] = [];
    let harvested = 0;
    for (let query: string | null = 'verb=ListRecords&metadataPrefix=oai_dc'; query !== null; ) {
      const from = performance.now();
      const answer: Response = await fetch(`${portal.url}/oai?${query}`);
      const text: string = await answer.text();
      times.push(performance.now() - from);
      sizes.push(residentMegabytes(portal.child.pid ?? 0) ?? 0);
      harvested += text.split('<record>').length - 1;
      const token: string | undefined = /<resumptionToken[^>]*>([^<]+)</.exec(text)?.[1];
      query = token === undefined ? null : `verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`;
    }
    if (harvested !== records) throw new Error(`${harvested} of ${records} records were harvested`);
    const tenth = Math.ceil(times.length / 10);
    const [first, last] = [median(times.slice(0, tenth)), median(times.slice(-tenth))];
    report(`harvest of ${records} records, a page of the last tenth / of the first`, last / first, { at_most: 1.5, detail: `${last.toFixed(1)} and ${first.toFixed(1)} ms, ${times.length} pages` });
    const [early, late] = [median(sizes.slice(tenth, 2 * tenth)), median(sizes.slice(-tenth))];
    if (late > 0) report('the same: memory in the last tenth / in the second', late / early, { at_most: 1.3, detail: `${late.toFixed(0)} and ${early.toFixed(0)} MB` });
  } finally {
    await portal.stop();
  }
} finally {
  await database.close();
}

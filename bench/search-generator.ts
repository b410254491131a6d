/**
 * Fills an empty, migrated database with records in two languages whose words are distributed as those of real texts (Zipf's law), for
 * measuring search. Run it by `bench/search.bench.ts`, or alone: `DATABASE_URL=… node dist/bench/search-generator.js [records]`.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { createDb, createPool, transaction } from '#kernel/db';
import { indexVersions } from '../src/domains/editorial/search/index-versions.ts';

export interface Generated {
  readonly records: number;
  readonly texts: number;
}

const wordsOfText = 600;
const blocksOfText = 10;
const vocabularySize = 40_000;
/** Places in the table that words are drawn from. */
const drawn = 1 << 20;

/** A small generator of pseudo-random numbers (mulberry32): the same data at every run. */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const sounds = {
  en: { starts: ['b', 'br', 'c', 'd', 'dr', 'f', 'g', 'gl', 'h', 'l', 'm', 'n', 'p', 'pr', 'r', 's', 'st', 't', 'tr', 'v'], vowels: ['a', 'e', 'i', 'o', 'u'], ends: ['', 'n', 'r', 'l', 'm'], last: ['', 'tion', 's', 'ed', 'ing', 'ment', 'ity'] },
  ru: { starts: ['б', 'в', 'г', 'д', 'ж', 'з', 'к', 'л', 'м', 'н', 'п', 'пр', 'р', 'с', 'ст', 'т', 'тр', 'ф', 'х', 'ч'], vowels: ['а', 'е', 'и', 'о', 'у'], ends: ['', 'н', 'р', 'л', 'м'], last: ['', 'ция', 'ого', 'ах', 'ение', 'ость', 'ский'] },
} as const;
type Language = keyof typeof sounds;
const languages = Object.keys(sounds) as Language[];

/** Words of a language, the most frequent first. */
function vocabulary(lang: Language): string[] {
  const { starts, vowels, ends, last } = sounds[lang];
  const next = random(lang.length + starts.length + (lang === 'en' ? 1 : 2));
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T;
  const words = new Set<string>();
  while (words.size < vocabularySize) {
    const syllables = 2 + Math.floor(next() * 2.5);
    words.add(Array.from({ length: syllables }, () => pick(starts) + pick(vowels) + pick(ends)).join('') + pick(last));
  }
  return [...words];
}

/** Ranks drawn by Zipf's law with the exponent that fits prose. */
function zipfTable(): Uint16Array {
  const table = new Uint16Array(drawn);
  const weights = Array.from({ length: vocabularySize }, (_, rank) => 1 / (rank + 2.7) ** 1.05);
  const total = weights.reduce((a, b) => a + b, 0);
  let place = 0;
  let sum = 0;
  weights.forEach((weight, rank) => {
    sum += weight;
    for (const end = Math.round((sum / total) * drawn); place < end; place++) table[place] = rank;
  });
  return table;
}

function writer(lang: Language): (next: () => number, words: number) => string {
  const words = vocabulary(lang);
  const table = zipfTable();
  return (next, count) => {
    const text: string[] = [];
    for (let i = 0; i < count; i++) text.push(words[table[Math.floor(next() * drawn)] as number] as string);
    return text.join(' ');
  };
}

async function copy(client: pg.Client, table: string, columns: string, rows: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(rows, { highWaterMark: 64 }), client.query(copyFrom(`copy ${table} (${columns}) from stdin`)));
}

const kinds = ['document', 'act', 'news', 'publication', 'meeting'];
const focuses = ['migration', 'asylum', 'border'];
const states = ['by', 'ee', 'hu', 'lt', 'lv', 'md', 'pl', 'ro', 'sk', 'ua'];
const themes = ['reception', 'labour', 'integration', 'return', 'judicial', 'trends'];

/** Texts are written anew from the number of the record, so that several passes over them need no memory. */
const seedOf = (record: number, lang: Language) => random(record * 2 + (lang === 'en' ? 0 : 1) + 77);

function* lines(records: number, line: (record: number) => string | readonly string[]): Iterable<string> {
  for (let batch = 0; batch < records; batch += 50) {
    let text = '';
    for (let r = batch + 1; r <= Math.min(batch + 50, records); r++) {
      const made = line(r);
      text += typeof made === 'string' ? `${made}\n` : made.map((m) => `${m}\n`).join('');
    }
    yield text;
  }
}

const uuid = (record: number) => `00000000-0000-4000-8000-${record.toString(16).padStart(12, '0')}`;
const dateOf = (record: number) => new Date(Date.UTC(1999, 0, 1) + (((record * 7919) % 9800) + 1) * 86_400_000).toISOString().slice(0, 10);

async function copySpine(client: pg.Client, records: number): Promise<void> {
  await copy(client, 'editorial.record', 'id, kind, slug, created_by', lines(records, (r) => `${uuid(r)}\t${kinds[r % 5]}\tbench-${r}\tbench`));
  await copy(client, 'editorial.version', 'id, record_id, number, kind, date, date_from, themes, focus, states, digest, created_by', lines(records, (r) =>
    [r, uuid(r), 1, kinds[r % 5], dateOf(r), dateOf(r), `{${themes[r % 6]},${themes[(r + 2) % 6]}}`, `{${focuses[r % 3]}}`, `{${states[r % 10]}}`, r, 'bench'].join('\t')));
  await copy(client, 'editorial.publication', 'version_id, record_id, visible_from, audience, first_visible_from, published_by', lines(records, (r) =>
    `${r}\t${uuid(r)}\t2026-01-01\tpublic\t2026-01-01\tbench`));
  await copy(client, 'editorial.identifier', 'version_id, scheme, value, normalized', lines(records, (r) => `${r}\tnumber\t${r}/BENCH\t${r}BENCH`));
}

async function copyTexts(client: pg.Client, records: number, lang: Language): Promise<void> {
  const write = writer(lang);
  const offset = languages.indexOf(lang) * records;
  await copy(client, 'editorial.language_version', 'id, version_id, lang, title, summary, translates, content_hash', lines(records, (r) => {
    const next = seedOf(r, lang);
    return [r + offset, r, lang, write(next, 9), write(next, 25), lang === 'en' ? '\\N' : 'en', r].join('\t');
  }));
  await copy(client, 'editorial.block', 'language_version_id, position, anchor, kind, lang, html, text', lines(records, (r) => {
    const next = seedOf(r + records, lang);
    return Array.from({ length: blocksOfText }, (_, i) => {
      const text = write(next, wordsOfText / blocksOfText);
      return `${r + offset}\t${i}\tp${i + 1}\tparagraph\t${lang}\t<p>${text}</p>\t${text}`;
    });
  }));
}

/** Indexes are built after the rows: a hundred times quicker, and the same in the end. */
async function withoutIndexes(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ indexname: string; indexdef: string }>("select indexname, indexdef from pg_indexes where schemaname = 'editorial' and indexdef like '%gin%tsv%' or indexname = 'search_document_words'");
  for (const { indexname } of rows) await client.query(`drop index editorial.${indexname}`);
  await work();
  await client.query("set maintenance_work_mem = '1GB'");
  for (const { indexdef } of rows) await client.query(indexdef);
}

/** Writes `records` records, each in English and Russian with {@link wordsOfText} words. `say` hears of each step. */
export async function generate(url: string, records: number, say: (step: string) => void = () => undefined): Promise<Generated> {
  const clients = await Promise.all(languages.map(async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('set synchronous_commit = off');
    return client;
  }));
  const first = clients[0] as pg.Client;
  const pool = createPool(url, { max: languages.length });
  const db = createDb(pool);
  try {
    await withoutIndexes(first, async () => {
      say('records');
      await copySpine(first, records);
      say('texts');
      await Promise.all(languages.map((lang, i) => copyTexts(clients[i] as pg.Client, records, lang)));
      await first.query('analyze editorial.publication, editorial.version, editorial.language_version, editorial.block');
      say('search documents');
      const step = 1000;
      const batches = Array.from({ length: Math.ceil(records / step) }, (_, b) => Array.from({ length: Math.min(step, records - b * step) }, (_x, i) => b * step + i + 1));
      await Promise.all(languages.map(async () => {
        for (let ids = batches.pop(); ids; ids = batches.pop()) {
          const batch = ids;
          await transaction(db, (tx) => indexVersions(tx, batch.map(uuid), batch));
        }
      }));
      say('indexes');
    });
    await first.query(`
      insert into editorial.word (word, lang, folded, texts)
      select lexeme, lang, lexeme, sum(ndoc) from (
        select 'en' as lang, * from ts_stat($$select to_tsvector('editorial.plain', t.title || ' ' || b.text) from editorial.block b join editorial.language_version t on t.id = b.language_version_id where b.language_version_id % 50 = 0 and b.lang = 'en'$$)
        union all
        select 'ru', * from ts_stat($$select to_tsvector('editorial.plain', t.title || ' ' || b.text) from editorial.block b join editorial.language_version t on t.id = b.language_version_id where b.language_version_id % 50 = 0 and b.lang = 'ru'$$)
      ) w where length(lexeme) > 2 group by 1, 2 on conflict do nothing`);
    for (const table of ['language_version', 'version']) await first.query(`select setval(pg_get_serial_sequence('editorial.${table}', 'id'), (select max(id) from editorial.${table}))`);
    say('statistics');
    await first.query('vacuum analyze');
    return { records, texts: records * languages.length };
  } finally {
    await Promise.all([...clients.map((c) => c.end()), db.destroy()]);
  }
}

if (import.meta.main) {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('DATABASE_URL is needed');
  const begun = performance.now();
  const made = await generate(url, Number(process.argv[2] ?? 100_000), (step) => console.log(`${((performance.now() - begun) / 1000).toFixed(0)} s: ${step}`));
  console.log(`${((performance.now() - begun) / 1000).toFixed(0)} s: ${made.records} records, ${made.texts} texts`);
}

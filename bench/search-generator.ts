/**
 * Fills an empty, migrated database with records in two languages whose words are distributed as those of real texts (Zipf's law), for
 * measuring search. Run it by `bench/search.bench.ts`, or alone: `DATABASE_URL=… node dist/bench/search-generator.js [records]`.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { random } from './support/random.ts';

export interface Generated {
  readonly records: number;
  readonly texts: number;
}

const wordsOfText = 600;
const blocksOfText = 10;
const vocabularySize = 40_000;
/** Records a statement when the search documents are made. */
const step = 1000;
/** Places in the table that words are drawn from. */
const drawn = 1 << 20;

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

/** What a language writes with: words, their stems as a quoted lexeme, and in how many texts each stands. */
interface Writer {
  readonly lang: Language;
  readonly words: readonly string[];
  readonly lexemes: readonly string[];
  readonly table: Uint16Array;
  readonly texts: Uint32Array;
}

async function createWriter(client: pg.Client, lang: Language): Promise<Writer> {
  const words = vocabulary(lang);
  const { rows } = await client.query<{ lexeme: string }>(
    'select coalesce((ts_lexize($1::regdictionary, w))[1], w) as lexeme from unnest($2::text[]) with ordinality as x(w, n) order by n', [lang === 'en' ? 'english_stem' : 'russian_stem', words]);
  return { lang, words, lexemes: rows.map((r) => `'${r.lexeme}':`), table: zipfTable(), texts: new Uint32Array(words.length) };
}

const draw = (w: Writer, next: () => number, count: number): Uint16Array => Uint16Array.from({ length: count }, () => w.table[Math.floor(next() * drawn)] as number);
const spell = (w: Writer, ranks: Uint16Array): string => Array.from(ranks, (r) => w.words[r]).join(' ');

/** What `to_tsvector` would make of the words, without its cost, which is most of the time of filling. */
function vector(w: Writer, ranks: Uint16Array): string {
  const places = new Map<number, string>();
  ranks.forEach((rank, i) => places.set(rank, places.has(rank) ? `${places.get(rank)},${i + 1}` : String(i + 1)));
  let text = '';
  for (const [rank, at] of places) text += `${w.lexemes[rank]}${at} `;
  return text;
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

async function copyTexts(client: pg.Client, records: number, w: Writer): Promise<void> {
  const offset = languages.indexOf(w.lang) * records;
  await copy(client, 'editorial.language_version', 'id, version_id, lang, title, summary, translates, content_hash', lines(records, (r) => {
    const next = seedOf(r, w.lang);
    return [r + offset, r, w.lang, spell(w, draw(w, next, 9)), spell(w, draw(w, next, 25)), w.lang === 'en' ? '\\N' : 'en', r].join('\t');
  }));
  await copy(client, 'editorial.block', 'language_version_id, position, anchor, kind, lang, html, text, tsv', lines(records, (r) => {
    const next = seedOf(r + records, w.lang);
    const seen = new Set<number>();
    const rows = Array.from({ length: blocksOfText }, (_, i) => {
      const ranks = draw(w, next, wordsOfText / blocksOfText);
      for (const rank of ranks) seen.add(rank);
      return `${r + offset}\t${i}\tp${i + 1}\tparagraph\t${w.lang}\t\t${spell(w, ranks)}\t${vector(w, ranks)}`;
    });
    for (const rank of seen) w.texts[rank] = (w.texts[rank] as number) + 1;
    return rows;
  }));
  await copy(client, 'editorial.word', 'word, lang, folded, texts', w.words.map((word, rank) => `${word}\t${w.lang}\t${word}\t${w.texts[rank]}\n`));
}

/** What `indexVersions` writes, from the vectors of the blocks. */
async function indexTexts(client: pg.Client, from: number, to: number): Promise<void> {
  await client.query(`
    insert into editorial.search_document
      (version_id, record_id, language_version_id, last_position, lang, kind, date_from, themes, focus, states, audience, readable, title_words, title_tsv, tsv)
    select v.id, v.record_id, t.id, ${blocksOfText - 1}, t.lang, v.kind, v.date_from, v.themes, v.focus, v.states, 'public', '{en,ru}', to_tsvector('editorial.plain', t.title), c.title,
      c.title || setweight(to_tsvector(editorial.search_configuration(t.lang), t.summary), 'B') || setweight(b.tsv, 'C')
    from editorial.language_version t
    join editorial.version v on v.id = t.version_id
    cross join lateral (select setweight(to_tsvector(editorial.search_configuration(t.lang), t.title), 'A') || setweight(to_tsvector('simple', v.id || ' BENCH'), 'C') as title) c
    cross join lateral (select public.bench_concat(x.tsv order by x.position) as tsv from editorial.block x where x.language_version_id = t.id) b
    where t.version_id between $1 and $2`, [from, to]);
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
  try {
    await withoutIndexes(first, async () => {
      say('records');
      await copySpine(first, records);
      say('texts');
      const tsv = "'tsv' and table_schema = 'editorial' and table_name = 'block' and is_generated = 'ALWAYS'";
      const { rows: generated } = await first.query(`select 1 from information_schema.columns where column_name = ${tsv}`);
      if (generated.length > 0) await first.query('alter table editorial.block alter column tsv drop expression');
      const writers = await Promise.all(languages.map((lang) => createWriter(first, lang)));
      await Promise.all(writers.map((w, i) => copyTexts(clients[i] as pg.Client, records, w)));
      await first.query('analyze editorial.publication, editorial.version, editorial.language_version, editorial.block');
      await first.query('create or replace aggregate public.bench_concat(tsvector) (sfunc = tsvector_concat, stype = tsvector)');
      say('search documents');
      const steps = Array.from({ length: Math.ceil(records / step) }, (_, i) => i * step + 1);
      await Promise.all(clients.map(async (client) => {
        for (let from = steps.pop(); from !== undefined; from = steps.pop()) await indexTexts(client, from, from + step - 1);
      }));
      say('indexes');
    });
    for (const table of ['language_version', 'version']) await first.query(`select setval(pg_get_serial_sequence('editorial.${table}', 'id'), (select max(id) from editorial.${table}))`);
    say('statistics');
    await first.query('vacuum analyze');
    return { records, texts: records * languages.length };
  } finally {
    await Promise.all(clients.map((c) => c.end()));
  }
}

if (import.meta.main) {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('DATABASE_URL is needed');
  const begun = performance.now();
  const made = await generate(url, Number(process.argv[2] ?? 100_000), (step) => console.log(`${((performance.now() - begun) / 1000).toFixed(0)} s: ${step}`));
  console.log(`${((performance.now() - begun) / 1000).toFixed(0)} s: ${made.records} records, ${made.texts} texts`);
}

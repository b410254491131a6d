import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#kernel/db';
import { testDatabase, type TestDatabase } from '#test/database';
import { playAfter, playBefore, playedKinds, secret, secretYear } from './hidden-records.ts';

interface Relation {
  readonly name: string;
  /** What the public role may select. */
  readonly columns: readonly string[];
}

let database: TestDatabase;
let readable: readonly Relation[];
let before: ReadonlyMap<string, readonly string[]>;
let after: ReadonlyMap<string, readonly string[]>;

const ours = sql`n.nspname !~ '^(pg_|information_schema$)'`;

/** Everything of which the role may select any column, of whatever schema. */
async function readableRelations(db: Db): Promise<Relation[]> {
  const { rows } = await sql<Relation>`
    select format('%I.%I', n.nspname, c.relname) as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where ${ours} and c.relkind in ('r', 'v', 'm', 'p', 'f') and has_schema_privilege('soderkoping_public', n.oid, 'usage')
      and has_column_privilege('soderkoping_public', c.oid, a.attnum, 'select')
    group by 1 order by 1`.execute(db);
  return rows;
}

/** All rows of all relations, as text. */
async function look(db: Db, relations: readonly Relation[]): Promise<Map<string, readonly string[]>> {
  const seen = new Map<string, readonly string[]>();
  for (const { name, columns } of relations) {
    const { rows } = await sql<{ row: string }>`select to_jsonb(x)::text as row from (select ${sql.raw(columns.join(', '))} from ${sql.raw(name)}) x order by 1`.execute(db);
    seen.set(name, rows.map((r) => r.row));
  }
  return seen;
}

beforeAll(async () => {
  database = await testDatabase();
  readable = await readableRelations(database.db);
  // When a version ends is part of the rule of what is shown, and a scheduled successor moves it; who succeeds stays hidden.
  const looked = readable.map((r) => (r.name === 'editorial.publication' ? { ...r, columns: r.columns.filter((c) => c !== 'visible_until') } : r));
  await playBefore(database.db);
  before = await look(database.publicDb, looked);
  await playAfter(database.db);
  after = await look(database.publicDb, looked);
});
afterAll(() => database?.close());

describe('what the public role reads', () => {
  test('is more than nothing', () => {
    expect(readable.length).toBeGreaterThan(15);
    const withRows = [...after].filter(([, rows]) => rows.length > 0).map(([name]) => name);
    expect(withRows).toEqual(expect.arrayContaining(['editorial.block', 'editorial.file_page', 'published.version', 'published.text', 'published.file', 'published.tombstone', 'meetings.meeting']));
  });

  test('does not change with drafts, scheduled and restricted versions, and what is withdrawn before anybody saw it', () => {
    const noticed = [...after].flatMap(([name, rows]) => {
      const known = new Set(before.get(name));
      const news = rows.filter((row) => !known.has(row));
      return news.length > 0 || rows.length !== known.size ? [`${name}: ${rows.length} rows instead of ${known.size}; ${news[0] ?? ''}`] : [];
    });
    expect(noticed).toEqual([]);
  });

  test('holds no word of a version that is not public now', () => {
    const leaks = [...after].flatMap(([name, rows]) => {
      const found = rows.filter((row) => row.toLowerCase().includes(secret) || row.includes(`${secretYear}-`));
      return found.length > 0 ? [`${name}: ${found.length} rows; ${found[0]}`] : [];
    });
    expect(leaks).toEqual([]);
  });

  const isShown = sql`p.audience = 'public' and p.visible_from <= now() and p.visible_until > now()`;

  /** Rows of a version that the public role finds, by the number of the version. */
  async function found({ name, columns }: Relation, versions: readonly number[]): Promise<number[]> {
    const column = columns.includes('version_id') ? 'version_id' : 'id';
    const { rows } = await sql<{ version: number }>`select distinct ${sql.raw(column)} as version from ${sql.raw(name)} where ${sql.raw(column)} = any(${versions}::bigint[])`.execute(database.publicDb);
    return rows.map((r) => r.version);
  }

  const tablesOfVersions = () => {
    const tables = readable.filter((r) => r.columns.includes('version_id') || /^(editorial|published)\.version$/.test(r.name));
    expect(tables.length).toBeGreaterThan(12);
    return tables;
  };

  test('holds no row of a version that is not public, by its number', async () => {
    const { rows } = await sql<{ id: number }>`
      select v.id from editorial.version v where not exists (select from editorial.publication p where p.version_id = v.id and ${isShown})
        and not exists (select from editorial.publication q join editorial.publication p on p.record_id = q.record_id
          where q.version_id = v.id and q.audience = 'public' and q.visible_until > q.visible_from and q.visible_until <= now() and ${isShown})`.execute(database.db);
    expect(rows.length).toBeGreaterThan(50);
    for (const table of tablesOfVersions()) expect(await found(table, rows.map((r) => r.id)), table.name).toEqual([]);
  });

  test('holds a version that gave way for its own address alone: lists, search and harvesting read the current ones', async () => {
    const { rows } = await sql<{ id: number }>`
      select v.id from editorial.version v join editorial.record r on r.id = v.record_id where r.slug ~ 'open-(replaced|reopened)$' and v.number = 1`.execute(database.db);
    expect(rows.length).toBe(2 * playedKinds.length);
    const versions = rows.map((r) => r.id);
    const holding: string[] = [];
    for (const table of tablesOfVersions()) if ((await found(table, versions)).length > 0) holding.push(table.name);
    expect(holding.sort()).toEqual([
      'editorial.language_version', 'editorial.publication', 'editorial.relation', 'editorial.version', 'editorial.version_file', 'legislation.act', 'library.document', 'meetings.meeting', 'published.showing',
      'research.publication',
    ]);
  });

  test('is planted everywhere: the owner finds the secret in every text column of every table', async () => {
    // Words of a fixed list, names of languages, hashes, and texts that the program makes.
    const fixed = /^(lang|kind|type|status|audience|authenticity|translates|media_type|scheme|state|issuer|country|body|anchor|time_zone|section|path|target_kind|successor_kind|successor_slug|.*hash|sha256|date|starts|ends|published|in_force|applies|ended|reason|correction|titles)$/;
    const owned = readable.filter(({ name }) => !/^(published\.|parties\.process|editorial\.(glossary_term|word|redirect|publication|withdrawal)$)/.test(name));
    const bare: string[] = [];
    for (const { name, columns } of owned) {
      const [schema, table] = name.split('.');
      const { rows: texts } = await sql<{ column: string }>`
        select quote_ident(column_name) as column from information_schema.columns
        where table_schema = ${schema} and table_name = ${table} and data_type in ('text', 'jsonb', 'tsvector')`.execute(database.db);
      for (const { column } of texts) {
        if (!columns.includes(column) || fixed.test(column)) continue;
        const { rows } = await sql`select from ${sql.raw(name)} where ${sql.raw(column)}::text ilike ${`%${secret}%`} limit 1`.execute(database.db);
        if (rows.length === 0) bare.push(`${name}.${column}`);
      }
    }
    expect(bare).toEqual([]);
  });

  test('never names who did something', async () => {
    const { rows } = await sql<{ name: string; column: string }>`
      select format('%I.%I', n.nspname, c.relname) as name, a.attname as column
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where ${ours} and c.relkind in ('r', 'v', 'm', 'p') and a.attname ~ '(_by|^actor|^author)$'`.execute(database.db);
    expect(rows.map((r) => r.name)).toEqual(expect.arrayContaining(['editorial.record', 'editorial.version', 'editorial.publication', 'editorial.withdrawal', 'kernel.audit_event']));
    for (const { name, column } of rows) await expect(sql`select ${sql.raw(column)} from ${sql.raw(name)}`.execute(database.publicDb), `${name}.${column}`).rejects.toMatchObject({ code: '42501' });
  });
});

describe('functions that run with the rights of the owner', () => {
  const everyWord = sql`to_tsquery('simple', ${`${secret}:*`})`;
  const all = (table: string, db: Db) => sql<{ ids: number[] }>`select array_agg(id) as ids from ${sql.raw(table)}`.execute(db).then(({ rows }) => rows[0]?.ids ?? []);
  /** A call of each that asks for everything hidden; it must answer with nothing. */
  const calls: Readonly<Record<string, (db: Db, publicDb: Db) => Promise<unknown[]>>> = {
    'editorial.was_public': async (db, publicDb) => {
      const ids = await all('editorial.version', db);
      const { rows } = await sql<{ id: number }>`select id from unnest(${ids}::bigint[]) as v(id) where editorial.was_public(id)`.execute(publicDb);
      const { rows: open } = await sql<{ id: number }>`
        select v.id from editorial.version v join editorial.record r on r.id = v.record_id where r.slug ~ 'open-(replaced|reopened)$' and v.number = 1`.execute(db);
      return rows.map((r) => r.id).filter((id) => !open.some((o) => o.id === id));
    },
    'published.search_matches': async (db, publicDb) => {
      const ids = await all('editorial.version', db);
      const { rows } = await sql`
        select * from published.search_matches(${everyWord}, null, '{}', 10000, true, '{}')
        union all select * from published.search_matches(to_tsquery('simple', 'open'), null, ${ids}::bigint[], 10000, true, '{}') m where m.version_id not in (select id from published.version)`.execute(publicDb);
      return rows;
    },
    'published.search_weigh': async (db, publicDb) => {
      const ids = await all('editorial.search_document', db);
      const { rows } = await sql`
        select * from published.search_weigh(${ids}::bigint[], ${everyWord}, ${everyWord}) w where w.document not in (select id from published.search_document)`.execute(publicDb);
      return rows;
    },
    'published.search_passages': async (db, publicDb) => {
      const ids = await all('editorial.search_document', db);
      const { rows } = await sql<{ passage: string; heading: string }>`select * from published.search_passages(${ids}::bigint[], ${everyWord}, array[${everyWord}], 10000)`.execute(publicDb);
      return rows.filter((r) => JSON.stringify(r).includes(secret));
    },
    'published.departures': async (_db, publicDb) => (await sql`select * from published.departures(null, null) d where d::text ilike ${`%${secret}%`}`.execute(publicDb)).rows,
    'published.suggest_words': async (_db, publicDb) => (await sql`select * from published.suggest_words(${secret.toLowerCase()}, 10000)`.execute(publicDb)).rows,
    'published.suggest_titles': async (_db, publicDb) => (await sql`select * from published.suggest_titles(${everyWord}, 10000)`.execute(publicDb)).rows,
    'published.find_identifiers': async (_db, publicDb) => {
      const { rows } = await sql`select * from published.find_identifiers('{}', ${secret.toUpperCase()}, 10000)`.execute(publicDb);
      return rows;
    },
  };

  const definers = async () =>
    (await sql<{ name: string; safe: boolean }>`
      select format('%I.%I', n.nspname, p.proname) as name, coalesce(array_to_string(p.proconfig, ' ') like '%search_path=%', false) as safe
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} and p.prosecdef`.execute(database.db)).rows;

  test('are all asked here, and look names up nowhere else', async () => {
    const found = await definers();
    expect(found.filter((f) => !(f.name in calls)).map((f) => f.name)).toEqual([]);
    expect(found.filter((f) => !f.safe)).toEqual([]);
  });

  test('answer with nothing that is hidden', async () => {
    for (const { name } of await definers()) expect(await calls[name]?.(database.db, database.publicDb), name).toEqual([]);
  });
});

describe('what the public role writes', () => {
  test('is nothing: it has no privilege to', async () => {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and c.relkind in ('r', 'v', 'm', 'p', 'f') and (
        has_table_privilege('soderkoping_public', c.oid, 'insert, update, delete, truncate, references, trigger')
        or has_any_column_privilege('soderkoping_public', c.oid, 'insert, update, references'))
      union all
      select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and case when c.relkind = 'S' then has_sequence_privilege('soderkoping_public', c.oid, 'usage, update') end
      union all
      select n.nspname from pg_namespace n where ${ours} and has_schema_privilege('soderkoping_public', n.oid, 'create')
      union all
      select datname from pg_database where datname = current_database() and has_database_privilege('soderkoping_public', oid, 'create')`.execute(database.db);
    expect(rows).toEqual([]);
  });

  test('is nothing: it is refused', async () => {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('r', 'v', 'p')`.execute(database.db);
    expect(rows.length).toBeGreaterThan(20);
    for (const { name } of rows) {
      for (const statement of [`insert into ${name} default values`, `delete from ${name}`]) {
        // 55000: a view that nobody can write through.
        await expect(sql.raw(statement).execute(database.publicDb), statement).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|55000)$/) });
      }
    }
  });

  test('it can become no other role and pass no rule', async () => {
    const { rows } = await sql<{ rolsuper: boolean; rolbypassrls: boolean; rolcreaterole: boolean; rolcreatedb: boolean; members: number }>`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, (select count(*)::int from pg_auth_members where member = r.oid) as members
      from pg_roles r where rolname = 'soderkoping_public'`.execute(database.db);
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, members: 0 }]);
  });
});

import { globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '#kernel/migrate';
import { testDatabase, type TestDatabase } from '#test/database';

const root = join(import.meta.dirname, '../..');

interface Write {
  readonly file: string;
  readonly domain: string;
  readonly schema: string;
  readonly statement: string;
}

const statements = [
  /\b(?:insert\s+into|update(?!\s+set\b)|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy|lock\s+table)\s+(?:only\s+)?"?([a-z_]+)"?\."?([a-z_]+)/gi,
  /\.(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*['"`]([a-z_]+)\.([a-z_]+)/g,
];

/** Where the source writes to tables: the schema of each statement, and the folder it stands in. */
function writes(): Write[] {
  return globSync('src/**/*.{ts,tsx}', { cwd: root, exclude: (name) => /\.test\.tsx?$/.test(name) }).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const domain = /^src\/domains\/([^/]+)\//.exec(file)?.[1] ?? /^src\/([^/]+)/.exec(file)?.[1] ?? '';
    return statements.flatMap((s) => [...text.matchAll(s)].map((m) => ({ file, domain, schema: m[1] ?? '', statement: m[0].replace(/\s+/g, ' ') })));
  });
}

describe('a schema is written only by its domain', () => {
  const found = writes();

  test('in every statement of the source', () => {
    expect(found.filter((w) => w.schema !== w.domain).map((w) => `${w.file}: ${w.statement}`)).toEqual([]);
  });

  test('and every domain with tables writes them', async () => {
    const database = await testDatabase();
    const { rows } = await sql<{ schema: string }>`
      select distinct n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$)' order by 1`.execute(database.db);
    await database.close();
    const domains = readdirSync(join(root, 'src/domains'));
    expect(rows.map((r) => r.schema).filter((s) => s !== 'kernel' && !domains.includes(s))).toEqual([]);
    expect([...new Set(found.map((w) => w.schema))].sort()).toEqual(rows.map((r) => r.schema));
  });
});

describe('the tables', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database?.close());

  /** What everybody may read whole: nothing in it is ever in a state other than published. */
  const open = new Set(['editorial.glossary_term', 'editorial.redirect', 'editorial.word', 'parties.process']);
  /** What the public never sees. */
  const inside = new Set([
    'editorial.review_waiver', 'editorial.step', 'kernel.audit_event', 'kernel.audit_link', 'kernel.migration', 'kernel.secret', 'parties.mandate', 'parties.mandate_ending',
  ]);

  test('each has a row rule for the public, or is listed as open or inside', async () => {
    const { rows } = await sql<{ name: string; ruled: boolean; readable: boolean }>`
      select format('%I.%I', n.nspname, c.relname) as name,
        c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and 'soderkoping_public'::regrole = any (p.polroles)) as ruled,
        has_any_column_privilege('soderkoping_public', c.oid, 'select') as readable
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'm', 'f') and n.nspname !~ '^(pg_|information_schema$)' order by 1`.execute(database.db);
    expect(rows.length).toBeGreaterThan(15);
    const wrong = rows.filter(({ name, ruled, readable }) => (inside.has(name) ? readable : open.has(name) ? !readable : !ruled));
    expect(wrong).toEqual([]);
    expect([...open, ...inside].filter((name) => !rows.some((r) => r.name === name))).toEqual([]);
  });

  test('no rule of the public is wider than reading', async () => {
    const { rows } = await sql`select polname, polcmd, polrelid::regclass::text as table from pg_policy where ('soderkoping_public'::regrole = any (polroles) or polroles = '{0}') and polcmd <> 'r'`.execute(database.db);
    expect(rows).toEqual([]);
  });

  test('every view that the public may read asks with the rights of who reads', async () => {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and n.nspname !~ '^(pg_|information_schema$)' and has_any_column_privilege('soderkoping_public', c.oid, 'select')
        and not coalesce(c.reloptions::text ~ 'security_invoker=(true|on|1)', false)`.execute(database.db);
    expect(rows).toEqual([]);
  });
});

describe('the migrations', () => {
  const files = readdirSync(join(root, 'db/migrations')).sort();

  test('are plain SQL, numbered without a gap from 0001', () => {
    expect(files.filter((f) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(f))).toEqual([]);
    expect(files.map((f) => Number(f.slice(0, 4)))).toEqual(files.map((_, i) => i + 1));
  });

  test('are applied once each, in their order, and a second run finds nothing to do', async () => {
    const database = await testDatabase();
    const { rows } = await sql<{ name: string }>`select name from kernel.migration where name like '%.sql' order by applied_at, name`.execute(database.db);
    expect(rows.map((r) => r.name)).toEqual(files);
    expect(await migrate(database.url, join(root, 'db'))).toEqual({ applied: [], views_renewed: false });
    await database.close();
  });

  test('only go forward: one that was applied and has changed since is refused, and nothing is done', async () => {
    const database = await testDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("update kernel.migration set sha256 = 'another' where name = $1", [files[0]]);
    const before = await client.query('select * from kernel.migration order by name');
    await expect(migrate(database.url, join(root, 'db'))).rejects.toThrow(files[0]);
    expect((await client.query('select * from kernel.migration order by name')).rows).toEqual(before.rows);
    await client.end();
    await database.close();
  });
});

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

export interface MigrationReport {
  readonly applied: readonly string[];
  readonly views_renewed: boolean;
}

interface SqlFile {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

function sqlFiles(dir: string): SqlFile[] {
  return readdirSync(dir).filter((n) => n.endsWith('.sql')).sort().map((name) => {
    const sql = readFileSync(join(dir, name), 'utf8');
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

const bookkeeping = `
create schema if not exists kernel;
create table if not exists kernel.migration (
  name text primary key,
  sha256 text not null,
  applied_at timestamptz not null default now()
);
comment on table kernel.migration is 'The numbered files of db/migrations that this database has seen; views/* stands for the whole of db/views.';
`;

/** One program migrates at a time; others wait. The number is arbitrary and ours. */
const lockKey = 7_304_221;

/**
 * Brings a database up to the newest numbered file of `db/migrations`, each in its own transaction, then re-runs `db/views` as a whole when any of it
 * changed. A file that was applied and has changed since is refused, and so is a database that knows files which this program does not.
 */
export async function migrate(url: string, dir: string): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const applied: string[] = [];
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    const { rows: [server] } = await client.query<{ version: number }>("select current_setting('server_version_num')::int as version");
    if (!server || server.version < 150000) throw new Error('PostgreSQL 15 or newer is needed');
    await client.query(bookkeeping);
    const { rows: done } = await client.query<{ name: string; sha256: string }>('select name, sha256 from kernel.migration');
    const seen = new Map(done.map((row) => [row.name, row.sha256]));
    const files = sqlFiles(join(dir, 'migrations'));
    const newer = done.filter((row) => row.name !== 'views/*' && !files.some((file) => file.name === row.name)).map((row) => row.name);
    if (newer.length > 0) throw new Error(`the database has been used by a newer version of this program (${newer.sort().join(', ')}); use that version, or a backup from before`);
    for (const file of files) {
      const before = seen.get(file.name);
      if (before === file.sha256) continue;
      if (before !== undefined) throw new Error(`db/migrations/${file.name} was applied and has changed since; write a new one`);
      await inTransaction(client, async () => {
        await client.query(file.sql);
        await client.query('insert into kernel.migration (name, sha256) values ($1, $2)', [file.name, file.sha256]);
      }, file.name);
      applied.push(file.name);
    }
    const views = sqlFiles(join(dir, 'views'));
    const sha256 = createHash('sha256').update(views.map((v) => v.sha256).join()).digest('hex');
    const renew = applied.length > 0 || seen.get('views/*') !== sha256;
    if (renew) {
      await inTransaction(client, async () => {
        for (const view of views) await client.query(view.sql);
        await client.query("insert into kernel.migration (name, sha256) values ('views/*', $1) on conflict (name) do update set sha256 = $1, applied_at = now()", [sha256]);
      }, 'db/views');
    }
    return { applied, views_renewed: renew };
  } finally {
    await client.end();
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<void>, what: string): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

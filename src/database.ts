import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '#kernel/config';
import { migrate } from '#kernel/migrate';
import { startEmbeddedPostgres } from '#kernel/postgres';

export interface OpenDatabase {
  /** The owner of the tables. */
  readonly url: string;
  readonly public_url: string;
  /** Role that the public connections act under, when their login is another. */
  readonly public_role: string | null;
  readonly embedded: boolean;
  /** Ends the use of an embedded server; the last program that uses it stops it. */
  close(): Promise<void>;
}

const publicRole = 'soderkoping_public';

/** Programs that start at once would give the login at once, which PostgreSQL refuses. The number is arbitrary and ours. */
const loginLock = 7_304_225;

/** The public role of the embedded PostgreSQL has a login of its own; its password follows from the owner's. */
async function giveLogin(url: string): Promise<string> {
  const password = createHmac('sha256', new URL(url).password).update(publicRole).digest('base64url');
  await onConnection(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [loginLock]);
    const { rows: [role] } = await client.query<{ ready: boolean }>('select rolcanlogin as ready from pg_roles where rolname = $1', [publicRole]);
    if (!role?.ready) await client.query(`alter role ${publicRole} login password '${password}'`);
  });
  const own = new URL(url);
  own.username = publicRole;
  own.password = password;
  return own.href;
}

async function onConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Everything that the public reads goes through this login; one that could see drafts must not serve. */
async function checkPublicLogin(url: string): Promise<void> {
  const { rows: [login] } = await onConnection(url, (client) =>
    client.query<{ name: string; mighty: boolean; member: boolean; writes: boolean }>(
      `select current_user as name, rolsuper or rolbypassrls as mighty, pg_has_role(current_user, $1, 'usage') as member,
        has_table_privilege('editorial.version', 'insert') or has_table_privilege('editorial.version', 'update') as writes
      from pg_roles where rolname = current_user`, [publicRole],
    ),
  );
  if (!login?.member) throw new Error(`PUBLIC_DATABASE_URL: the login ${login?.name ?? ''} is not a member of ${publicRole}; run: grant ${publicRole} to ${login?.name ?? 'LOGIN'}`);
  if (login.mighty || login.writes) throw new Error(`PUBLIC_DATABASE_URL: the login ${login.name} can read more than what is published; it may be a member of ${publicRole} and nothing else`);
}

/** The server's own words with the variable that led to it; the address itself holds a password. */
async function naming<T>(variable: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof AggregateError ? error.errors.map(String).join('; ') : error instanceof Error ? error.message : String(error);
    throw message.startsWith(variable) ? error : new Error(`${variable}: ${message}`, { cause: error });
  }
}

/** The configured database, or the embedded one, brought up and migrated. */
export async function openDatabase(config: Config, root: string, say: (line: string) => void): Promise<OpenDatabase> {
  const server = config.database_url ? null : await startEmbeddedPostgres(config.data_dir, say);
  const url = config.database_url ?? server?.url ?? '';
  const close = async () => server?.stop();
  try {
    const bringUp = () => migrate(url, join(root, 'db'));
    const report = await (server ? bringUp() : naming('DATABASE_URL', bringUp));
    if (report.applied.length > 0) say(`database: applied ${report.applied.join(', ')}`);
    const own = server ? await giveLogin(url) : config.public_database_url;
    if (own && !server) await naming('PUBLIC_DATABASE_URL', () => checkPublicLogin(own));
    return { url, public_url: own ?? url, public_role: own ? null : publicRole, embedded: server !== null, close };
  } catch (error) {
    await close();
    throw error;
  }
}

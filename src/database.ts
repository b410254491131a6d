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
  /** Stops an embedded server. */
  close(): Promise<void>;
  /** Stops an embedded server that this program started; leaves one that was running. */
  release(): Promise<void>;
}

const publicRole = 'soderkoping_public';

/** The public role of the embedded PostgreSQL has a login of its own; its password follows from the owner's. */
async function giveLogin(url: string): Promise<string> {
  const password = createHmac('sha256', new URL(url).password).update(publicRole).digest('base64url');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`alter role ${publicRole} login password '${password}'`);
  await client.end();
  const own = new URL(url);
  own.username = publicRole;
  own.password = password;
  return own.href;
}

/** The configured database, or the embedded one, brought up and migrated. */
export async function openDatabase(config: Config, root: string, say: (line: string) => void): Promise<OpenDatabase> {
  const server = config.database_url ? null : await startEmbeddedPostgres(config.data_dir);
  const url = config.database_url ?? server?.url ?? '';
  try {
    const report = await migrate(url, join(root, 'db'));
    if (report.applied.length > 0) say(`database: applied ${report.applied.join(', ')}`);
    const own = server ? await giveLogin(url) : config.public_database_url;
    return { url, public_url: own ?? url, public_role: own ? null : publicRole, embedded: server !== null, close: async () => server?.stop(), release: async () => (server && !server.found_running ? server.stop() : undefined) };
  } catch (error) {
    if (server && !server.found_running) await server.stop();
    throw error;
  }
}

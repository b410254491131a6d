import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import type { Config } from '#kernel/config';
import { createDb, createPool } from '#kernel/db';
import { listenForChanges } from '#kernel/epoch';
import { createFileStore } from '#kernel/files';
import { createLog } from '#kernel/log';
import { nextScheduledChange } from '#domains/editorial';
import { readProcess } from '#domains/parties';
import { createApp } from './app.ts';
import { openDatabase } from './database.ts';

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

export interface StartHooks {
  /** Called when the database holds no process yet; imports the starter content. */
  readonly firstStart: (database: { url: string }) => Promise<void>;
  readonly say: (line: string) => void;
}

/** Two programs must not serve from one data folder: the second would stop the database under the first. */
const programLock = 7_304_223;

/** Longest delay that a timer takes, in milliseconds. */
const longestTimer = 2_147_000_000;

/** Brings everything up and serves, until `stop`. What was begun is undone when a step fails. */
export async function start(config: Config, root: string, hooks: StartHooks): Promise<Running> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const log = createLog(config.log_level);
    const database = await openDatabase(config, root, hooks.say);
    undo.push(database.close);
    const lock = new pg.Client({ connectionString: database.url, application_name: 'soderkoping program lock' });
    await lock.connect();
    lock.on('error', () => undefined);
    undo.push(() => lock.end());
    if (database.embedded) {
      const { rows: [taken] } = await lock.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [programLock]);
      if (!taken?.ok) {
        // The other program's database is not ours to stop.
        undo.splice(undo.indexOf(database.close), 1);
        throw new Error(`another soderkoping is running on ${config.data_dir}; stop it, or give this one a DATA_DIR of its own`);
      }
    }

    const pool = createPool(database.url, { max: 5 });
    const db = createDb(pool);
    undo.push(() => db.destroy());
    const publicPool = createPool(database.public_url, { max: 12, statement_timeout_ms: 20_000, name: 'soderkoping public', ...(database.public_role ? { role: database.public_role } : {}) });
    const publicDb = createDb(publicPool);
    undo.push(() => publicDb.destroy());
    const store = createFileStore(config.files);
    await store.sweep();

    if ((await readProcess(db)) === null) await hooks.firstStart({ url: database.url });
    const process = await readProcess(db);
    if (process === null) throw new Error('no process is defined: import a folder with a process.yaml');

    const healthy = () => sql`select 1`.execute(publicDb).then(() => true, () => false);
    const app = await createApp({ config, publicDb, store, log, root, process, healthy });
    undo.push(() => app.server.close());

    let timer: NodeJS.Timeout | undefined;
    const renew = async () => {
      try {
        app.renew((await readProcess(db)) ?? process);
        clearTimeout(timer);
        const next = await nextScheduledChange(db);
        if (next) timer = setTimeout(() => void renew(), Math.min(longestTimer, Math.max(0, next.getTime() - Date.now()) + 50)).unref();
      } catch (error) {
        app.cache.clear();
        log.error({ err: error }, 'could not read what changed; asking again');
        timer = setTimeout(() => void renew(), 2000).unref();
      }
    };
    undo.push(await listenForChanges(database.url, () => void renew()));
    undo.push(async () => clearTimeout(timer));

    const url = await app.server.listen({ host: config.host, port: config.port });
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The folder of starter content that comes with the project. */
export function starterContent(config: Config, root: string): string | null {
  const dir = config.content_dir ?? join(root, 'content');
  return existsSync(dir) ? dir : null;
}

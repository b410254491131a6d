import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Config } from '#kernel/config';
import { createDb, createPool, type Db } from '#kernel/db';
import { listenForChanges } from '#kernel/epoch';
import { createFileStore } from '#kernel/files';
import { createLog, type Log } from '#kernel/log';
import { lockProgram } from '#kernel/postgres';
import { nextScheduledChange } from '#domains/editorial';
import { nextDay, readProcess, type Process } from '#domains/parties';
import { createApp, type App } from './app.ts';
import { openDatabase, type OpenDatabase } from './database.ts';

export interface Running {
  readonly url: string;
  /** Takes no more requests, finishes those under way, and ends. */
  stop(): Promise<void>;
  /** Breaks off the requests under way, so that `stop` comes to its end at once. */
  cut(): void;
}

export interface StartHooks {
  /** Called when the database holds no process yet; imports the starter content. */
  readonly firstStart: (database: { url: string }) => Promise<void>;
  readonly say: (line: string) => void;
  /** Called with the way to end what was begun, as long as the start goes on. */
  readonly begun?: (abandon: () => Promise<void>) => void;
}

/** While the database is away, in milliseconds. */
const askAgainAfter = 2000;

/** Brings everything up and serves, until `stop`. What was begun is undone when a step fails. */
export async function start(config: Config, root: string, hooks: StartHooks): Promise<Running> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const log = createLog(config.log_level);
    if (config.database_url === null) {
      const release = await lockProgram(config.data_dir);
      if (release === null) throw new Error(`another soderkoping is running on ${config.data_dir}; stop it, or give this one a DATA_DIR of its own`);
      undo.push(async () => release());
    }
    const database = await openDatabase(config, root, hooks.say);
    undo.push(database.close);
    hooks.begun?.(database.close);

    const { app, db, process } = await openPortal(config, root, database, log, undo, hooks.firstStart);

    const watch = keepCurrent(app, db, log, process);
    undo.push(async () => watch.end());
    undo.push(await listenForChanges(database.url, watch.renew));

    const url = await app.server.listen({ host: config.host, port: config.port }).catch((error: unknown) => { throw whyNoAddress(error, config); });
    return { url, stop, cut: () => app.server.server.closeAllConnections() };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The program over an open database, not listening yet. What it opened is closed by `undo`. */
export async function openPortal(
  config: Config, root: string, database: OpenDatabase, log: Log, undo: (() => Promise<unknown>)[], firstStart: StartHooks['firstStart'],
): Promise<{ app: App; db: Db; process: Process }> {
  const pool = createPool(database.url, { max: 5 });
  const db = createDb(pool);
  undo.push(() => db.destroy());
  const publicPool = createPool(database.public_url, { max: 12, statement_timeout_ms: 20_000, name: 'soderkoping public', ...(database.public_role ? { role: database.public_role } : {}) });
  const publicDb = createDb(publicPool);
  undo.push(() => publicDb.destroy());
  const store = createFileStore(config.files, config.max_file_bytes);
  await store.sweep();

  if ((await readProcess(db)) === null) await firstStart({ url: database.url });
  const process = await readProcess(db);
  if (process === null) throw new Error('no process is defined: import a folder with a process.yaml');

  const { rows: [secret] } = await sql<{ value: Buffer }>`select value from kernel.secret where name = 'tokens'`.execute(db);
  if (!secret) throw new Error('the key of resumption tokens is missing from kernel.secret');
  const healthy = () => sql`select 1`.execute(publicDb).then(() => true, () => false);
  const app = await createApp({ config, publicDb, store, log, root, process, key: secret.value, healthy });
  undo.push(() => closeServer(app));
  return { app, db, process };
}

/** Finishes the requests under way. A connection that is done with its request would otherwise be kept for the next one. */
async function closeServer({ server }: App): Promise<void> {
  const sweep = setInterval(() => server.server.closeIdleConnections(), 100);
  await server.close();
  clearInterval(sweep);
}

/** Forgets finished pages at every change, when a scheduled one comes due, and when a new day makes what was to come what has been; takes over a changed process definition. */
function keepCurrent(app: App, db: Db, log: Log, first: Process): { renew: () => void; end: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let again = false;
  let ended = false;
  const readAll = async (): Promise<number> => {
    for (;;) {
      again = false;
      const [process, scheduled] = [(await readProcess(db)) ?? first, await nextScheduledChange(db)];
      await app.renew(process);
      const now = new Date();
      const next = Math.min(scheduled?.getTime() ?? Infinity, nextDay(process, now).getTime());
      if (!again) return Math.max(0, next - now.getTime()) + 50;
    }
  };
  const renew = async () => {
    // At once: nobody shall read from memory what changed, however long the database takes to tell the rest.
    app.cache.clear();
    again = true;
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    const wait = await readAll().catch((error: unknown) => {
      if (!ended) log.warn({ reason: String(error) }, 'could not read what changed; asking again');
      return askAgainAfter;
    });
    busy = false;
    if (!ended) timer = setTimeout(() => void renew(), wait).unref();
  };
  return {
    renew: () => void renew(),
    end() {
      ended = true;
      clearTimeout(timer);
    },
  };
}

/** The variable that is to blame when the address cannot be listened on. */
function whyNoAddress(error: unknown, { host, port }: Config): Error {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return new Error(`PORT=${port}: another program listens there already`);
  if (code === 'EACCES') return new Error(`PORT=${port}: this account may not listen there`);
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL' || code === 'EAI_AGAIN') return new Error(`HOST=${host}: is not an address of this machine`);
  return error instanceof Error ? error : new Error(String(error));
}

/** The folder of starter content: the configured one, or that of the project; null when the project brings none. */
export function starterContent(config: Config, root: string): string | null {
  if (config.content_dir !== null && !existsSync(config.content_dir)) throw new Error(`CONTENT_DIR=${config.content_dir}: there is no such folder`);
  const dir = config.content_dir ?? join(root, 'content');
  return existsSync(dir) ? dir : null;
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterExists, clusterIn, createCluster, findServer, isRunning, launchServer, ownerUrl, shutDown, type Cluster, type Server } from './postgres/cluster.ts';
import { takeLock, type Release } from './postgres/locks.ts';

/** A PostgreSQL in a data folder, used by this program and perhaps by others at the same time. */
export interface EmbeddedPostgres {
  /** Stays the same while this program uses it, also when the server had to be started again. */
  readonly url: string;
  /** Ends the use. The last program to do so stops the server. */
  stop(): Promise<void>;
}

/** Between two looks whether the server is still there, in milliseconds; after a failed start the wait grows. */
const lookEvery = 500;
const longestWait = 30_000;

function locksIn(dataDir: string): string {
  const dir = join(dataDir, 'locks');
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(`DATA_DIR=${dataDir}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return dir;
}

/** Only one program may serve from a data folder. Null: another one does. */
export function lockProgram(dataDir: string): Promise<Release | null> {
  return takeLock(join(locksIn(dataDir), 'program'));
}

/** Whether the data folder has a database. */
export function hasEmbeddedPostgres(dataDir: string): boolean {
  return clusterExists(clusterIn(dataDir));
}

/** One program at a time creates, starts or stops the server. */
async function alone<T>(locks: string, work: () => Promise<T>): Promise<T> {
  const release = await takeLock(join(locks, 'postgres'), { wait_ms: 300_000 });
  if (release === null) throw new Error(`another program has been starting or stopping PostgreSQL for five minutes (${locks})`);
  try {
    return await work();
  } finally {
    release();
  }
}

async function bringUp(cluster: Cluster, port?: number): Promise<Server> {
  if (!clusterExists(cluster)) await createCluster(cluster);
  return (await findServer(cluster)) ?? launchServer(cluster, port);
}

/**
 * Starts PostgreSQL in `DATA_DIR/postgres` on a free loopback port, creating the cluster at the first start; or uses the server that is
 * running there, begun by another program or left by one that was killed. A server that dies is started again at the same address. Works as
 * root (the server runs as `nobody`), also below folders that only root may enter.
 */
export async function startEmbeddedPostgres(dataDir: string, say: (line: string) => void = () => undefined): Promise<EmbeddedPostgres> {
  const locks = locksIn(dataDir);
  const cluster = clusterIn(dataDir);
  const users = join(locks, 'postgres-users');
  const entered = await alone(locks, async () => {
    const leave = await takeLock(users, { shared: true, wait_ms: 5000 });
    if (leave === null) throw new Error(`${users} is locked`);
    try {
      return { leave, server: await bringUp(cluster) };
    } catch (error) {
      leave();
      throw error;
    }
  });
  let { server } = entered;

  const stopping = new AbortController();
  const watch = async () => {
    for (let wait = lookEvery; !stopping.signal.aborted; ) {
      await sleep(wait, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted || isRunning(server.pid)) continue;
      say('PostgreSQL has ended unexpectedly; starting it again');
      try {
        server = await alone(locks, () => bringUp(cluster, server.port));
        say('PostgreSQL is back');
        wait = lookEvery;
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
        wait = Math.min(wait * 2, longestWait);
      }
    }
  };
  const watching = watch();

  const leave = async () => {
    stopping.abort();
    await watching;
    await alone(locks, async () => {
      entered.leave();
      const last = await takeLock(users);
      if (last === null) return;
      await shutDown(server.pid);
      last();
    });
  };
  let left: Promise<void> | null = null;
  return { url: ownerUrl(cluster, server.port), stop: () => (left ??= leave()) };
}

import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresHome, serverAccount, type ServerAccount } from './binaries.ts';

/** Where a cluster lies: its own folder, the password of its owner, what it said. */
export interface Cluster {
  readonly dir: string;
  readonly secret_file: string;
  readonly log_file: string;
}

export interface Server {
  readonly pid: number;
  readonly port: number;
}

const owner = 'soderkoping';

/** Longest that a start may take: after a crash PostgreSQL first replays what was not yet in its files. */
const startTimeoutMs = 120_000;

export function clusterIn(dataDir: string): Cluster {
  return { dir: join(dataDir, 'postgres'), secret_file: join(dataDir, 'postgres.secret'), log_file: join(dataDir, 'postgres.log') };
}

export const clusterExists = (cluster: Cluster): boolean => existsSync(join(cluster.dir, 'PG_VERSION'));

/** The address of the owner's login. */
export function ownerUrl(cluster: Cluster, port: number): string {
  return `postgresql://${owner}:${readFileSync(cluster.secret_file, 'utf8').trim()}@127.0.0.1:${port}/postgres`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return address.port;
}

/** A child runs in the data folder and names it `/proc/self/cwd`, so that the folders above need not let its account through. */
function dataFolder(dir: string, account: ServerAccount | null): { cwd: string; name: string } {
  return account !== null && existsSync('/proc/self/cwd') ? { cwd: dir, name: '/proc/self/cwd' } : { cwd: dir, name: dir };
}

function childEnv(): Record<string, string> {
  return { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '' };
}

/** Creates the cluster in a folder beside and renames it, so that an interrupted creation never looks complete. */
export async function createCluster({ dir, secret_file }: Cluster): Promise<void> {
  const account = serverAccount();
  const home = await postgresHome(account);
  const partial = `${dir}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  const scratch = mkdtempSync(join(tmpdir(), 'soderkoping-'));
  const passwordFile = join(scratch, 'password');
  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const path of [partial, scratch, passwordFile]) chownSync(path, account.uid, account.gid);
  const { cwd, name } = dataFolder(partial, account);
  const result = spawnSync(
    join(home, 'bin/initdb'),
    ['-D', name, '-U', owner, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    { cwd, ...(account ?? {}), env: childEnv(), encoding: 'utf8' },
  );
  rmSync(scratch, { recursive: true, force: true });
  if (result.status !== 0) {
    rmSync(partial, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not create its data folder: ${result.error?.message ?? result.stderr.trim()}`);
  }
  rmSync(secret_file, { force: true });
  writeFileSync(secret_file, password, { mode: 0o600 });
  renameSync(partial, dir);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether a process is a PostgreSQL that runs: after a restart of the machine its number may be another program's, and nobody may have buried it. */
export function isRunning(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  try {
    const [, name, state] = /\((.*)\) (\w)/s.exec(readFileSync(stat, 'utf8')) ?? [];
    return name === 'postgres' && state !== 'Z' && state !== 'X';
  } catch {
    if (process.platform === 'linux') return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function statedServer(dir: string): Server | null {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  return isRunning(Number(pid)) ? { pid: Number(pid), port: Number(port) } : null;
}

/** The server that runs in the cluster already, as soon as it answers; null when there is none. */
export async function findServer(cluster: Cluster): Promise<Server | null> {
  for (const deadline = Date.now() + startTimeoutMs; ; await sleep(100)) {
    const server = statedServer(cluster.dir);
    if (server === null) return null;
    if (server.port > 0 && (await answers(ownerUrl(cluster, server.port)))) return server;
    if (Date.now() > deadline) throw new Error(`a PostgreSQL runs in ${cluster.dir} (process ${server.pid}) but does not answer`);
  }
}

/** What stands in the way passes by itself. */
class NotYet extends Error {}

/**
 * Children of a server that was killed finish their work first; nobody may have buried the server itself; another program may have taken the port
 * since it was found free.
 */
const passing = /pre-existing shared memory block|lock file "postmaster\.pid" already exists|Address already in use/;

/**
 * Starts a server in the cluster and waits until it answers, on a free port unless it must be the one that clients know. It outlives this program
 * unless {@link shutDown} ends it.
 */
export async function launchServer(cluster: Cluster, port?: number): Promise<Server> {
  for (const deadline = Date.now() + startTimeoutMs; ; await sleep(250)) {
    try {
      return await launchOnce(cluster, port ?? (await freePort()));
    } catch (error) {
      if (!(error instanceof NotYet) || Date.now() > deadline) throw error;
    }
  }
}

async function launchOnce(cluster: Cluster, port: number): Promise<Server> {
  const account = serverAccount();
  const home = await postgresHome(account);
  const log = openSync(cluster.log_file, 'a', 0o600);
  const said = statSync(cluster.log_file).size;
  const { cwd, name } = dataFolder(cluster.dir, account);
  const settings = {
    port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '100', shared_buffers: '128MB', jit: 'off',
    wal_compression: 'on', max_wal_size: '2GB', timezone: 'UTC', log_timezone: 'UTC', log_min_messages: 'warning', log_min_error_statement: 'panic',
    // Work for a program that was killed ends soon, and with it the locks that it holds.
    ...(process.platform === 'win32' ? {} : { client_connection_check_interval: '2s' }),
  };
  const child = spawn(join(home, 'bin/postgres'), ['-D', name, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])], {
    cwd, ...(account ?? {}), env: childEnv(), stdio: ['ignore', log, log], detached: true,
  });
  closeSync(log);
  let failure = null as Error | null;
  child.once('error', (error) => { failure = error; });
  child.unref();
  for (const deadline = Date.now() + startTimeoutMs; ; await sleep(50)) {
    if (child.pid !== undefined && (await answers(ownerUrl(cluster, port)))) return { pid: child.pid, port };
    if (failure !== null || child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      const words = readFileSync(cluster.log_file).subarray(said).toString();
      if (passing.test(words)) throw new NotYet(words);
      throw new Error(`PostgreSQL did not start: ${failure?.message ?? words.trim().split('\n').at(-1)} (all of its words are in ${cluster.log_file})`, { cause: failure });
    }
  }
}

/** `SIGINT` is PostgreSQL's fast shutdown: connections are closed, everything committed is on disk. */
export async function shutDown(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  for (const deadline = Date.now() + 60_000; isRunning(pid) && Date.now() < deadline; ) await sleep(50);
}

import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresHome, serverAccount, type ServerAccount } from './postgres/binaries.ts';

/** A PostgreSQL that this program started, or found running, in a data folder. */
export interface EmbeddedPostgres {
  readonly url: string;
  /** True when a server was already running in the folder, started by another program or left by one that was killed. */
  readonly found_running: boolean;
  stop(): Promise<void>;
}

const owner = 'soderkoping';

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
async function initialise(dir: string, account: ServerAccount | null, secretFile: string): Promise<void> {
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
  writeFileSync(secretFile, password, { mode: 0o600 });
  chmodSync(secretFile, 0o600);
  renameSync(partial, dir);
}

async function answers(url: string): Promise<true | Error> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await client.end().catch(() => undefined);
  }
}

function runningPort(dir: string): { pid: number; port: number } | null {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  try {
    process.kill(Number(pid), 0);
    return { pid: Number(pid), port: Number(port) };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? { pid: Number(pid), port: Number(port) } : null;
  }
}

async function waitForExit(pid: number, timeoutMs: number): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(50)) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
  }
}

/** `SIGINT` is PostgreSQL's fast shutdown: connections are closed, everything committed is on disk. */
async function shutDown(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  await waitForExit(pid, 30_000);
}

/**
 * Starts PostgreSQL in `DATA_DIR/postgres` on a free loopback port, creating the cluster at the first start; or finds the server that
 * is running there. Works as root (the server runs as `nobody`), also below folders that only root may enter.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  mkdirSync(dataDir, { recursive: true });
  const dir = join(dataDir, 'postgres');
  const secretFile = join(dataDir, 'postgres.secret');
  const account = serverAccount();
  if (!existsSync(join(dir, 'PG_VERSION'))) await initialise(dir, account, secretFile);
  const password = readFileSync(secretFile, 'utf8').trim();
  const urlOf = (port: number) => `postgresql://${owner}:${password}@127.0.0.1:${port}/postgres`;

  const running = runningPort(dir);
  if (running) {
    for (let tries = 0; tries < 200; tries++) {
      const now = runningPort(dir);
      if (now && now.port > 0 && (await answers(urlOf(now.port))) === true) {
        return { url: urlOf(now.port), found_running: true, stop: () => shutDown(now.pid) };
      }
      if (!now) break;
      await sleep(100);
    }
  }

  const home = await postgresHome(account);
  const log = openSync(join(dataDir, 'postgres.log'), 'a', 0o600);
  const port = await freePort();
  const { cwd, name } = dataFolder(dir, account);
  const settings = {
    port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '100', shared_buffers: '128MB', jit: 'off',
    wal_compression: 'on', max_wal_size: '2GB', timezone: 'UTC', log_timezone: 'UTC', log_min_messages: 'warning', log_min_error_statement: 'panic',
  };
  const child = spawn(join(home, 'bin/postgres'), ['-D', name, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])], {
    cwd, ...(account ?? {}), env: childEnv(), stdio: ['ignore', log, log], detached: true,
  });
  let failure: Error | null = null;
  child.once('error', (error) => { failure = error; });
  child.unref();
  for (const deadline = Date.now() + 60_000; ; await sleep(50)) {
    if ((await answers(urlOf(port))) === true) break;
    if (failure !== null || child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start; its last words are in ${join(dataDir, 'postgres.log')}`, { cause: failure });
    }
  }
  return { url: urlOf(port), found_running: false, stop: () => shutDown(child.pid ?? 0) };
}

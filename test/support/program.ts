import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll } from 'vitest';
import { shutDown } from '../../src/kernel/postgres/cluster.ts';
import { takeLock } from '../../src/kernel/postgres/locks.ts';

/** The built program, driven as an operator drives it. */

const root = join(import.meta.dirname, '../..');
const entry = join(root, 'dist/src/cli.js');
export const smallContent = join(root, 'test/fixtures/small-process');

type Environment = Readonly<Record<string, string>>;

function newest(path: string): number {
  const found = statSync(path);
  return found.isDirectory() ? Math.max(...readdirSync(path).map((name) => newest(join(path, name)))) : found.mtimeMs;
}

/** Builds the program when a source is newer than it. Test files run side by side; one of them builds. */
export async function build(): Promise<void> {
  // Not that of the compiler: checking types alone renews it, and so does a build that fails.
  const stamp = join(root, 'dist/.built-for-tests');
  const fresh = () => existsSync(stamp) && existsSync(entry) && newest(join(root, 'src')) <= statSync(stamp).mtimeMs;
  if (fresh()) return;
  const release = await takeLock(join(tmpdir(), `soderkoping-build-${Buffer.from(root).toString('base64url').slice(-40)}.lock`), { wait_ms: 240_000 });
  try {
    if (fresh()) return;
    const begun = new Date();
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'tools/build.ts')], { encoding: 'utf8', cwd: root });
    if (status !== 0) throw new Error(`the program cannot be built:\n${stdout}`);
    writeFileSync(stamp, '');
    utimesSync(stamp, begun, begun);
  } finally {
    release?.();
  }
}

const undo: (() => unknown)[] = [];
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A folder of the test file's own; a PostgreSQL that is left in it is stopped at the end. */
export function scratch(prefix = 'data'): string {
  const dir = mkdtempSync(join(tmpdir(), `soderkoping-cli-${prefix}-`));
  undo.push(async () => {
    const pid = postmaster(dir);
    if (pid !== null) await shutDown(pid);
    rmSync(dir, { recursive: true, force: true });
  });
  return dir;
}

/** A copy of the small content that a test may change. */
export function contentCopy(): string {
  const dir = scratch('content');
  cpSync(smallContent, dir, { recursive: true });
  return dir;
}

const postmasterFile = (dataDir: string) => join(dataDir, 'postgres/postmaster.pid');

/** The process of the PostgreSQL that runs, or ran, in a data folder. */
export function postmaster(dataDir: string): number | null {
  return existsSync(postmasterFile(dataDir)) ? Number(readFileSync(postmasterFile(dataDir), 'utf8').split('\n')[0]) : null;
}

/** SQL as the owner of an embedded database. */
export async function query<R extends pg.QueryResultRow>(dataDir: string, text: string, values: readonly unknown[] = []): Promise<R[]> {
  const port = readFileSync(postmasterFile(dataDir), 'utf8').split('\n')[3];
  const password = readFileSync(join(dataDir, 'postgres.secret'), 'utf8').trim();
  return queryUrl<R>(`postgresql://soderkoping:${password}@127.0.0.1:${port}/postgres`, text, values);
}

export async function queryUrl<R extends pg.QueryResultRow>(url: string, text: string, values: readonly unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<R>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Running {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  readonly exit: Promise<Exit>;
}

/** Starts the program with nothing in its environment but what is given. */
export function launch(args: readonly string[], env: Environment, cwd = tmpdir()): Running {
  const child = spawn(process.execPath, [entry, ...args], { cwd, env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const exit = new Promise<Exit>((done) => child.once('close', (code, signal) => done({ code, signal })));
  undo.push(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exit;
  });
  return { child, output, exit };
}

export interface Finished extends Exit {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program to its end. */
export async function run(args: readonly string[], env: Environment = {}): Promise<Finished> {
  const { output, exit } = launch(args, env);
  return { ...(await exit), ...output };
}

export interface Served extends Running {
  /** Origin of the portal, as the program told it. */
  readonly url: string;
  /** Asks it to stop and waits. */
  stop(): Promise<Exit>;
}

/** Starts the portal on a free port and waits until it says where it is. */
export async function serve(dataDir: string, env: Environment = {}): Promise<Served> {
  const running = launch(['start'], { DATA_DIR: dataDir, PORT: '0', CONTENT_DIR: smallContent, ...env });
  const url = await waitFor('the address', async () => {
    if (running.child.exitCode !== null || running.child.signalCode !== null) throw new Error(`it ended: ${running.output.stderr}`);
    return /Söderköping is at (http\S+)/.exec(running.output.stderr)?.[1] ?? null;
  });
  const stop = () => {
    running.child.kill('SIGTERM');
    return running.exit;
  };
  return { ...running, url, stop };
}

/** Asks again and again until there is an answer. Ends only when nothing more can come of it, far beyond any honest wait. */
export async function waitFor<T>(what: string, ask: () => Promise<T | null | false>): Promise<T> {
  for (const deadline = Date.now() + 180_000; ; await sleep(50)) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
  }
}

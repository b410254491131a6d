import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The folder of the project, from the compiled benchmarks as well as from their sources. */
export const root = (() => {
  for (let dir = import.meta.dirname; ; dir = dirname(dir)) if (existsSync(join(dir, 'package.json')) && existsSync(join(dir, 'db'))) return dir;
})();

export const smallContent = join(root, 'test/fixtures/small-process');

/** A scratch folder that goes with the process. */
export function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'soderkoping-bench-'));
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export interface Started {
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a program of ours in a process of its own and waits until it says where it serves. */
export function launch(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const child = spawn(process.execPath, [...args], { env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((done, fail) => {
    const exit = new Promise<void>((ended) => child.once('exit', () => ended()));
    const stop = async () => {
      child.kill('SIGTERM');
      await exit;
    };
    const hear = (text: Buffer) => {
      said += String(text);
      const url = /\bis at (http:\S+)/.exec(said)?.[1];
      if (url) done({ url, child, stop });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void exit.then(() => fail(new Error(`it ended before it served:\n${said}`)));
  });
}

/** The built program on a data folder of its own, with the starter content unless told otherwise. */
export function launchPortal(env: Readonly<Record<string, string>> = {}): Promise<Started> {
  return launch([join(root, 'dist/src/cli.js'), 'start'], { DATA_DIR: scratch(), PORT: '0', LOG_LEVEL: 'silent', CONTENT_DIR: join(root, 'content'), ...env });
}

/** Memory that a process holds now, in MB (`VmRSS`); null where the system does not tell. */
export function residentMegabytes(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

/** Processor seconds that a process and its children have used so far, those that have ended included; null where the system does not tell. */
export function processorSeconds(pid: number): number | null {
  try {
    const fields = (of: number | string) => readFileSync(`/proc/${of}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ').map(Number);
    const ticks = (of: number | string, ...at: number[]) => at.reduce((sum, i) => sum + (fields(of)[i] ?? 0), 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    // utime, stime and, for children that have ended, cutime and cstime (proc(5)); a hundredth of a second each.
    return (ticks(pid, 11, 12, 13, 14) + children.reduce((sum, child) => sum + ticks(child, 11, 12), 0)) / 100;
  } catch {
    return null;
  }
}

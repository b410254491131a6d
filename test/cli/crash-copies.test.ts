import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { writeRecords } from '../../bench/records.ts';
import { filesOf } from '../export/state.ts';
import { build, launch, run, scratch, serve } from '../support/program.ts';

vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

let env: Readonly<Record<string, string>>;
let folder = '';
/** What each command wrote while there was little to write. */
let before: Readonly<Record<string, Readonly<Record<string, string>>>>;

const records = 40;
const commands = ['export', 'site'] as const;
const place = (command: string) => join(folder, command);

beforeAll(async () => {
  await build();
  env = { DATA_DIR: scratch() };
  folder = scratch('copies');
  // Keeps the database running for the other commands.
  await serve(env['DATA_DIR'] ?? '');
  for (const command of commands) expect(await run([command, place(command)], env)).toMatchObject({ code: 0 });
  before = Object.fromEntries(commands.map((command) => [command, filesOf(place(command))]));
  const more = scratch('more');
  writeRecords(more, { records, paragraphs: 2, file_every: 8 });
  expect(await run(['import', more], env)).toMatchObject({ code: 0 });
});

/** Ends a run by a signal a while after it has begun to write; says whether it was still writing. */
async function interrupt(command: string, dir: string, signal: NodeJS.Signals, wait: number): Promise<{ unfinished: boolean; stderr: string; code: number | null }> {
  const growing = () => {
    const found = statSync(`${dir}.partial`, { throwIfNoEntry: false });
    return found ? `${found.ino} ${found.ctimeMs}` : '';
  };
  // What an earlier run left is not yet of this one.
  const left = growing();
  const running = launch([command, dir], env);
  while ((growing() === '' || growing() === left) && running.child.exitCode === null) await sleep(2);
  await Promise.race([sleep(wait), running.exit]);
  const unfinished = existsSync(`${dir}.partial`);
  running.child.kill(signal);
  const { code } = await running.exit;
  return { unfinished, stderr: running.output.stderr, code };
}

describe.each(commands)('%s', (command) => {
  test('that is killed leaves what was before; the next run says so and cleans up', async () => {
    const dir = place(command);
    expect((await interrupt(command, dir, 'SIGKILL', 0)).unfinished).toBe(true);
    expect(filesOf(dir)).toEqual(before[command]);
    if (command === 'export') {
      const checked = await run(['check', `${dir}.partial`], env);
      expect([checked.code, checked.stderr]).toEqual([1, expect.stringContaining('bagit.txt is missing: this is no bag, or not a whole one')]);
    }
    const again = await interrupt(command, dir, 'SIGKILL', 300 * Math.random());
    expect(again.stderr).toContain(`an earlier run was interrupted and left ${dir}.partial unfinished; it is removed, and ${dir} is as it was before`);
    if (again.unfinished) expect(filesOf(dir)).toEqual(before[command]);
    const next = await run([command, dir], env);
    expect([next.code, next.stderr.includes('interrupted'), existsSync(`${dir}.partial`), existsSync(`${dir}.old`)]).toEqual([0, again.unfinished, false, false]);
    expect(Object.keys(filesOf(dir)).length).toBeGreaterThan(Object.keys(before[command] ?? {}).length);
    if (command === 'export') expect(await run(['check', dir], env)).toMatchObject({ code: 0, stdout: `${6 + records} records, 0 errors, 0 warnings\n` });
  });

  test('that is killed just as one folder gives way to the other puts the former back', async () => {
    const dir = place(command);
    const was = filesOf(dir);
    renameSync(dir, `${dir}.old`);
    const { stderr } = await interrupt(command, dir, 'SIGKILL', 0);
    expect(stderr).toContain(`an earlier run was interrupted as its work took the place of ${dir}; what stood there before is back`);
    expect(filesOf(dir)).toEqual(was);
  });

  test('leaves nothing under a new name, and nothing at all when it is asked to stop', async () => {
    const dir = join(scratch('new'), command);
    const stopped = await interrupt(command, dir, 'SIGTERM', 0);
    expect(stopped).toEqual({ unfinished: true, code: 143, stderr: expect.stringContaining('SIGTERM: breaking off; nothing that was not finished is kept') });
    expect([existsSync(dir), existsSync(`${dir}.partial`)]).toEqual([false, false]);
    expect((await interrupt(command, dir, 'SIGKILL', 0)).unfinished).toBe(true);
    expect(existsSync(dir)).toBe(false);
  });
});

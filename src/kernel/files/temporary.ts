import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { asStream, meter, type Stored } from './store.ts';

/** Longer than any upload lives: a write in progress touches its file all the time. */
const staleMilliseconds = 24 * 60 * 60 * 1000;

/** Writes a content to a new file of `dir`, flushed to stable storage. On failure the file is gone before the error is thrown. */
export async function writeTemporary(dir: string, content: Readable | Uint8Array, maxBytes: number): Promise<Stored & { path: string }> {
  await mkdir(dir, { recursive: true });
  const path = join(dir, `${randomUUID()}.part`);
  const { through, result } = meter(maxBytes);
  try {
    const file = await open(path, 'wx', 0o640);
    await pipeline(asStream(content), through, file.createWriteStream({ flush: true }));
    return { ...result(), path };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Removes files that a killed process left in `dir`. */
export async function sweepTemporary(dir: string, olderThan = staleMilliseconds): Promise<number> {
  const names = await readdir(dir).catch(() => []);
  let removed = 0;
  for (const name of names.filter((n) => n.endsWith('.part'))) {
    const written = await stat(join(dir, name)).catch(() => null);
    if (written === null || Date.now() - written.mtimeMs < olderThan) continue;
    await rm(join(dir, name), { force: true });
    removed += 1;
  }
  return removed;
}

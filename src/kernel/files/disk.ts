import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NotFound } from '../errors.ts';
import { type FileStore, pathOf } from './store.ts';
import { sweepTemporary, writeTemporary } from './temporary.ts';

/** A rename is durable once its folder is flushed. Windows cannot open folders, and needs no such flush. */
async function flushFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dir, 'r');
  await folder.sync().finally(() => folder.close());
}

async function makeFolder(dir: string): Promise<void> {
  const first = await mkdir(dir, { recursive: true });
  if (first === undefined) return;
  for (let made = dir; made.length >= first.length; made = dirname(made)) await flushFolder(dirname(made));
}

/** Files in a folder, `ab/cd/<sha256>`; what is being written stands in `incoming/` and appears whole, by a rename. */
export function createDiskStore(dir: string, maxBytes: number): FileStore {
  const incoming = join(dir, 'incoming');
  return {
    async put(content) {
      const { path, sha256, bytes } = await writeTemporary(incoming, content, maxBytes);
      const target = join(dir, pathOf(sha256));
      try {
        const there = await stat(target).catch(() => null);
        if (there?.size === bytes) await rm(path);
        else {
          await makeFolder(dirname(target));
          await rename(path, target);
        }
        await flushFolder(dirname(target));
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      return { sha256, bytes };
    },
    async read(sha256, range) {
      const file = await open(join(dir, pathOf(sha256)), 'r').catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new NotFound(`no file ${sha256}`) : error;
      });
      try {
        const { size } = await file.stat();
        const start = Math.min(range?.start ?? 0, size);
        const end = Math.min(range?.end ?? size - 1, size - 1);
        return { stream: file.createReadStream({ start, end: Math.max(end, start) }), bytes: Math.max(end - start + 1, 0) };
      } catch (error) {
        await file.close();
        throw error;
      }
    },
    has: (sha256) => access(join(dir, pathOf(sha256))).then(() => true, () => false),
    delete: (sha256) => rm(join(dir, pathOf(sha256)), { force: true }),
    sweep: () => sweepTemporary(incoming),
  };
}

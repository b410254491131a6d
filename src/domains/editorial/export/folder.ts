import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, fsyncSync, closeSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { meterBytes } from './meter.ts';

/** A folder that is being written beside its place, with the checksums of what is in it. */
export interface GrowingFolder {
  text(path: string, content: string): void;
  stream(path: string, content: Readable): Promise<void>;
  readonly files: number;
  readonly bytes: number;
}

/** The mark of a folder that is not complete. */
const partialSuffix = '.partial';

/** Whether a folder may be replaced: it is absent, empty, or an earlier export. */
export function mayReplace(dir: string): boolean {
  return !existsSync(dir) || readdirSync(dir).length === 0 || existsSync(join(dir, 'bagit.txt'));
}

/**
 * Writes a whole folder or nothing: it grows beside its place as `DIR.partial`, and takes its place when all is on disk. What stood there before stays until then.
 * `payload` writes below `data/`; `tags` writes the files of the bag from the manifest.
 */
export async function writeFolder(dir: string, payload: (folder: GrowingFolder) => Promise<void>, tags: (written: { files: number; bytes: number }) => Readonly<Record<string, string>>): Promise<void> {
  const partial = dir + partialSuffix;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(join(partial, 'data'), { recursive: true });
  const manifest = openSync(join(partial, 'manifest-sha256.txt'), 'w');
  let files = 0;
  let bytes = 0;
  const made = new Set<string>();
  const place = (path: string) => {
    const target = join(partial, 'data', path);
    const parent = dirname(target);
    if (!made.has(parent)) {
      if (made.size > 10_000) made.clear();
      mkdirSync(parent, { recursive: true });
      made.add(parent);
    }
    return target;
  };
  const note = (path: string, sha256: string, size: number) => {
    files += 1;
    bytes += size;
    writeSync(manifest, `${sha256}  data/${path.replace(/[%\r\n]/g, encodeURIComponent)}\n`);
  };
  await payload({
    text(path, content) {
      const buffer = Buffer.from(content);
      writeFileSync(place(path), buffer);
      note(path, createHash('sha256').update(buffer).digest('hex'), buffer.length);
    },
    async stream(path, content) {
      const { through, result } = meterBytes();
      await pipeline(content, through, createWriteStream(place(path)));
      const { sha256, bytes: size } = result();
      note(path, sha256, size);
    },
    get files() {
      return files;
    },
    get bytes() {
      return bytes;
    },
  });
  fsyncSync(manifest);
  closeSync(manifest);
  for (const [name, content] of Object.entries(tags({ files, bytes }))) writeFileSync(join(partial, name), content);
  const old = `${dir}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(dir)) renameSync(dir, old);
  renameSync(partial, dir);
  rmSync(old, { recursive: true, force: true });
}

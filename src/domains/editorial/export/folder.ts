import { createHash } from 'node:crypto';
import { closeSync, createWriteStream, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeManifest } from '#protocols/bagit';
import { meter } from '#kernel/files';
import { growFolder } from '#kernel/growing-folder';

/** The payload of a bag while it is written; its checksums are noted as it goes. */
export interface Payload {
  text(path: string, content: string): void;
  stream(path: string, content: Readable): Promise<void>;
}

/** Whether a folder may be replaced: it is absent, empty, or an earlier export. */
export function mayReplace(dir: string): boolean {
  return !existsSync(dir) || readdirSync(dir).length === 0 || existsSync(join(dir, 'bagit.txt'));
}

/** Parent folders that are remembered as made. */
const mostRemembered = 10_000;

type Fill = (payload: Payload) => Promise<void>;
type Tags = (written: { files: number; bytes: number }) => Readonly<Record<string, string>>;

/**
 * Writes a whole bag or nothing: see {@link growFolder}. `fill` writes the payload below `data/`; `tags` gives the files beside it, from what was
 * written, in the order in which they are written.
 */
export function writeFolder(dir: string, say: (line: string) => void, fill: Fill, tags: Tags): Promise<void> {
  return growFolder(dir, say, (path) => writeBag(path, fill, tags));
}

async function writeBag(folder: string, fill: Fill, tags: Tags): Promise<void> {
  mkdirSync(join(folder, 'data'));
  const manifest = openSync(join(folder, 'manifest-sha256.txt'), 'w');
  const written = { files: 0, bytes: 0 };
  const made = new Set<string>();
  const place = (path: string) => {
    const target = join(folder, 'data', path);
    const parent = dirname(target);
    if (!made.has(parent)) {
      if (made.size > mostRemembered) made.clear();
      mkdirSync(parent, { recursive: true });
      made.add(parent);
    }
    return target;
  };
  const note = (path: string, sha256: string, bytes: number) => {
    written.files += 1;
    written.bytes += bytes;
    for (const line of writeManifest([{ path: `data/${path}`, sha256 }])) writeSync(manifest, line);
  };
  await fill({
    text(path, content) {
      const buffer = Buffer.from(content);
      writeFileSync(place(path), buffer);
      note(path, createHash('sha256').update(buffer).digest('hex'), buffer.length);
    },
    async stream(path, content) {
      const { through, result } = meter(Number.POSITIVE_INFINITY);
      await pipeline(content, through, createWriteStream(place(path)));
      const { sha256, bytes } = result();
      note(path, sha256, bytes);
    },
  });
  fsyncSync(manifest);
  closeSync(manifest);
  for (const [name, content] of Object.entries(tags(written))) writeFileSync(join(folder, name), content);
}

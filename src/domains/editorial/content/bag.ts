import { createHash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync, readFileSync } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseBagInfo, verifyBag, type BagFinding, type BagProblem, type BagSource } from '#protocols/bagit';
import type { Finding } from '#kernel/errors';

/** Version of the content format; a folder in a newer one is refused. */
export const formatVersion = 1;

/** Where in a folder its content stands, and what is wrong with the bag that it may be. */
export interface OpenedFolder {
  readonly root: string;
  /** What paths of the content begin with, seen from the folder: `data/` in a bag, nothing otherwise. */
  readonly within: string;
  /** Whether the content can be understood at all. */
  readonly readable: boolean;
  readonly findings: readonly Finding[];
}

const again = 'copy the whole export once more from where it was written, or export again';
const newer = 'update the program that imports';

/** Files beside the payload of an export, whose checksums nothing names. */
const tagFiles = 3;

/** What to do about each problem. */
const advice: Readonly<Record<BagProblem, string>> = {
  missing: again, wrong_checksum: again, malformed: again, duplicate: again, wrong_count: again, unsafe_path: 'do not trust this folder',
  extra: 'take it out, or import the folder data/ alone as one that you edit yourself',
  unsupported_version: 'have it written anew as BagIt 1.0', unsupported_encoding: 'have it written anew in UTF-8', unsupported_fetch: 'fetch what fetch.txt names, put it in its place and remove fetch.txt',
};

const asFinding = ({ path, line, problem, message }: BagFinding): Finding => ({ file: path, ...(line === undefined ? {} : { line }), message: `${message}; ${advice[problem]}`, severity: 'error' });

/** Everything in a folder that is no folder; links are named and never followed. */
async function* listFiles(dir: string, below = ''): AsyncGenerator<string> {
  for await (const entry of await opendir(dir)) {
    const path = `${below}${entry.name}`;
    if (entry.isDirectory()) yield* listFiles(join(dir, entry.name), `${path}/`);
    else yield path;
  }
}

function bagIn(dir: string, progress: (done: number, total: number) => void): BagSource {
  let [done, total] = [0, 0];
  return {
    async *list() {
      for await (const path of listFiles(dir)) {
        total += 1;
        yield path;
      }
    },
    read: async (path) => (existsSync(join(dir, path)) ? readFileSync(join(dir, path), 'utf8') : null),
    async sha256(path) {
      progress(++done, Math.max(done, total - tagFiles));
      // A link or a device is not what was written, whatever it holds.
      if (!lstatSync(join(dir, path)).isFile()) return '';
      const hash = createHash('sha256');
      await pipeline(createReadStream(join(dir, path)), hash);
      return hash.digest('hex');
    },
  };
}

/** The version of the content, which `bag-info.txt` names; a bag that somebody else made of a content folder need not name any. */
function checkVersion(dir: string): Finding[] {
  const file = 'bag-info.txt';
  const text = existsSync(join(dir, file)) ? readFileSync(join(dir, file), 'utf8') : '';
  const given = parseBagInfo(text).find(([label]) => label.toLowerCase() === 'content-format')?.[1];
  const report = (message: string): Finding[] => [{ file, field: 'Content-Format', message, severity: 'error' }];
  if (given === undefined) return [];
  if (!/^[1-9]\d*$/.test(given)) return report(`${JSON.stringify(given)} is no version of the content format; ${again}`);
  return Number(given) > formatVersion ? report(`the content is in version ${given} of the format, and this program reads version ${formatVersion}; ${newer}`) : [];
}

/** Whether a folder is a bag, or was meant to be one: what lost its declaration must not pass for a folder written by hand. */
const isBag = (dir: string) => ['bagit.txt', 'manifest-sha256.txt'].some((name) => existsSync(join(dir, name)));

/** Opens a folder with content: plain, or a bag (RFC 8493) as an export writes it, which is verified first, file by file. */
export async function openFolder(dir: string, progress: (done: number, total: number) => void = () => undefined): Promise<OpenedFolder> {
  if (!isBag(dir)) return { root: dir, within: '', readable: true, findings: [] };
  const damages = (await verifyBag(bagIn(dir, progress))).map(asFinding);
  const root = join(dir, 'data');
  const unreadable = checkVersion(dir);
  if (!existsSync(root)) unreadable.push({ file: 'data', message: `is missing, and all content with it; ${again}`, severity: 'error' });
  return { root, within: 'data/', readable: unreadable.length === 0, findings: [...damages, ...unreadable] };
}

import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { growFolder } from '#kernel/growing-folder';
import { workThrough } from '#kernel/work-queue';
import { fileOf, isCopied, parseAddress } from './addresses.ts';
import { linksOfCss, linksOfSitemap, rewritePage } from './rewrite.ts';

export interface CopyOptions {
  readonly server: FastifyInstance;
  readonly languages: readonly string[];
  /** Addresses that no page links to and yet have an answer: tombstones of withdrawn records, old addresses. */
  readonly unlinked: readonly string[];
  /** What a static copy cannot do, by language; stands at the foot of each page. */
  readonly note: (lang: string) => string;
  readonly progress: (phase: string, done: number, total: number) => void;
  /** Is told what an interrupted run left. */
  readonly say: (line: string) => void;
}

export interface CopyReport {
  readonly files: number;
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly bytes: number;
  /** Links that lead nowhere, with the page they are on. */
  readonly broken: readonly string[];
}

/** Names and digests of what a copy holds: what the next one compares with. */
const manifestName = '.soderkoping-site.json';

type Manifest = Record<string, string>;

/** Pages rendered at the same time. */
const width = 4;

function readManifest(dir: string): Manifest {
  const file = join(dir, manifestName);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
}

const html = (type: string) => type.startsWith('text/html');

/**
 * Writes a static copy of the whole public portal. It grows beside its place; files that did not change are linked from the copy before, not written again;
 * then it takes the place in one step, so that an interruption leaves what was there.
 */
export async function writeStaticCopy(dir: string, options: CopyOptions): Promise<CopyReport> {
  if (existsSync(dir) && !existsSync(join(dir, manifestName))) throw new Error(`${dir} holds something that is no static copy; choose another folder or remove it`);
  return growFolder(dir, options.say, (path) => copyInto(path, dir, options));
}

async function copyInto(path: string, dir: string, options: CopyOptions): Promise<CopyReport> {
  const before = readManifest(dir);
  const manifest: Manifest = {};
  const broken: string[] = [];
  let [written, unchanged, bytes] = [0, 0, 0];

  const put = (file: string, content: Buffer) => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const target = join(path, file);
    mkdirSync(dirname(target), { recursive: true });
    // Written over, a file that is linked would change in the copy before, too.
    if (file in manifest) rmSync(target);
    bytes += content.length;
    manifest[file] = sha256;
    if (before[file] === sha256 && existsSync(join(dir, file))) {
      linkSync(join(dir, file), target);
      unchanged += 1;
    } else {
      writeFileSync(target, content);
      written += 1;
    }
  };

  const start = [...options.languages.map((lang) => `/${lang}`), '/robots.txt', '/sitemap.xml', ...options.unlinked];
  const queue: { url: string; from: string }[] = start.map((url) => ({ url, from: '' }));
  const seen = new Set(queue.map((q) => q.url));
  const enqueue = (url: string, from: string) => {
    if (seen.has(url)) return;
    seen.add(url);
    queue.push({ url, from });
  };
  const copy = async ({ url, from }: { url: string; from: string }): Promise<void> => {
    const answer = await options.server.inject({ method: 'GET', url, headers: { 'accept-encoding': 'identity' } });
    const address = parseAddress(url);
    if (!address || !isCopied(address.path, address.query)) return;
    if (answer.statusCode === 301 || answer.statusCode === 302) {
      const target = parseAddress(String(answer.headers.location));
      if (!target) return;
      enqueue(target.path + (target.query.size > 0 ? `?${target.query}` : ''), from);
      put(fileOf(address.path, address.query), Buffer.from(`<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${'../'.repeat(address.path.split('/').length - 1)}${fileOf(target.path, target.query)}">`));
      return;
    }
    // The page is there and could not be drawn, perhaps because the database went away: the copy before is the better one.
    if (answer.statusCode >= 500) throw new Error(`${url} answers ${answer.statusCode}; the copy is given up`);
    if (answer.statusCode !== 200 && answer.statusCode !== 410) {
      broken.push(`${from}: ${url} answers ${answer.statusCode}`);
      return;
    }
    const file = fileOf(address.path, address.query);
    const type = String(answer.headers['content-type'] ?? '');
    if (html(type)) {
      const lang = address.path.split('/')[1] ?? 'en';
      const page = rewritePage(answer.body, { file, lang, languages: options.languages, note: options.note(lang) });
      put(file, Buffer.from(page.html));
      for (const link of page.links) enqueue(link, url);
    } else {
      put(file, answer.rawPayload);
      if (address.path === '/sitemap.xml') for (const link of linksOfSitemap(answer.body)) enqueue(link, url);
      if (type.startsWith('text/css')) for (const link of linksOfCss(answer.body, address.path)) enqueue(link, url);
    }
  };
  let done = 0;
  await workThrough(queue, width, async (item) => {
    await copy(item);
    done++;
    if (done % 40 === 0) options.progress('copying', done, seen.size);
  });
  options.progress('copying', done, done);

  const [first] = options.languages;
  put('index.html', Buffer.from(`<!doctype html><html lang="${first}"><meta charset="utf-8"><title>…</title><meta http-equiv="refresh" content="0; url=${first}/index.html"><p>${options.languages.map((l) => `<a href="${l}/index.html" lang="${l}">${l}</a>`).join(' ')}</p></html>\n`));
  writeFileSync(join(path, manifestName), `${JSON.stringify(Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1))), null, 1)}\n`);
  return { files: Object.keys(manifest).length, written, unchanged, removed: Object.keys(before).filter((f) => !(f in manifest)).length, bytes, broken };
}

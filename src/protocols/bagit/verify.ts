import type { BagFinding } from './finding.ts';
import { parseManifest, type ManifestEntry } from './manifest.ts';
import { parseBagInfo, parseDeclaration } from './tags.ts';

/** A folder to be looked at. Paths are below it, parts apart by `/`. */
export interface BagSource {
  /** Every file, at any depth. */
  list(): AsyncIterable<string> | Iterable<string>;
  /** The text of a tag file, or `null` when there is none. */
  read(path: string): Promise<string | null>;
  /** In hexadecimal. Called once a file. */
  sha256(path: string): Promise<string>;
}

/** Names that differ only in the form of their letters are one: file systems change it (RFC 8493, section 5.2). */
const form = (path: string) => path.normalize('NFC');

async function compare(entries: readonly ManifestEntry[], files: ReadonlyMap<string, string>, source: BagSource): Promise<BagFinding[]> {
  const findings: BagFinding[] = [];
  for (const { path, sha256 } of entries) {
    const actual = files.get(form(path));
    if (actual === undefined) findings.push({ problem: 'missing', path, message: `${path} is listed and is not there` });
    else if ((await source.sha256(actual)).toLowerCase() !== sha256) findings.push({ problem: 'wrong_checksum', path, message: `${path} is not as it was written: its checksum differs` });
  }
  return findings;
}

/** Everything wrong with a bag (RFC 8493, section 3): nothing means that it is complete and valid. Only SHA-256 manifests are read. */
export async function verifyBag(source: BagSource): Promise<BagFinding[]> {
  const declaration = await source.read('bagit.txt');
  if (declaration === null) return [{ problem: 'missing', path: 'bagit.txt', message: 'bagit.txt is missing: this is no bag, or not a whole one' }];
  const declared = parseDeclaration(declaration);
  if (declared.length > 0) return declared;
  const manifest = await source.read('manifest-sha256.txt');
  if (manifest === null) return [{ problem: 'missing', path: 'manifest-sha256.txt', message: 'manifest-sha256.txt is missing: nothing can be checked' }];

  const files = new Map<string, string>();
  for await (const path of source.list()) files.set(form(path), path);
  const payload = parseManifest('manifest-sha256.txt', manifest, 'data/');
  const tagText = await source.read('tagmanifest-sha256.txt');
  const tags = tagText === null ? { entries: [], findings: [] } : parseManifest('tagmanifest-sha256.txt', tagText);
  const findings = [...payload.findings, ...tags.findings];

  if (files.has('fetch.txt')) findings.push({ problem: 'unsupported_fetch', path: 'fetch.txt', message: 'files that are elsewhere are not fetched; the bag must hold them' });
  const listed = new Set(payload.entries.map((e) => form(e.path)));
  const extra = [...files].filter(([name]) => name.startsWith('data/') && !listed.has(name)).map(([, path]) => path);
  findings.push(...extra.map((path): BagFinding => ({ problem: 'extra', path, message: `${path} is in no manifest` })));
  findings.push(...(await compare([...tags.entries, ...payload.entries], files, source)));

  const oxum = parseBagInfo((await source.read('bag-info.txt')) ?? '').find(([label]) => label.toLowerCase() === 'payload-oxum')?.[1];
  const count = [...files.keys()].filter((name) => name.startsWith('data/')).length;
  if (oxum !== undefined && oxum.split('.')[1] !== String(count)) {
    findings.push({ problem: 'wrong_count', path: 'bag-info.txt', message: `Payload-Oxum says ${oxum.split('.')[1] ?? 'nothing'}, there are ${count} files` });
  }
  return findings;
}

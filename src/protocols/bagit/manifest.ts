import type { BagFinding } from './finding.ts';

export interface ManifestEntry {
  /** Below the folder of the bag, parts apart by `/`. */
  readonly path: string;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
}

/** A path as manifests write it: CR, LF and `%` are percent-encoded, nothing else (RFC 8493, section 2.1.3). */
export function encodeBagPath(path: string): string {
  return path.replace(/[%\r\n]/g, encodeURIComponent);
}

export function decodeBagPath(written: string): string {
  return written.replace(/%(0A|0D|25)/gi, decodeURIComponent);
}

/** `manifest-sha256.txt` or `tagmanifest-sha256.txt`, line by line. */
export function* writeManifest(entries: Iterable<ManifestEntry>): Generator<string> {
  for (const { path, sha256 } of entries) yield `${sha256}  ${encodeBagPath(path)}\n`;
}

/** Whether a path leads out of the bag on some system (section 5.1): such a path is never followed. */
function isUnsafe(path: string): boolean {
  return path === '' || /^[/\\~]|^[A-Za-z]:|\\|\0/.test(path) || path.split('/').some((part) => part === '..' || part === '.' || part === '');
}

/** Reads a manifest. Lines that are wrong become findings, the others entries. `within` is what paths begin with: `data/` in a payload manifest. */
export function parseManifest(file: string, text: string, within = ''): { readonly entries: ManifestEntry[]; readonly findings: BagFinding[] } {
  const entries: ManifestEntry[] = [];
  const findings: BagFinding[] = [];
  const seen = new Set<string>();
  text.split(/\r\n|\n|\r/).forEach((content, i) => {
    if (content.trim() === '') return;
    const report = (problem: BagFinding['problem'], message: string) => findings.push({ problem, path: file, line: i + 1, message });
    const match = /^([0-9a-fA-F]{64})[ \t]+(\S.*)$/s.exec(content);
    if (!match) return report('malformed', 'must be a SHA-256 checksum, white space and a path');
    const path = decodeBagPath(match[2] ?? '').replace(/^\.\//, '');
    if (isUnsafe(path)) return report('unsafe_path', `${JSON.stringify(path)} leads out of the bag`);
    if (!path.startsWith(within)) return report('malformed', `${path} is not below ${within}`);
    if (seen.has(path)) return report('duplicate', `${path} is listed twice`);
    seen.add(path);
    entries.push({ path, sha256: (match[1] ?? '').toLowerCase() });
  });
  return { entries, findings };
}

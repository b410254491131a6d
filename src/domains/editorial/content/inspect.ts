import { open } from 'node:fs/promises';
import type { Finding } from '#kernel/errors';
import { extractText, type ExtractWarning } from '#kernel/extract';
import { sniffBytes, sniffType } from '#kernel/files';
import type { StoredFile } from '../draft.ts';
import type { WrittenRecord } from './read-record.ts';

/** What a file of a folder is; its bytes are not stored yet. */
export type InspectedFile = Pick<StoredFile, 'bytes' | 'media_type' | 'pages'>;

/** Files that readers could not open either; anything else only hides their words from search. */
const refused: ReadonlySet<ExtractWarning> = new Set(['damaged', 'not-a-pdf', 'not-a-docx', 'not-an-odt']);

async function inspect(path: string, name: string, place: string, maxBytes: number, findings: Finding[]): Promise<InspectedFile | null> {
  const file = await open(path);
  const head = Buffer.alloc(sniffBytes);
  const { size } = await file.stat();
  const { bytesRead } = await file.read(head, 0, sniffBytes, 0);
  await file.close();
  if (size > maxBytes) {
    findings.push({ file: place, message: `has ${size} bytes; a file may have ${maxBytes}`, severity: 'error' });
    return null;
  }
  const media_type = await sniffType(head.subarray(0, bytesRead), name);
  const { pages, warnings } = await extractText(path, media_type);
  for (const warning of warnings) {
    if (refused.has(warning)) findings.push({ file: place, message: `cannot be read: ${warning}`, severity: 'error' });
    else findings.push({ file: place, message: `text for search: ${warning}`, severity: 'warning' });
  }
  return { bytes: size, media_type, pages };
}

/** Looks into the files of records, by their paths. What is wrong with them is added to `findings`. */
export async function inspectFiles(
  records: readonly WrittenRecord[], maxBytes: number, findings: Finding[], progress?: (done: number, total: number) => void,
): Promise<ReadonlyMap<string, InspectedFile>> {
  const wanted = new Map(records.flatMap((record) => record.versions.flatMap((v) => v.files.map((f) => [f.from, { name: f.path, place: `${record.folder}/files/${f.path}` }] as const))));
  const found = new Map<string, InspectedFile>();
  let done = 0;
  for (const [path, { name, place }] of wanted) {
    const file = await inspect(path, name, place, maxBytes, findings);
    if (file) found.set(path, file);
    progress?.(++done, wanted.size);
  }
  return found;
}

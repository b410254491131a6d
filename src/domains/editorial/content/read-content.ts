import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Finding } from '#kernel/errors';
import { checkProcess, processSchema, type Process } from '#domains/parties';
import { folderOf, type AnyKind } from '../kind.ts';
import { readRedirects, type Redirect } from './redirects.ts';
import { readGlossary, type GlossaryRow } from './glossary.ts';
import { readRecord, type WrittenRecord } from './read-record.ts';
import { readText, reportIssues } from './text.ts';
import { parseYaml } from './yaml.ts';

export interface Content {
  readonly process: Process | null;
  readonly glossary: readonly GlossaryRow[] | null;
  readonly redirects: readonly Redirect[] | null;
  readonly records: readonly WrittenRecord[];
  readonly findings: readonly Finding[];
}

const maxTextBytes = 20 * 1024 * 1024;

function readProcessFile(root: string, findings: Finding[]): Process | null {
  const file = 'process.yaml';
  const text = readText(join(root, file), { root, findings, max_text_bytes: maxTextBytes });
  const yaml = text === null ? null : parseYaml(text, file, findings);
  if (yaml === null) return null;
  const parsed = processSchema.safeParse(yaml.value);
  if (!parsed.success) {
    reportIssues(parsed.error.issues, yaml, file, findings);
    return null;
  }
  for (const { path, message } of checkProcess(parsed.data)) {
    const line = yaml.lineOf(path);
    findings.push({ file, ...(line === undefined ? {} : { line }), field: path.join('.'), message, severity: 'error' });
  }
  return parsed.data;
}

/** Folders of records below a kind's folder: those that hold a record.yaml, or else nothing but files. */
function recordFolders(dir: string): string[] {
  const entries = readdirSync(dir, { withFileTypes: true });
  if (entries.some((e) => e.isFile() && (e.name === 'record.yaml' || /^[a-z]{2,3}\.md$/.test(e.name)))) return [dir];
  return entries.filter((e) => e.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((e) => recordFolders(join(dir, e.name)));
}

function checkRelations(records: readonly WrittenRecord[], here: ReadonlySet<string>, kinds: readonly AnyKind[], findings: Finding[]): void {
  for (const { folder, draft, relation_lines } of records) {
    for (const [i, relation] of draft.relations.entries()) {
      const target = `${folderOf(kinds, relation.target_kind)}/${relation.target_slug}`;
      const line = relation_lines[i];
      if (!here.has(target)) findings.push({ file: join(folder, 'record.yaml'), ...(line === undefined ? {} : { line }), field: `relations.${i}.target`, message: `${relation.type} ${target}: there is no such record`, severity: 'error' });
    }
  }
}

export interface ReadOptions {
  readonly kinds: readonly AnyKind[];
  /** The definition in force, when the folder brings none. */
  readonly process: Process | null;
  /** Folders of records that exist outside this folder and may be related to. */
  readonly known: ReadonlySet<string>;
  readonly is_export: boolean;
  readonly progress?: (done: number, total: number) => void;
}

/** Reads a whole folder in the content format. Nothing is changed anywhere; everything wrong is in `findings`. */
export function readContent(root: string, options: ReadOptions): Content {
  const findings: Finding[] = [];
  if (!existsSync(root)) return { process: null, glossary: null, redirects: null, records: [], findings: [{ file: root, message: 'there is no such folder', severity: 'error' }] };
  const process = existsSync(join(root, 'process.yaml')) ? readProcessFile(root, findings) : null;
  const valid = process ?? options.process;
  if (valid === null) {
    if (findings.length === 0) findings.push({ file: 'process.yaml', message: 'is missing, and no process is defined yet', severity: 'error' });
    return { process: null, glossary: null, redirects: null, records: [], findings };
  }
  const glossary = existsSync(join(root, 'glossary.csv')) ? readGlossary(root, valid.languages, findings) : null;
  const redirects = existsSync(join(root, 'redirects.csv')) ? readRedirects(root, findings) : null;
  const known = new Set(options.kinds.map((k) => k.folder));
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isDirectory() && !known.has(entry.name)) findings.push({ file: entry.name, message: `no kind of record is kept in a folder of this name; kinds are ${[...known].join(', ')}`, severity: 'error' });
  }
  const folders = options.kinds.flatMap((kind) => {
    const dir = join(root, kind.folder);
    return existsSync(dir) ? recordFolders(dir).map((path) => ({ kind, path })) : [];
  });
  const records: WrittenRecord[] = [];
  folders.forEach(({ kind, path }, i) => {
    const record = readRecord(path, kind, { root, process: valid, kinds: options.kinds, max_text_bytes: maxTextBytes, is_export: options.is_export, findings });
    if (record) records.push(record);
    options.progress?.(i + 1, folders.length);
  });
  const here = new Set([...options.known, ...folders.map(({ path }) => relative(root, path))]);
  checkRelations(records, here, options.kinds, findings);
  return { process, glossary, redirects, records, findings };
}

import { createReadStream } from 'node:fs';
import type { Actor } from '#kernel/audit';
import { transaction, type Db, type Tx } from '#kernel/db';
import { Invalid, type Finding } from '#kernel/errors';
import type { FileStore } from '#kernel/files';
import { readProcess, saveProcess } from '#domains/parties';
import { openFolder } from './content/bag.ts';
import { inspectFiles, type InspectedFile } from './content/inspect.ts';
import { readContent, type Content } from './content/read-content.ts';
import type { WrittenRecord, WrittenVersion } from './content/read-record.ts';
import { readBlocksAhead } from './blocks.ts';
import { publish, publishedNow } from './commands/publish.ts';
import { saveVersions, type SavedVersion } from './commands/save.ts';
import { draftDigest, type Draft, type StoredFile } from './draft.ts';
import { saveGlossary } from './glossary.ts';
import { saveRedirects } from './redirects.ts';
import { restoreRecords, type RestorableRecord } from './restore.ts';
import type { AnyKind } from './kind.ts';
import { refreshWords } from './search/words.ts';
import { knownFolders, newestDigests, shownVersions, withdrawnFolders } from './queries/known.ts';

export interface ImportReport {
  readonly new: number;
  /** Brought back with their history from an export. */
  readonly restored: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly glossary_terms: number;
  readonly process_changed: boolean;
  readonly warnings: readonly Finding[];
}

export interface ImportOptions {
  readonly db: Db;
  readonly store: FileStore;
  readonly kinds: readonly AnyKind[];
  readonly actor: Actor;
  readonly max_file_bytes: number;
  readonly progress?: (phase: 'verifying' | 'reading' | 'files' | 'writing', done: number, total: number) => void;
}

/** Drafts a transaction step: bounds memory; the transaction itself spans the whole import. */
const stepRecords = 250;

/** A folder as it was read, with what its files are, by their paths. */
export interface CheckedContent extends Content {
  readonly files: ReadonlyMap<string, InspectedFile>;
}

/**
 * Reads a folder, plain or as an export writes it, and checks it against what is in the database, if there is one; changes nothing. Files in the findings
 * are named as seen from the folder.
 */
export async function checkFolder(dir: string, options: Pick<ImportOptions, 'kinds' | 'progress' | 'max_file_bytes'> & { readonly db: Db | null }): Promise<CheckedContent> {
  const { db, kinds, progress } = options;
  const { root, within, readable, findings: damages } = await openFolder(dir, (done, total) => progress?.('verifying', done, total));
  if (!readable) return { process: null, glossary: null, redirects: null, records: [], files: new Map(), findings: damages };
  const process = db ? await readProcess(db) : null;
  const known = db ? await knownFolders(db, kinds) : new Set<string>();
  const content = readContent(root, { kinds, process, known, is_export: within !== '', progress: (done, total) => progress?.('reading', done, total) });
  const findings = [...content.findings];
  const files = await inspectFiles(content.records, options.max_file_bytes, findings, (done, total) => progress?.('files', done, total));
  return { ...content, findings: [...damages, ...findings.map((f) => ({ ...f, file: `${within}${f.file}` }))], files };
}

async function storeFiles(version: WrittenVersion, content: CheckedContent, store: FileStore): Promise<StoredFile[]> {
  const stored: StoredFile[] = [];
  for (const { path, lang, title, from } of version.files) {
    const file = content.files.get(from);
    if (file) stored.push({ path, lang, title, ...file, ...(await store.put(createReadStream(from))) });
  }
  return stored;
}

/** Whether what the folder itself holds is for readers: by its history a draft, or scheduled, it is not. */
function isForReaders({ history, number }: WrittenRecord): boolean {
  if (!history) return true;
  const shown = history.versions[number - 1]?.published;
  return shown !== undefined && new Date(shown.from).getTime() <= Date.now();
}

/**
 * Stores the files of all records; a record that brings its history and does not exist yet is restored, any other is a new draft. One that exists and is not for readers
 * is left out: to import is to publish.
 */
async function draftsOf(content: CheckedContent, options: ImportOptions): Promise<{ drafts: Draft[]; restorable: RestorableRecord[]; left_out: Finding[] }> {
  const known = await knownFolders(options.db, options.kinds);
  const drafts: Draft[] = [];
  const restorable: RestorableRecord[] = [];
  const left_out: Finding[] = [];
  const draft = async (version: WrittenVersion): Promise<Draft> => ({ ...version.draft, files: version.files.length > 0 ? await storeFiles(version, content, options.store) : [] });
  for (const record of content.records) {
    if (record.history && !known.has(record.folder)) {
      const versions: Draft[] = [];
      for (const version of record.versions) versions.push(await draft(version));
      restorable.push({ history: record.history, versions });
    } else if (isForReaders(record)) {
      drafts.push(await draft(record));
    } else {
      left_out.push({ file: record.folder, message: 'left out: the record exists, and this version of it was not shown yet', severity: 'warning' });
    }
  }
  return { drafts, restorable, left_out };
}

async function saveStep(tx: Tx, actor: Actor, kinds: readonly AnyKind[], drafts: readonly Draft[]): Promise<SavedVersion[]> {
  const saved = await saveVersions(tx, actor, kinds, drafts);
  const shown = await shownVersions(tx, saved.map((s) => s.version_id));
  await publish(tx, actor, saved.filter((s) => !shown.has(s.version_id)).map((s) => s.version_id));
  return saved;
}

/**
 * Brings a folder in the content format into the database and publishes what is new or changed. All or nothing: any error leaves the database
 * as it was, and all findings are in the {@link Invalid} thrown. Repeating an import changes nothing.
 */
export async function importFolder(root: string, options: ImportOptions): Promise<ImportReport> {
  const content = await checkFolder(root, options);
  if (content.findings.some((f) => f.severity === 'error')) throw new Invalid(content.findings);
  const { drafts, restorable, left_out } = await draftsOf(content, options);

  const report = { new: 0, changed: 0, unchanged: 0 };
  const { actor, kinds } = options;
  const total = drafts.length + restorable.length;
  const result = await transaction(options.db, async (tx) => {
    const process_changed = content.process ? await saveProcess(tx, actor, content.process) : false;
    const glossary_terms = content.glossary ? await saveGlossary(tx, actor, content.glossary) : 0;
    if (content.redirects) await saveRedirects(tx, actor, content.redirects);
    for (let i = 0; i < restorable.length; i += stepRecords) {
      await restoreRecords(tx, actor, kinds, restorable.slice(i, i + stepRecords));
      options.progress?.('writing', Math.min(i + stepRecords, restorable.length), total);
    }
    const withdrawn = await withdrawnFolders(tx);
    const living = drafts.filter((d) => !withdrawn.has(`${d.kind}/${d.slug}`));
    const digests = await newestDigests(tx);
    const isChanged = (draft: Draft) => digests.get(`${draft.kind}/${draft.slug}`) !== draftDigest(draft);
    const steps = Array.from({ length: Math.ceil(living.length / stepRecords) }, (_, i) => living.slice(i * stepRecords, (i + 1) * stepRecords));
    const ahead = readBlocksAhead(steps.map((step) => step.filter(isChanged).flatMap((d) => d.texts)));
    try {
      for (const [i, step] of steps.entries()) {
        await ahead.ready(i);
        for (const s of await saveStep(tx, actor, kinds, step)) report[s.unchanged ? 'unchanged' : s.number === 1 ? 'new' : 'changed'] += 1;
        options.progress?.('writing', restorable.length + Math.min((i + 1) * stepRecords, living.length), total);
      }
    } finally {
      await ahead.close();
    }
    if (report.new + report.changed + restorable.length > 0) await refreshWords(tx);
    if (report.new + report.changed > 0) await publishedNow(tx);
    return { process_changed, glossary_terms, restored: restorable.length, withdrawn: drafts.length - living.length };
  });
  return { ...report, ...result, warnings: [...content.findings, ...left_out] };
}

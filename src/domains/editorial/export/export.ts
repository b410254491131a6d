import { sql } from 'kysely';
import { writeCsv } from '#protocols/csv';
import { writeBagInfo, writeDeclaration } from '#protocols/bagit';
import { writeLanguageFile, writeYaml } from '#protocols/markdown-front-matter';
import type { Db } from '#kernel/db';
import { Conflict } from '#kernel/errors';
import type { FileStore } from '#kernel/files';
import { readProcess } from '#domains/parties';
import { formatVersion } from '../content/bag.ts';
import type { GlossaryRow } from '../content/glossary.ts';
import type { Redirect } from '../content/redirects.ts';
import { folderOf, type AnyKind } from '../kind.ts';
import { mayReplace, writeFolder, type Payload } from './folder.ts';
import { readArchive, type ArchivedRecord, type ArchivedVersion } from './read-archive.ts';

export interface ExportOptions {
  readonly db: Db;
  readonly store: FileStore;
  readonly kinds: readonly AnyKind[];
  readonly progress?: (phase: string, done: number, total: number) => void;
  /** Is told what an interrupted run left. */
  readonly say?: (line: string) => void;
}

export interface ExportReport {
  readonly records: number;
  readonly files: number;
  readonly bytes: number;
}

const given = <T extends object>(fields: T): Partial<T> => Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== null && v !== undefined && !(Array.isArray(v) && v.length === 0))) as Partial<T>;

/** `record.yaml` of a version; keys in the order of docs/content-format.md. */
function recordFields(version: ArchivedVersion, kind: AnyKind, kinds: readonly AnyKind[]): Record<string, unknown> {
  const { draft } = version;
  const { source } = draft;
  return given({
    type: draft.type,
    date: draft.date === kind.date(draft.facts) ? null : draft.date,
    ...(draft.facts as Record<string, unknown>),
    status: draft.status,
    themes: draft.themes,
    focus: draft.focus,
    states: draft.states,
    source: source && given({ url: source.url, title: source.title, checked: source.checked }),
    added: draft.added,
    audience: draft.audience === 'public' ? null : draft.audience,
    relations: draft.relations.map((r) => ({ type: r.type, target: `${folderOf(kinds, r.target_kind)}/${r.target_slug}` })),
    files: version.files.map((f) => given({ path: `files/${f.path}`, language: f.lang, title: Object.keys(f.title).length > 0 ? sorted(f.title) : null })),
  });
}

const sorted = (texts: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));

function historyFields(record: ArchivedRecord): Record<string, unknown> {
  const { withdrawn } = record;
  return given({
    id: record.id,
    created: record.created,
    by: record.by,
    versions: record.versions.map((v) => given({
      number: v.number, created: v.created, by: v.by,
      published: v.published && given({ from: v.published.from, until: v.published.until, first: v.published.first, at: v.published.at, by: v.published.by, correction: v.published.correction && sorted(v.published.correction) }),
    })),
    withdrawn: withdrawn && given({ at: withdrawn.at, by: withdrawn.by, reason: sorted(withdrawn.reason), successor: withdrawn.successor, titles: sorted(withdrawn.titles), was_public: withdrawn.was_public }),
  });
}

async function writeVersion(folder: Payload, dir: string, version: ArchivedVersion, newer: ArchivedVersion | undefined, kind: AnyKind, options: ExportOptions): Promise<void> {
  folder.text(`${dir}/record.yaml`, writeYaml(recordFields(version, kind, options.kinds)));
  for (const text of version.draft.texts) {
    const { lang, body, title, short, summary, translates, authenticity } = text;
    folder.text(`${dir}/${lang}.md`, writeLanguageFile(given({ title, short, summary, translates, authenticity: authenticity === 'unofficial' ? null : authenticity }), body));
  }
  for (const file of version.files) {
    // The reader looks in the newer versions for a file that is not here.
    if (newer?.files.some((f) => f.path === file.path && f.sha256 === file.sha256)) continue;
    const { stream } = await options.store.read(file.sha256);
    await folder.stream(`${dir}/files/${file.path}`, stream);
  }
}

/** What stands in the folder of the record itself: what readers see, or saw last; a draft only where nothing was ever shown. */
function currentOf(versions: readonly ArchivedVersion[]): ArchivedVersion | undefined {
  return versions.find((v) => v.shown === 'now') ?? versions.findLast((v) => v.shown === 'before') ?? versions.at(-1);
}

async function writeRecord(folder: Payload, record: ArchivedRecord, options: ExportOptions): Promise<void> {
  const dir = `${record.kind.folder}/${record.slug}`;
  const current = currentOf(record.versions);
  if (!current) return;
  folder.text(`${dir}/history.yaml`, writeYaml(historyFields(record)));
  for (const [i, version] of record.versions.entries()) await writeVersion(folder, version === current ? dir : `${dir}/versions/${version.number}`, version, record.versions[i + 1], record.kind, options);
}

async function writeGlossary(folder: Payload, db: Db, languages: readonly string[]): Promise<void> {
  const { rows } = await sql<GlossaryRow>`select id, lang, term, variant, definition, position from editorial.glossary_term order by id collate "C", lang, position`.execute(db);
  if (rows.length === 0) return;
  const header = ['id', ...languages, ...languages.map((l) => `${l}_variants`), ...languages.map((l) => `definition_${l}`)];
  const lines = [...Map.groupBy(rows, (r) => r.id)].map(([id, names]) => {
    const of = (lang: string) => names.filter((n) => n.lang === lang);
    return [
      id, ...languages.map((l) => of(l)[0]?.term ?? ''), ...languages.map((l) => of(l).slice(1).map((n) => n.term).join(';')), ...languages.map((l) => of(l)[0]?.definition ?? ''),
    ];
  });
  folder.text('glossary.csv', [...writeCsv([header, ...lines])].join(''));
}

async function writeRedirects(folder: Payload, db: Db): Promise<void> {
  const { rows } = await sql<Redirect>`select address, target from editorial.redirect order by address collate "C"`.execute(db);
  if (rows.length > 0) folder.text('redirects.csv', [...writeCsv([['address', 'target'], ...rows.map((r) => [r.address, r.target])])].join(''));
}

/** The files of a bag (RFC 8493) beside its payload. Nothing in them depends on the day: equal contents give equal bytes. */
function bagTags(processId: string, { files, bytes }: { files: number; bytes: number }): Record<string, string> {
  return {
    'bag-info.txt': writeBagInfo([['External-Identifier', processId], ['Payload-Oxum', `${bytes}.${files}`], ['Content-Format', String(formatVersion)]]),
    // Last: what has it is whole.
    'bagit.txt': writeDeclaration(),
  };
}

/** Writes everything into a folder that {@link importFolder} brings back without loss; a bag by RFC 8493, with its payload in the content format. */
export async function exportFolder(dir: string, options: ExportOptions): Promise<ExportReport> {
  if (!mayReplace(dir)) throw new Conflict(`${dir} holds something that is no export; choose another folder or empty it`);
  // One moment of the database, however long it takes and whatever is changed meanwhile.
  return options.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute((db) => exportMoment(dir, { ...options, db }));
}

async function exportMoment(dir: string, options: ExportOptions): Promise<ExportReport> {
  const { db } = options;
  const process = await readProcess(db);
  if (process === null) throw new Conflict('there is nothing to export: no process is defined');
  const { rows: [counted] } = await sql<{ n: number }>`select count(*)::int as n from editorial.record`.execute(db);
  let records = 0;
  let written = { files: 0, bytes: 0 };
  await writeFolder(
    dir,
    options.say ?? (() => undefined),
    async (folder) => {
      folder.text('process.yaml', writeYaml(process as unknown as Record<string, unknown>));
      await writeGlossary(folder, db, process.languages);
      await writeRedirects(folder, db);
      for (const kind of options.kinds) {
        for await (const record of readArchive(db, kind)) {
          await writeRecord(folder, record, options);
          records += 1;
          if (records % 50 === 0) options.progress?.('exporting', records, counted?.n ?? records);
        }
      }
      options.progress?.('exporting', records, records);
    },
    (totals) => {
      written = totals;
      return bagTags(process.id, totals);
    },
  );
  return { records, ...written };
}


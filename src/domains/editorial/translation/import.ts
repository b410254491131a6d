import { readXliff, type ReadUnit, type XliffFile } from '#protocols/xliff';
import type { Actor } from '#kernel/audit';
import { transaction, type Db, type Tx } from '#kernel/db';
import { Invalid, type Finding } from '#kernel/errors';
import { publish, publishedNow } from '../commands/publish.ts';
import { saveVersions } from '../commands/save.ts';
import { contentHash, type Draft, type DraftText } from '../draft.ts';
import type { AnyKind } from '../kind.ts';
import { shownVersions } from '../queries/known.ts';
import { refreshWords } from '../search/words.ts';
import { acceptTranslation, type Acceptance, type LeftUnit } from './accept.ts';
import { checkTranslation, translatedUnits, type TranslationWarning } from './check.ts';
import { stampOf } from './export.ts';
import { lockAddresses, readNewest, type NewestVersion } from './newest.ts';
import { readTermWarnings } from './queries.ts';

export interface ImportedTranslation {
  readonly record: string;
  readonly lang: string;
  /** `incomplete`: there is no translation yet, and the file does not hold all of one; nothing was kept. */
  readonly outcome: 'saved' | 'unchanged' | 'incomplete';
  /** The number of the version that holds the translation now. */
  readonly version: number;
  readonly taken: number;
  readonly left: readonly LeftUnit[];
  readonly missing: readonly string[];
  readonly surplus: readonly string[];
  /** What an editor should look at in the units that were taken. */
  readonly warnings: readonly TranslationWarning[];
}

export interface TranslationImportReport {
  readonly records: readonly ImportedTranslation[];
  readonly published: boolean;
}

export interface TranslationImportOptions {
  readonly db: Db;
  readonly kinds: readonly AnyKind[];
  readonly actor: Actor;
  /** How findings name the file. */
  readonly file: string;
  /** Shows what was saved at once; otherwise it is a draft. */
  readonly publish: boolean;
}

type ReadFile = XliffFile<readonly ReadUnit[]>;

/** `ru-RU` is the `ru` of a record. */
const primary = (tag: string) => tag.toLowerCase().split(/[-_]/)[0] ?? '';

interface Planned {
  readonly version: NewestVersion;
  readonly lang: string;
  readonly acceptance: Acceptance;
  /** null: nothing to save. */
  readonly draft: Draft | null;
}

const same = (a: DraftText | undefined, b: DraftText) => a !== undefined && contentHash(a) === contentHash(b) && a.source_hash === b.source_hash;

function planFile(file: ReadFile, version: NewestVersion, report: (line: number | undefined, message: string) => void): Planned | null {
  const lang = primary(file.target_language ?? '');
  const source = version.draft.texts.find((t) => t.translates === null);
  if (!/^[a-z]{2,3}$/.test(lang)) report(undefined, `${file.original}: the language that it is translated into is not told`);
  else if (version.withdrawn) report(undefined, `${file.original} is withdrawn`);
  else if (source === undefined || source.lang !== primary(file.source_language)) report(undefined, `${file.original}: its source is in ${source?.lang ?? 'no language'}, not in ${file.source_language}`);
  else if (source.lang === lang) report(undefined, `${file.original}: ${lang} is the language of its source`);
  else {
    const translation = version.draft.texts.find((t) => t.lang === lang);
    const [, stamped] = (file.hash ?? '').split('.');
    const untouched = stamped !== undefined && stamped === stampOf(source, translation).split('.')[1];
    const acceptance = acceptTranslation({ source, translation: translation ?? null, units: file.units, untouched });
    for (const { line, message } of acceptance.problems) report(line, message);
    return { version, lang, acceptance, draft: draftOf(version, source, translation, lang, acceptance) };
  }
  return null;
}

function draftOf({ draft }: NewestVersion, source: DraftText, translation: DraftText | undefined, lang: string, { text, left }: Acceptance): Draft | null {
  if (text === null) return null;
  const { source_hash, ...before } = translation ?? { lang, translates: source.lang, authenticity: 'unofficial' as const };
  // What was left keeps the translation as far behind as it was.
  const settled = left.every((l) => l.reason === 'removed');
  const changed: DraftText = { ...before, ...text, ...(settled || source_hash === undefined ? {} : { source_hash }) };
  if (same(translation, changed)) return null;
  const texts = [...draft.texts.filter((t) => t.lang !== lang), changed].sort((a, b) => (a.lang < b.lang ? -1 : 1));
  return { ...draft, texts };
}

async function warningsOf(tx: Tx, { version, lang, acceptance: { text, taken }, draft }: Planned): Promise<TranslationWarning[]> {
  const source = version.draft.texts.find((t) => t.translates === null);
  if (!draft || !text || !source) return [];
  const wanted = new Set(taken);
  const units = translatedUnits(source, text).filter((u) => wanted.has(u.source.id));
  return [...checkTranslation(source, text).filter((w) => wanted.has(w.unit)), ...(await readTermWarnings(tx, units, source.lang, lang))];
}

async function plan(tx: Tx, files: readonly ReadFile[], options: TranslationImportOptions, findings: Finding[]): Promise<Planned[]> {
  const report = (line: number | undefined, message: string) => void findings.push({ file: options.file, ...(line === undefined ? {} : { line }), message, severity: 'error' });
  const names = files.map((f) => f.original);
  await lockAddresses(tx, options.kinds, names);
  const versions = new Map((await readNewest(tx, options.kinds, names)).map((v) => [v.record, v]));
  const seen = new Set<string>();
  return files.flatMap((file) => {
    const version = versions.get(file.original);
    const key = `${file.original} ${file.target_language}`;
    if (version === undefined) report(undefined, `there is no record ${JSON.stringify(file.original)}`);
    else if (seen.has(file.original)) report(undefined, `${key} occurs twice`);
    else {
      seen.add(file.original);
      const planned = planFile(file, version, report);
      if (planned) return [planned];
    }
    return [];
  });
}

function toReport({ version, lang, acceptance: { text, taken, left, missing, surplus }, draft }: Planned, number: number | undefined, warnings: readonly TranslationWarning[]): ImportedTranslation {
  const outcome = draft ? 'saved' : text ? 'unchanged' : 'incomplete';
  return { record: version.record, lang, outcome, version: number ?? version.number, taken: draft ? taken.length : 0, left, missing, surplus, warnings };
}

/**
 * Takes a document of XLIFF into the translations of its records, by the rules of {@link acceptTranslation}; the source stays. All or nothing: anything wrong with the
 * document is in the {@link Invalid} thrown, and nothing was changed. Units that no longer fit are no fault: they are in the report. The same document
 * once more changes nothing.
 */
export async function importTranslation(text: string, options: TranslationImportOptions): Promise<TranslationImportReport> {
  const { files, findings: faults } = readXliff(text);
  if (faults.length > 0) throw new Invalid(faults.map((f): Finding => ({ file: options.file, ...f, severity: 'error' })));
  return transaction(options.db, async (tx) => {
    const findings: Finding[] = [];
    const planned = await plan(tx, files, options, findings);
    const shown = options.publish ? await shownVersions(tx, planned.map((p) => p.version.version_id)) : null;
    for (const { version, draft } of planned) {
      if (draft && shown && !shown.has(version.version_id)) findings.push({ file: options.file, message: `${version.record} has a draft that is not published; import without publishing`, severity: 'error' });
    }
    if (findings.length > 0) throw new Invalid(findings);
    const work = planned.flatMap((p) => (p.draft ? [{ ...p, draft: p.draft }] : []));
    const saved = await saveVersions(tx, options.actor, options.kinds, work.map((w) => w.draft));
    if (options.publish && saved.length > 0) {
      await publish(tx, options.actor, saved.map((s) => s.version_id));
      await refreshWords(tx);
      await publishedNow(tx);
    }
    const numbers = new Map(work.map((w, i) => [w.version.record, saved[i]?.number]));
    const warnings = new Map<Planned, TranslationWarning[]>();
    for (const one of planned) warnings.set(one, await warningsOf(tx, one));
    return {
      published: options.publish && saved.length > 0,
      records: planned.map((one): ImportedTranslation => toReport(one, numbers.get(one.version.record), warnings.get(one) ?? [])),
    };
  });
}

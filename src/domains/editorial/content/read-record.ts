import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Finding } from '#kernel/errors';
import { findProblem } from '#kernel/markdown';
import type { Process } from '#domains/parties';
import type { Draft, DraftText } from '../draft.ts';
import type { AnyKind, DraftFile } from '../kind.ts';
import { readHistory, type History } from './history.ts';
import { commonFields, commonNames, frontMatter, type CommonFields } from './schema.ts';
import { lineOf, readText, reportIssues, type ReadContext } from './text.ts';
import { parseYaml } from './yaml.ts';

/** A version as its folder holds it; files are named and not yet stored. */
export interface WrittenVersion {
  readonly draft: Omit<Draft, 'files'>;
  readonly files: readonly (DraftFile & { readonly from: string })[];
  /** The line of each relation of the draft in its `record.yaml`. */
  readonly relation_lines: readonly (number | undefined)[];
}

/** A record as its folder holds it: the version in the folder itself, and in an export all versions. */
export interface WrittenRecord extends WrittenVersion {
  readonly folder: string;
  readonly history: History | null;
  /** The number of the version in the folder itself. */
  readonly number: number;
  /** All versions, oldest first. */
  readonly versions: readonly WrittenVersion[];
}

const fence = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/;

function readLanguageFile(path: string, lang: string, context: ReadContext): DraftText | null {
  const file = relative(context.root, path);
  const text = readText(path, context);
  if (text === null) return null;
  const match = fence.exec(text);
  if (!match) {
    context.findings.push({ file, line: 1, message: 'must begin with front matter between two lines of ---', severity: 'error' });
    return null;
  }
  const yaml = parseYaml(match[1] ?? '', file, context.findings, 2);
  if (yaml === null) return null;
  const parsed = frontMatter.safeParse(yaml.value);
  if (!parsed.success) {
    reportIssues(parsed.error.issues, yaml, file, context.findings);
    return null;
  }
  const { title, short, summary, translates, authenticity } = parsed.data;
  const rest = text.slice(match[0].length);
  const body = rest.trim().normalize('NFC');
  const problem = findProblem(body);
  if (problem) {
    const before = text.slice(0, text.length - rest.trimStart().length);
    // What an export holds was shown as plain paragraphs, and comes back so.
    context.findings.push({ file, line: before.split('\n').length - 1 + problem.line, message: problem.message, severity: context.is_export ? 'warning' : 'error' });
  }
  return {
    lang, title: oneLine(title), short: short ? oneLine(short) : null, summary: summary ? oneLine(summary) : null, translates: translates ?? null, authenticity,
    body,
  };
}

const oneLine = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();

function readTexts(dir: string, context: ReadContext): DraftText[] {
  const file = relative(context.root, dir);
  const names = readdirSync(dir).filter((n) => /^[a-z]{2,3}\.md$/.test(n)).sort();
  const texts = names.map((n) => readLanguageFile(join(dir, n), n.slice(0, -3), context)).filter((t) => t !== null);
  if (names.length === 0) context.findings.push({ file, message: 'has no language file such as en.md', severity: 'error' });
  if (texts.length < names.length || texts.length === 0) return texts;
  const sources = texts.filter((t) => t.translates === null);
  if (sources.length !== 1) {
    context.findings.push({ file, field: 'translates', message: `exactly one language is the source; here ${sources.map((t) => t.lang).join(', ') || 'none'}`, severity: 'error' });
  }
  for (const text of texts) {
    if (text.translates !== null && !texts.some((t) => t.lang === text.translates)) {
      context.findings.push({ file: join(file, `${text.lang}.md`), field: 'translates', message: `there is no ${text.translates}.md`, severity: 'error' });
    }
  }
  for (const lang of context.process.languages) {
    if (!texts.some((t) => t.lang === lang)) context.findings.push({ file, message: `has no text in ${lang}`, severity: 'warning' });
  }
  return texts;
}

function checkVocabulary(fields: CommonFields, kind: AnyKind, process: Process, report: (path: (string | number)[], message: string) => void): void {
  const check = (name: 'themes' | 'focus' | 'states', allowed: ReadonlySet<string>, what: string) =>
    fields[name].forEach((value, i) => {
      if (!allowed.has(value)) report([name, i], `${value} is not ${what} of process.yaml`);
    });
  check('themes', new Set(process.themes.map((t) => t.id)), 'a theme');
  check('focus', new Set(process.focuses.map((f) => f.id)), 'a focus');
  check('states', new Set(process.states.map((s) => s.code)), 'a participating State');
  if (kind.focus_required && fields.focus.length === 0) report(['focus'], 'at least one is needed');
  if (fields.type === undefined ? kind.type_required : !kind.types.includes(fields.type)) report(['type'], `must be one of ${kind.types.join(', ')}`);
  if (fields.status === undefined ? kind.status_required : !kind.statuses.includes(fields.status)) report(['status'], `must be one of ${kind.statuses.join(', ')}`);
  if (kind.source_required && !fields.source?.url) report(['source'], 'an official source with its url is needed');
}

/** A file that the folder of an older version lacks is the one of the next newer version: `dirs` are its folder and the newer ones, oldest first. */
function readFiles(fields: CommonFields, dirs: readonly string[], report: (path: (string | number)[], message: string) => void): WrittenVersion['files'] {
  return fields.files.map((f, i) => {
    const from = dirs.map((dir) => join(dir, f.path)).find((path) => existsSync(path) && statSync(path).isFile());
    if (from === undefined) report(['files', i, 'path'], `${f.path} is missing`);
    return { path: f.path.slice('files/'.length), lang: f.language ?? null, title: f.title, from: from ?? f.path };
  });
}

/** Reads one record's folder. Everything wrong with it is added to `context.findings`; then the answer is null. */
export function readRecord(dir: string, kind: AnyKind, context: ReadContext): WrittenRecord | null {
  const folder = relative(context.root, dir);
  const slug = folder.slice(kind.folder.length + 1);
  const history = readHistory(dir, folder, context);
  const rules = history && context.is_export ? 'warning' : 'error';
  const further = existsSync(join(dir, 'versions')) ? readdirSync(join(dir, 'versions')).map(Number).sort((a, b) => a - b) : [];
  const numbers = Array.from({ length: history?.versions.length ?? 1 }, (_, i) => i + 1);
  // The folder itself holds the version that has no folder of its own.
  const [number, ...lacking] = numbers.filter((n) => !further.includes(n));
  if (number === undefined || lacking.length > 0 || further.length !== numbers.length - 1) {
    context.findings.push({ file: folder, message: `history.yaml tells of ${numbers.length - 1} further versions; versions/ holds ${further.join(', ') || 'none'}`, severity: 'error' });
    return null;
  }
  const dirOf = (n: number) => (n === number ? dir : join(dir, 'versions', String(n)));
  const read = numbers.map((n) => readVersion(numbers.filter((m) => m >= n).map(dirOf), slug, kind, rules, context));
  const versions = read.filter((v) => v !== null);
  const own = read[number - 1];
  return own && versions.length === numbers.length ? { folder, ...own, history, number, versions } : null;
}

/** Reads the version in the first of `dirs`; the others are those of newer versions. `rules` is how much it counts that a rule of the process or of the kind is broken. */
function readVersion(dirs: readonly string[], slug: string, kind: AnyKind, rules: Finding['severity'], context: ReadContext): WrittenVersion | null {
  const before = context.findings.filter((f) => f.severity === 'error').length;
  const dir = dirs[0] ?? context.root;
  const folder = relative(context.root, dir);
  const file = join(folder, 'record.yaml');
  const text = readText(join(dir, 'record.yaml'), context);
  const yaml = text === null ? null : parseYaml(text, file, context.findings);
  const texts = readTexts(dir, context);
  if (yaml === null) return null;

  const report = (path: readonly (string | number)[], message: string, severity: Finding['severity'] = 'error') =>
    context.findings.push({ file, ...lineOf(yaml, path), ...(path.length > 0 ? { field: path.join('.') } : {}), message, severity });
  if (!kind.slug.test(slug)) context.findings.push({ file: folder, message: `the folder does not look like an address of ${kind.folder}`, severity: 'error' });
  const value = yaml.value !== null && typeof yaml.value === 'object' && !Array.isArray(yaml.value) ? (yaml.value as Record<string, unknown>) : yaml.value === null ? {} : null;
  if (value === null) {
    report([], 'must be a map of fields');
    return null;
  }
  const common = commonFields.safeParse(Object.fromEntries(Object.entries(value).filter(([k]) => commonNames.has(k))));
  const facts = kind.facts.safeParse(Object.fromEntries(Object.entries(value).filter(([k]) => !commonNames.has(k))));
  if (!common.success) reportIssues(common.error.issues, yaml, file, context.findings);
  if (!facts.success) reportIssues(facts.error.issues, yaml, file, context.findings);
  if (!common.success || !facts.success) return null;

  const fields = common.data;
  const date = fields.date ?? kind.date(facts.data);
  if (date === null && kind.date_required) report(['date'], 'is needed');
  checkVocabulary(fields, kind, context.process, (path, message) => report(path, message, rules));
  for (const f of kind.check({ slug, facts: facts.data, type: fields.type ?? null, date, process: context.process })) report(f.path, f.message, f.severity ?? rules);
  const kindOfFolder = new Map(context.kinds.map((k) => [k.folder, k.kind]));
  const relations = fields.relations.map((r, i) => {
    const [head = '', ...rest] = r.target.split('/');
    const targetKind = kindOfFolder.get(head);
    if (targetKind === undefined) report(['relations', i, 'target'], `${head} is no kind of record`);
    if (r.target === `${kind.folder}/${slug}`) report(['relations', i, 'target'], 'is the record itself');
    return { type: r.type, target_kind: targetKind ?? head, target_slug: rest.join('/') };
  });
  const files = readFiles(fields, dirs, (path, message) => report(path, message));
  if (context.findings.filter((f) => f.severity === 'error').length > before) return null;
  return {
    files,
    relation_lines: relations.map((_, i) => lineOf(yaml, ['relations', i, 'target']).line),
    draft: {
      kind: kind.kind, slug, type: fields.type ?? null, status: fields.status ?? null, date, themes: fields.themes, focus: fields.focus, states: fields.states,
      audience: fields.audience, source: fields.source ?? null, added: fields.added ?? null, texts, relations, identifiers: kind.identifiers(slug, facts.data), facts: facts.data,
    },
  };
}

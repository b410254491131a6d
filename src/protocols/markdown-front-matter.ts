import { Document, Scalar, visit } from 'yaml';

/** A value of `record.yaml`. Keys that are `null`, `undefined`, or an empty list or map are left out. */
export type RecordValue = string | number | boolean | null | undefined | readonly RecordValue[] | { readonly [key: string]: RecordValue };

/** A language file: front matter and body (docs/content-format.md). */
export interface LanguageFile {
  readonly title: string;
  readonly short?: string | null;
  readonly summary?: string | null;
  readonly translates?: string | null;
  readonly authenticity: 'official' | 'unofficial' | 'machine';
  readonly body: string;
}

/** The order in which the fields of `record.yaml` are written; others follow by name. */
const fieldOrder = [
  'type', 'status', 'date', 'start', 'end', 'time_zone', 'place', 'country', 'host', 'body', 'institutions', 'celex', 'number', 'oj', 'issuer', 'published', 'in_force', 'applies', 'ended',
  'authors', 'publisher', 'isbn', 'doi', 'pages', 'themes', 'focus', 'states', 'source', 'added', 'audience', 'relations', 'files',
];
const rank = new Map(fieldOrder.map((name, i) => [name, i]));
const byOrder = (a: string, b: string) => (rank.get(a) ?? fieldOrder.length) - (rank.get(b) ?? fieldOrder.length) || (a < b ? -1 : a > b ? 1 : 0);

/** Dates stand as they are; the core schema of YAML 1.2 reads them as text. */
const date = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2})?)?$/;
/** What nobody could take for anything but text: it needs no quotes. */
const plain = /^\p{L}[\p{L}\p{N}]*([ _./-][\p{L}\p{N}]+)*$/u;
const reserved = /^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i;
const list = /^[a-z][a-z0-9-]*$/;
const width = 160;

function isPresent(value: RecordValue): boolean {
  return value !== null && value !== undefined && !(typeof value === 'object' && Object.values(value).every((v: RecordValue) => !isPresent(v)));
}

function tidy(value: RecordValue): RecordValue {
  if (typeof value === 'string') return value.toWellFormed();
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.filter(isPresent).map(tidy);
  return Object.fromEntries(Object.entries(value).filter(([, v]) => isPresent(v)).map(([k, v]) => [k, tidy(v)]));
}

function write(value: { readonly [key: string]: RecordValue }): string {
  const document = new Document(value, { schema: 'core', version: '1.2', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== 'string') return;
      node.type = date.test(node.value) || (plain.test(node.value) && !reserved.test(node.value)) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
    },
    Seq(_key, node) {
      // Short lists of ids read best on one line.
      const items = node.items.map((i) => (i instanceof Scalar ? i.value : null));
      node.flow = items.every((i) => typeof i === 'string' && list.test(i)) && items.join(', ').length < width;
    },
  });
  return document.toString({ lineWidth: 0, minContentWidth: 0, flowCollectionPadding: false, indentSeq: true, doubleQuotedAsJSON: true, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
}

/** `record.yaml` in canonical form: the same facts give the same bytes. */
export function writeRecordYaml(fields: Readonly<Record<string, RecordValue>>): string {
  const present = Object.entries(fields).filter(([, value]) => isPresent(value)).sort(([a], [b]) => byOrder(a, b));
  return write(Object.fromEntries(present.map(([k, v]) => [k, tidy(v)])));
}

/** A language file such as `en.md` in canonical form: one blank line before the body, one line end after it. */
export function writeLanguageFile(file: LanguageFile): string {
  const front = write({
    title: file.title.toWellFormed(),
    ...(file.short ? { short: file.short.toWellFormed() } : {}),
    ...(file.summary ? { summary: file.summary.toWellFormed() } : {}),
    ...(file.translates ? { translates: file.translates } : {}),
    ...(file.authenticity === 'unofficial' ? {} : { authenticity: file.authenticity }),
  });
  const body = file.body.toWellFormed().replace(/\r\n?/g, '\n').trim();
  return `---\n${front}---\n${body === '' ? '' : `\n${body}\n`}`;
}

import type { z } from 'zod';
import { paths } from '#paths';
import type { Db } from '#kernel/db';
import { Gone, Invalid, NotFound } from '#kernel/errors';
import type { Answer } from '#kernel/http';
import type { View } from '#kernel/view';
import { folderOf, type AnyKind } from '../../kind.ts';
import type { ListRow } from '../../queries/list.ts';
import { readBodies, type RecordView } from '../../queries/record.ts';
import type { problemSchema, recordSchema, summarySchema } from './schema.ts';

type Summary = z.infer<typeof summarySchema>;
type RecordAnswer = z.infer<typeof recordSchema>;
type Problem = z.infer<typeof problemSchema>;

/** The API is open to programs of every origin (Fetch standard, CORS protocol). */
const cors = { 'access-control-allow-origin': '*' };

export function json(body: unknown, type = 'application/json; charset=utf-8', status = 200): Answer {
  return { type, status, body: JSON.stringify(body), headers: cors };
}

/** Kept for a moment only, as pages of errors are: what is missing now may be published next. */
function problem(body: Problem): Answer {
  const answer = json(body, 'application/problem+json; charset=utf-8', body.status);
  return { ...answer, headers: { ...answer.headers, 'cache-control': 'public, max-age=0, s-maxage=30' } };
}

/** A wrong parameter, by name. */
export class WrongParameters extends Error {
  override readonly name = 'WrongParameters';
  readonly errors: readonly { parameter: string; detail: string }[];
  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('wrong parameters');
    this.errors = issues.flatMap((i) => (i.code === 'unrecognized_keys' ? i.keys.map((key) => ({ parameter: key, detail: 'is not a parameter here' })) : [{ parameter: String(i.path[0] ?? ''), detail: i.message }]));
  }
}

/** What an error says to a program (RFC 9457). Anything unexpected goes on to the server's own handling. */
export function problemOf(error: unknown, kinds: readonly AnyKind[]): Answer {
  if (error instanceof WrongParameters) return problem({ type: 'about:blank', title: 'Bad Request', status: 400, detail: 'Parameters cannot be read.', errors: [...error.errors] });
  if (error instanceof Invalid) return problem({ type: 'about:blank', title: 'Bad Request', status: 400, detail: error.message });
  if (error instanceof Gone) {
    const { titles, reason, withdrawn_at, successor } = error.tombstone;
    return problem({
      type: 'about:blank', title: 'Gone', status: 410, detail: 'The record was withdrawn.',
      tombstone: { titles: { ...titles }, reason: { ...reason }, withdrawn_at, successor: successor?.titles ? `${folderOf(kinds, successor.kind)}/${successor.slug}` : null },
    });
  }
  if (error instanceof NotFound) return problem({ type: 'about:blank', title: 'Not Found', status: 404, detail: 'There is no such record.' });
  throw error;
}

function urls(view: View, folder: string, slug: string): Record<string, string> {
  return Object.fromEntries(view.languages.map((lang) => [lang, view.origin + paths.record(lang, folder, slug)]));
}

export function summary(view: View, row: ListRow, kinds: readonly AnyKind[]): Summary {
  const folder = folderOf(kinds, row.kind);
  return {
    id: row.record_id, kind: row.kind, address: `${folder}/${row.slug}`, urls: urls(view, folder, row.slug), type: row.type, status: row.status, date: row.date, added: row.added,
    updated: row.updated_at.toISOString(), states: [...row.states], themes: [...row.themes], focus: [...row.focus], texts: row.texts.map((t) => ({ ...t, authenticity: t.authenticity as 'official' })),
  };
}

/** A record with its texts, the facts of its kind, files and relations. */
export async function fullRecord(db: Db, view: View, record: RecordView, kind: AnyKind, kinds: readonly AnyKind[]): Promise<RecordAnswer> {
  const [facts, bodies] = await Promise.all([kind.load(db, [record.version_id]), readBodies(db, record.version_id)]);
  const hashes = new Map(record.texts.map((t) => [t.lang, t.content_hash]));
  return {
    id: record.record_id, kind: record.kind, address: `${kind.folder}/${record.slug}`, urls: urls(view, kind.folder, record.slug), type: record.type, status: record.status, date: record.date,
    added: record.added, updated: record.updated_at.toISOString(), states: [...record.states], themes: [...record.themes], focus: [...record.focus], version: record.number,
    source: record.source ? { ...record.source } : null, correction: record.correction ? { ...record.correction } : null, facts: (facts.get(record.version_id) ?? {}) as Record<string, unknown>,
    texts: record.texts.map((t) => ({
      lang: t.lang, title: t.title, short: t.short, summary: t.summary, authenticity: t.authenticity as 'official', translates: t.translates, body: bodies.get(t.lang) ?? '',
      outdated: t.translates !== null && t.source_hash !== hashes.get(t.translates),
    })),
    files: record.files.map((f) => ({ url: view.origin + paths.file(kind.folder, record.slug, f.path), path: f.path, media_type: f.media_type, bytes: f.bytes, lang: f.lang, title: { ...f.title } })),
    relations: record.relations.map((r) => ({ type: r.type, inverse: r.inverse, address: `${folderOf(kinds, r.kind)}/${r.slug}`, titles: Object.fromEntries(r.titles.map((t) => [t.lang, t.title])) })),
  };
}

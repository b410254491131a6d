import type { Citation } from '#protocols/citation';
import type { JsonLd, WorkFacts } from '#protocols/json-ld';
import { paths } from '#paths';
import type { Db } from '#kernel/db';
import type { Tagged, View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import { bestText, type Names } from '../pages/entry.tsx';
import type { RecordView } from '../queries/record.ts';
import { recordUri } from './feed-model.ts';

/** A record as programs take it along. */
export interface Description {
  readonly citation: Citation;
  /** Parts of the citation in another language than that of the page. */
  readonly foreign: readonly Tagged[];
  readonly node: JsonLd;
}

/** The permanent names of the records that this one says it acts on in one way. */
export function relatedBy(record: RecordView, type: string): string[] {
  return record.relations.filter((r) => r.type === type && !r.inverse).map((r) => recordUri(r.record_id));
}

function workOf(view: View, kind: AnyKind, record: RecordView, names: Names): WorkFacts {
  const text = bestText(record.texts, view);
  const at = (lang: string) => view.origin + paths.record(lang, kind.folder, record.slug);
  return {
    id: recordUri(record.record_id),
    url: at(view.lang),
    name: text?.title ?? record.slug,
    ...(text?.short ? { short_name: text.short } : {}),
    ...(text?.summary ? { description: text.summary } : {}),
    lang: text?.lang ?? view.lang,
    ...(record.date ? { date: record.date } : {}),
    translations: view.languages.filter((l) => l !== text?.lang && record.texts.some((t) => t.lang === l)).map((lang) => ({ lang, url: at(lang) })),
    keywords: [...record.focus.map(names.focus), ...record.themes.map(names.theme)],
    places: record.states.map(view.country),
    ...(record.source?.url ? { source_url: record.source.url } : {}),
    files: record.files.map((f) => {
      const title = view.pick(f.title).text;
      return { url: view.origin + paths.file(kind.folder, record.slug, f.path), type: f.media_type, bytes: f.bytes, ...(f.lang ? { lang: f.lang } : {}), ...(title ? { title } : {}) };
    }),
  };
}

function foreignParts({ view, record }: { view: View; record: RecordView }, { title, lang, number }: Citation, names: readonly Tagged[]): Tagged[] {
  // A number keeps the letters of the language that the act was written in.
  const native = record.texts.find((t) => t.translates === null)?.lang ?? view.lang;
  const lettered = number && /\p{L}/u.test(number) ? [{ text: number, lang: native }] : [];
  return [{ text: title, lang }, ...lettered, ...names].filter((p) => p.lang !== view.lang && p.text !== '');
}

/**
 * A record as a citation and in schema.org: the text that its page in this language shows, under its permanent address, which is that of the page. The day
 * on which a reader saw it is left to the reader: the same answer is kept for many. Null where the kind is not cited.
 */
export async function describeRecord(db: Db, view: View, kind: AnyKind, record: RecordView, names: Names): Promise<Description | null> {
  const facts: unknown = kind.outputs && (await kind.load(db, [record.version_id])).get(record.version_id);
  if (!kind.outputs || facts === undefined) return null;
  const subject = { view, record, facts };
  const work = workOf(view, kind, record, names);
  const citation = { ...kind.outputs.cite(subject), id: `${kind.folder}/${record.slug}`, title: work.name, lang: work.lang, url: work.url, ...(work.date ? { issued: work.date } : {}) };
  return {
    citation,
    foreign: foreignParts(subject, citation, kind.outputs.names?.(subject) ?? []),
    node: kind.outputs.describe(subject, work),
  };
}

import { bibtex, bibtexType, cslJson, cslType, ris, risType } from '#protocols/citation';
import { jsonLd, jsonLdType } from '#protocols/json-ld';
import { NotFound } from '#kernel/errors';
import type { Answer, PageContext } from '#kernel/http';
import type { AnyKind } from '../kind.ts';
import type { Names } from '../pages/entry.tsx';
import { readRecord } from '../queries/record.ts';
import { describeRecord, type Description } from './describe.ts';

const formats = {
  bib: { type: bibtexType, write: ({ citation }: Description) => bibtex(citation) },
  ris: { type: risType, write: ({ citation }: Description) => ris(citation) },
  'csl.json': { type: cslType, write: ({ citation }: Description) => cslJson([citation]) },
  jsonld: { type: jsonLdType, write: ({ node }: Description) => jsonLd([node]) },
} as const;

/** Forms in which programs can have a record, under its address: `32011L0095.bib`. */
export type RecordFormat = keyof typeof formats;
export const recordFormats = Object.keys(formats) as RecordFormat[];

/** The part of an address below a kind's own as slug and format; null where it names no format. */
export function parseRecordFormat(rest: string): { slug: string; format: RecordFormat } | null {
  const [, slug, format] = /^([^.]+)\.(bib|ris|csl\.json|jsonld)$/.exec(rest) ?? [];
  return slug && format ? { slug, format: format as RecordFormat } : null;
}

/** A record in one of the formats. Programs that keep references take BibTeX, RIS and CSL-JSON as files. Throws as {@link readRecord} does, and {@link NotFound} for a kind that is not cited. */
export async function recordAs({ db, view }: Pick<PageContext, 'db' | 'view'>, kind: AnyKind, names: Names, slug: string, format: RecordFormat): Promise<Answer> {
  if (!kind.slug.test(slug)) throw new NotFound(`no ${kind.kind} ${slug}`);
  const description = await describeRecord(db, view, kind, await readRecord(db, kind.kind, slug), names);
  if (!description) throw new NotFound(`${kind.kind} ${slug} is not cited`);
  const { type, write } = formats[format];
  const name = `${kind.folder}-${slug.replaceAll('/', '-')}-${view.lang}.${format}`;
  return { type, body: write(description), headers: { 'content-language': view.lang, 'content-disposition': `${format === 'jsonld' ? 'inline' : 'attachment'}; filename="${name}"` } };
}

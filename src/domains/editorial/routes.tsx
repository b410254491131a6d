import type { Answer, Page, PageContext, Redirect, Site } from '#kernel/http';
import type { Db } from '#kernel/db';
import { NotFound } from '#kernel/errors';
import { paths, patterns } from '#paths';
import type { Process } from '#domains/parties';
import type { AnyKind } from './kind.ts';
import { parseRecordFormat, recordAs } from './outputs/citations.ts';
import { describeRecord } from './outputs/describe.ts';
import { bestText, type Names } from './pages/entry.tsx';
import type { FacetSource } from './pages/filters.tsx';
import type { ListFormat } from './pages/list-forms.tsx';
import { recordPage, type RecordModel, type RecordParts } from './pages/record-page.tsx';
import { alignBlocks } from './pages/record-text.ts';
import { isUntidy, tidyQuery } from './pages/river-address.ts';
import { loadRiver, riverPage, type ListParts, type River } from './pages/river-page.tsx';
import type { ListRow } from './queries/list.ts';
import { readBlocks, readRecord } from './queries/record.ts';
import { versionAsked } from './queries/versions.ts';

/** What pages of every kind need from the process. */
export interface EditorialContext {
  /** The process as it is defined now: it may change while the program runs. */
  process(): Process;
  names(lang: string): Names;
  facets(): FacetSource;
}

export interface KindPages {
  readonly kind: AnyKind;
  /** What the kind adds to a record's page. */
  parts(context: PageContext, model: RecordModel): Promise<Omit<RecordParts, 'kind' | 'names' | 'description'>>;
  /** What the kind adds to these rows of a list. */
  list?(context: PageContext, rows: readonly ListRow[]): Promise<ListParts>;
  /** Forms of the list beside those that every kind has. */
  readonly formats?: readonly ListFormat[];
  /** What stands before the whole list. */
  before?(context: PageContext): Promise<ListParts['before']>;
  /** An address below the list that is no record: the acts of one State. Null: it is a record. */
  below?(context: PageContext, rest: string): Promise<Page | Answer | Redirect | null>;
}

/**
 * Loads a record with the text that the page shows: in its language, or the one asked for by `?text=`, or side by side by `?left=&right=`; in its
 * current version or that of `?version=`.
 */
export async function loadRecord(db: Db, kind: AnyKind, slug: string, context: Pick<PageContext, 'view' | 'query'>): Promise<RecordModel> {
  // What cannot be an address of the kind need not be looked up, and a NUL would be an error in the database.
  if (!kind.slug.test(slug)) throw new NotFound(`no ${kind.kind} ${slug}`);
  const { view, query } = context;
  const record = await readRecord(db, kind.kind, slug, versionAsked(query));
  const shown = record.texts.find((t) => t.lang === query.get('text')) ?? bestText(record.texts, view);
  const body = shown?.has_body ? shown : bestText(record.texts.filter((t) => t.has_body), view);
  const left = record.texts.find((t) => t.lang === query.get('left') && t.has_body);
  const right = record.texts.find((t) => t.lang === query.get('right') && t.has_body);
  if (left && right && left !== right) {
    const [a, b] = await Promise.all([readBlocks(db, left.id), readBlocks(db, right.id)]);
    return { record, shown, body, blocks: [], parallel: { left, right, rows: alignBlocks(a, b), headings: a } };
  }
  return { record, shown, body, blocks: body ? await readBlocks(db, body.id) : [], parallel: null };
}

/** A list as a page, or the way to its plain address: a form sends every field, chosen or not. */
export async function listPage(context: PageContext, editorial: EditorialContext, pages: Pick<KindPages, 'list' | 'before'>, river: River): Promise<Page | Redirect> {
  const { view, db, query } = context;
  if (isUntidy(query)) return { redirect: paths.list(view.lang, river.address, tidyQuery(query)) };
  const model = await loadRiver(db, river, query);
  const [parts, before] = await Promise.all([pages.list?.(context, model.page.rows), pages.before?.(context)]);
  return riverPage(view, river, model, editorial.names(view.lang), editorial.facets(), { ...parts, before });
}

/** Mounts the list and the records of a kind, these also in the forms that programs keep references in. */
export function mountKind(site: Site, editorial: EditorialContext, pages: KindPages): void {
  const { kind } = pages;
  site.page(patterns.list(kind.folder), (context) => {
    const { view } = context;
    return listPage(context, editorial, pages, { kind, address: kind.folder, title: view.t(`${kind.domain}.title`), lead: view.t(`${kind.domain}.lead`), formats: ['atom', 'json', 'csv', ...(pages.formats ?? [])] });
  });
  site.page(patterns.record(kind.folder), async (context) => {
    const rest = context.params['*'] ?? '';
    const { view, query } = context;
    if (rest === '' || rest.endsWith('/')) return { redirect: paths.list(view.lang, [kind.folder, ...rest.split('/').filter(Boolean).map(encodeURIComponent)].join('/'), query), permanent: true };
    const other = await pages.below?.(context, rest);
    if (other) return other;
    const as = parseRecordFormat(rest);
    if (as) return recordAs(context, kind, editorial.names(view.lang), as.slug, as.format);
    const model = await loadRecord(context.db, kind, rest, context);
    const names = editorial.names(view.lang);
    const [parts, description] = await Promise.all([pages.parts(context, model), describeRecord(context.db, view, kind, model.record, names)]);
    return recordPage(view, model, { kind, names, description, ...parts });
  });
}

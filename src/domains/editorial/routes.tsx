import type { Page, PageContext, Redirect, Site } from '#kernel/http';
import type { Db } from '#kernel/db';
import { patterns } from '#paths';
import type { AnyKind } from './kind.ts';
import { bestText, type Names } from './pages/entry.tsx';
import type { FacetSource } from './pages/filters.tsx';
import { alignBlocks, recordPage, type RecordModel, type RecordParts } from './pages/record-page.tsx';
import { loadRiver, riverPage } from './pages/river-page.tsx';
import { readBlocks, readRecord } from './queries/record.ts';

/** What pages of every kind need from the process. */
export interface EditorialContext {
  names(lang: string): Names;
  facets(): FacetSource;
}

export interface KindPages {
  readonly kind: AnyKind;
  /** What the kind adds to a record's page. */
  parts(context: PageContext, model: RecordModel): Promise<Omit<RecordParts, 'kind' | 'names'>>;
  /** An address below the list that is no record: the acts of one State. Null: it is a record. */
  below?(context: PageContext, rest: string): Promise<Page | Redirect | null>;
}

/** Loads a record with the text that the page shows: in its language, or the one asked for by `?text=`, or side by side by `?left=&right=`. */
export async function loadRecord(db: Db, kind: AnyKind, slug: string, context: Pick<PageContext, 'view' | 'query'>): Promise<RecordModel> {
  const record = await readRecord(db, kind.kind, slug);
  const { view, query } = context;
  const shown = record.texts.find((t) => t.lang === query.get('text')) ?? bestText(record.texts, view);
  const left = record.texts.find((t) => t.lang === query.get('left') && t.has_body);
  const right = record.texts.find((t) => t.lang === query.get('right') && t.has_body);
  if (left && right && left !== right) {
    const [a, b] = await Promise.all([readBlocks(db, left.id), readBlocks(db, right.id)]);
    return { record, shown, blocks: [], parallel: { left, right, rows: alignBlocks(a, b) } };
  }
  return { record, shown, blocks: shown?.has_body ? await readBlocks(db, shown.id) : [], parallel: null };
}

/** Mounts the list and the records of a kind. */
export function mountKind(site: Site, editorial: EditorialContext, pages: KindPages): void {
  const { kind } = pages;
  site.page(patterns.list(kind.folder), async ({ view, db, query }) => {
    const river = { kind, address: kind.folder, title: view.t(`${kind.domain}.title`), lead: view.t(`${kind.domain}.lead`) };
    return riverPage(view, river, await loadRiver(db, river, query), editorial.names(view.lang), editorial.facets());
  });
  site.page(patterns.record(kind.folder), async (context) => {
    const rest = decodeURIComponent(context.params['*'] ?? '');
    const other = await pages.below?.(context, rest);
    if (other) return other;
    const model = await loadRecord(context.db, kind, rest, context);
    return recordPage(context.view, model, { kind, names: editorial.names(context.view.lang), ...(await pages.parts(context, model)) });
  });
}

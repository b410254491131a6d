import { atomType, writeAtom } from '#protocols/atom';
import { writeCsv } from '#protocols/csv';
import type { Feed } from '#protocols/feed';
import { jsonFeedType, writeJsonFeed } from '#protocols/json-feed';
import type { Answer, PageContext, Site } from '#kernel/http';
import type { View } from '#kernel/view';
import { paths, patterns } from '#paths';
import type { AnyKind } from '../kind.ts';
import { bestText, type Names } from '../pages/entry.tsx';
import { filterQuery, parseFilter } from '../queries/filter.ts';
import { formatCursor, listRecords, parseCursor, type ListRow, type Order } from '../queries/list.ts';
import type { EditorialContext } from '../routes.tsx';
import { feedEntry, feedHead, readHtml, readTombstones } from './feed-model.ts';

/** Entries on one page of a feed, and rows of a table fetched at a time. */
const feedSize = 50;
const tableSize = 500;

/** A list that people read as a page and programs as feeds: its kinds and its address without language and format. */
export interface FeedList {
  readonly kinds: readonly AnyKind[];
  readonly address: string;
  title(view: View): string;
  lead(view: View): string;
}

interface FeedPage {
  readonly feed: Omit<Feed, 'self' | 'first' | 'previous' | 'next'>;
  /** Query strings of the neighbouring pages. */
  readonly self: URLSearchParams;
  readonly first: URLSearchParams;
  readonly previous: URLSearchParams | null;
  readonly next: URLSearchParams | null;
}

async function loadFeed(list: FeedList, names: Names, { view, db, query }: PageContext): Promise<FeedPage> {
  const filter = parseFilter(query);
  const order: Order = 'added';
  const kinds = list.kinds.map((k) => k.kind);
  const after = parseCursor(query.get('after'));
  const page = await listRecords(db, { kinds, filter, order, limit: feedSize, after, before: after ? undefined : parseCursor(query.get('before')) });
  const [html, tombstones] = await Promise.all([readHtml(db, view, page.rows), readTombstones(db, view, kinds, names)]);
  const base = filterQuery(filter);
  const at = (name: 'after' | 'before', row: ListRow | undefined) => {
    if (!row) return null;
    const next = new URLSearchParams(base);
    next.set(name, formatCursor(row, order));
    return next;
  };
  const self = new URLSearchParams(base);
  for (const name of ['after', 'before'] as const) if (query.get(name)) self.set(name, query.get(name) ?? '');
  const newest = [...page.rows.map((r) => r.updated_at), ...tombstones.map((t) => t.withdrawn)].sort((a, b) => b.getTime() - a.getTime())[0];
  return {
    feed: {
      ...feedHead(view, list.title(view), list.lead(view)),
      id: `${view.origin}${paths.list(view.lang, list.address, base)}`,
      updated: newest ?? new Date(0),
      home: `${view.origin}${paths.list(view.lang, list.address, base)}`,
      entries: page.rows.map((row) => feedEntry(view, row, names, html.get(row.version_id))),
      tombstones,
    },
    self,
    first: base,
    previous: page.has_previous ? at('before', page.rows[0]) : null,
    next: page.has_next ? at('after', page.rows.at(-1)) : null,
  };
}

/** The feed with its own addresses in one format. */
function inFormat(view: View, list: FeedList, page: FeedPage, format: 'atom' | 'json'): Feed {
  const at = (query: URLSearchParams) => view.origin + paths.listAs(view.lang, list.address, format, query);
  return {
    ...page.feed,
    self: at(page.self),
    first: at(page.first),
    ...(page.previous ? { previous: at(page.previous) } : {}),
    ...(page.next ? { next: at(page.next) } : {}),
    alternates: view.languages.filter((l) => l !== view.lang).map((l) => ({ url: view.origin + paths.listAs(l, list.address, format, page.first), lang: l, type: format === 'atom' ? 'application/atom+xml' : 'application/feed+json' })),
  };
}

const columns = ['address', 'kind', 'type', 'status', 'date', 'added', 'title', 'language', 'summary', 'countries', 'themes', 'focus', 'readable_in'] as const;

function tableRow(view: View, row: ListRow, names: Names): string[] {
  const text = bestText(row.texts, view);
  const folder = names.kindOf(row.kind)?.folder ?? row.kind;
  return [
    view.origin + paths.record(view.lang, folder, row.slug), row.kind, row.type ?? '', row.status ?? '', row.date ?? '', row.added, text?.title ?? '', text?.lang ?? '', text?.summary ?? '',
    row.states.join(' '), row.themes.join(' '), row.focus.join(' '), row.texts.map((t) => t.lang).join(' '),
  ];
}

/** Every row of a list as CSV (RFC 4180). */
async function table(list: FeedList, names: Names, { view, db, query }: PageContext): Promise<Answer> {
  const filter = parseFilter(query);
  const rows: string[][] = [];
  for (let after: ReturnType<typeof parseCursor>; ; ) {
    const page = await listRecords(db, { kinds: list.kinds.map((k) => k.kind), filter, order: 'newest', limit: tableSize, after });
    rows.push(...page.rows.map((row) => tableRow(view, row, names)));
    const last = page.rows.at(-1);
    if (!page.has_next || !last) break;
    after = parseCursor(formatCursor(last, 'newest'));
  }
  return { type: 'text/csv; charset=utf-8; header=present', body: [...writeCsv([[...columns], ...rows])].join(''), headers: { 'content-disposition': `attachment; filename="${list.address.replaceAll('/', '-')}-${view.lang}.csv"` } };
}

/** Mounts a list's own address with `.atom`, `.json` and `.csv`. */
export function mountFeeds(site: Site, editorial: EditorialContext, list: FeedList): void {
  site.answer(patterns.listAs(list.address, 'atom'), async (context) => {
    const page = await loadFeed(list, editorial.names(context.view.lang), context);
    return { type: atomType, body: [...writeAtom(inFormat(context.view, list, page, 'atom'))].join('') };
  });
  site.answer(patterns.listAs(list.address, 'json'), async (context) => {
    const page = await loadFeed(list, editorial.names(context.view.lang), context);
    return { type: jsonFeedType, body: [...writeJsonFeed(inFormat(context.view, list, page, 'json'))].join('') };
  });
  site.answer(patterns.listAs(list.address, 'csv'), (context) => table(list, editorial.names(context.view.lang), context));
}

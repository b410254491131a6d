import type { RawBuilder } from 'kysely';
import type { Answer, PageContext, Site } from '#kernel/http';
import type { View } from '#kernel/view';
import { paths, patterns } from '#paths';
import type { AnyKind } from '../kind.ts';
import type { Names } from '../pages/entry.tsx';
import { filterQuery, parseFilter } from '../queries/filter.ts';
import { formatCursor, listRecords, parseCursor, type ListRow, type Order } from '../queries/list.ts';
import type { EditorialContext } from '../routes.tsx';
import { feedAnswer, tableAnswer, type FeedPage } from './feed-answers.ts';
import { feedEntry, feedHead, newestOf, readHtml, readTombstones } from './feed-model.ts';

/** Entries on one page of a feed, and rows of a table fetched at a time. */
const feedSize = 50;
const tableSize = 500;

/** A list that people read as a page and programs as feeds: its kinds and its address without language and format. */
export interface FeedList {
  readonly kinds: readonly AnyKind[];
  readonly address: string;
  /** A further condition on `v`: the acts of one State. */
  readonly where?: RawBuilder<boolean>;
  title(view: View): string;
  lead(view: View): string;
}

const whereOf = ({ where }: FeedList) => (where ? { where } : {});

async function loadFeed(list: FeedList, names: Names, { view, db, query }: PageContext): Promise<FeedPage> {
  const filter = parseFilter(query);
  const order: Order = 'added';
  const kinds = list.kinds.map((k) => k.kind);
  const after = parseCursor(query.get('after'));
  const page = await listRecords(db, { kinds, filter, order, limit: feedSize, after, before: after ? undefined : parseCursor(query.get('before')), ...whereOf(list) });
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
  const home = view.origin + paths.list(view.lang, list.address, base);
  return {
    feed: {
      ...feedHead(view, list.title(view), list.lead(view)),
      id: home,
      updated: newestOf(page.rows, tombstones),
      home,
      entries: page.rows.map((row) => feedEntry(view, row, names, html.get(row.version_id))),
      tombstones,
    },
    self,
    first: base,
    previous: page.has_previous ? at('before', page.rows[0]) : null,
    next: page.has_next ? at('after', page.rows.at(-1)) : null,
  };
}

/** Every row of a list. */
async function table(list: FeedList, names: Names, { view, db, query }: PageContext): Promise<Answer> {
  const filter = parseFilter(query);
  const rows: ListRow[] = [];
  for (let after: ReturnType<typeof parseCursor>; ; ) {
    const page = await listRecords(db, { kinds: list.kinds.map((k) => k.kind), filter, order: 'newest', limit: tableSize, after, ...whereOf(list) });
    rows.push(...page.rows);
    const last = page.rows.at(-1);
    if (!page.has_next || !last) break;
    after = parseCursor(formatCursor(last, 'newest'));
  }
  return tableAnswer(view, list.address, rows, names);
}

/** A list in one of the forms that programs read. */
export async function listAnswer(list: FeedList, editorial: EditorialContext, context: PageContext, format: 'atom' | 'json' | 'csv'): Promise<Answer> {
  const names = editorial.names(context.view.lang);
  return format === 'csv' ? table(list, names, context) : feedAnswer(context.view, list.address, await loadFeed(list, names, context), format);
}

/** Mounts a list's own address with `.atom`, `.json` and `.csv`. */
export function mountFeeds(site: Site, editorial: EditorialContext, list: FeedList): void {
  for (const format of ['atom', 'json', 'csv'] as const) site.answer(patterns.listAs(list.address, format), (context) => listAnswer(list, editorial, context, format));
}

import { paths, patterns } from '#paths';
import type { PageContext, Site } from '#kernel/http';
import type { Names } from '../pages/entry.tsx';
import type { EditorialContext } from '../routes.tsx';
import { readRequest, requestQuery } from '../search/request.ts';
import { searchRows } from '../search/search.ts';
import { feedAnswer, tableAnswer, type FeedPage } from './feed-answers.ts';
import { feedEntry, feedHead, newestOf, readHtml, readTombstones } from './feed-model.ts';

/** Entries on one page of a feed; and of a table as many rows as a search compares. */
const feedSize = 50;
const tableSize = 1000;

/** A feed is read from its newest entry on, whatever the page is sorted by. */
const order = 'newest';

async function loadFeed(names: Names, { view, db, query }: PageContext): Promise<FeedPage> {
  const request = { ...readRequest(query, view.lang), order } as const;
  const found = await searchRows(db, request, feedSize);
  const kinds = request.filter.kinds.mode === 'none' ? [] : request.filter.kinds.values;
  const [html, tombstones] = await Promise.all([readHtml(db, view, found.rows), found.query.groups.length > 0 ? readTombstones(db, view, kinds, names) : []]);
  // The page sorted by relevance, at which a reader began.
  const base = requestQuery({ ...request, q: found.query.text, order: 'relevance' });
  const at = (page: number) => {
    const there = new URLSearchParams(base);
    if (page > 1) there.set('page', String(page));
    return there;
  };
  const home = view.origin + paths.list(view.lang, 'search', base);
  return {
    feed: {
      ...feedHead(view, found.query.text === '' ? view.t('search.title') : view.t('search.title_of', { q: found.query.text }), view.t('search.lead')),
      id: home,
      updated: newestOf(found.rows, tombstones),
      home,
      entries: found.rows.map((row) => feedEntry(view, row, names, html.get(row.version_id))),
      tombstones,
    },
    self: at(found.page),
    first: base,
    previous: found.page > 1 ? at(Math.max(1, Math.min(found.page - 1, found.pages))) : null,
    next: found.page < found.pages ? at(found.page + 1) : null,
  };
}

/** Mounts the address of the search with `.atom`, `.json` and `.csv`: what its page finds for the same query and filters, the newest first. */
export function mountSearchFeeds(site: Site, editorial: EditorialContext): void {
  for (const format of ['atom', 'json'] as const) {
    site.answer(patterns.listAs('search', format), async (context) => feedAnswer(context.view, 'search', await loadFeed(editorial.names(context.view.lang), context), format));
  }
  site.answer(patterns.listAs('search', 'csv'), async ({ view, db, query }) => {
    const { rows } = await searchRows(db, { ...readRequest(query, view.lang), order, page: 1 }, tableSize);
    return tableAnswer(view, 'search', rows, editorial.names(view.lang));
  });
}

import type { RawBuilder } from 'kysely';
import { ActiveFilters, FilterPanel, Notice, PageHead, Pagination, River, RiverGroups, WithAside, type RiverGroup } from '#ui';
import { paths } from '#paths';
import type { Db } from '#kernel/db';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import { filterQuery, isFiltered, parseFilter, type Filter } from '../queries/filter.ts';
import { countFacets, formatCursor, listRecords, parseCursor, type FacetCounts, type ListPage, type ListRow, type Order } from '../queries/list.ts';
import { riverEntry, type Names } from './entry.tsx';
import { activeFilters, filterGroups, type FacetSource } from './filters.tsx';

/** Entries on one page of a list. */
const pageSize = 25;
const orders: readonly Order[] = ['newest', 'oldest', 'added'];

export interface River {
  readonly kind: AnyKind;
  /** The list's address without the language and the query: `news`, `legislation/ua`. */
  readonly address: string;
  readonly title: string;
  readonly lead: string;
  /** A further condition on `v`: the acts of one State. */
  readonly where?: RawBuilder<boolean>;
}

interface RiverModel {
  readonly filter: Filter;
  readonly order: Order;
  readonly page: ListPage;
  readonly counts: FacetCounts;
}

/** Everything that a list page shows. */
export async function loadRiver(db: Db, river: River, query: URLSearchParams): Promise<RiverModel> {
  const filter = parseFilter(query);
  const order = orders.find((o) => o === query.get('sort')) ?? 'newest';
  const after = parseCursor(query.get('after'));
  const where = river.where ? { where: river.where } : {};
  const [page, counts] = await Promise.all([
    listRecords(db, { kinds: [river.kind.kind], filter, order, limit: pageSize, after, before: after ? undefined : parseCursor(query.get('before')), ...where }),
    countFacets(db, [river.kind.kind], filter, river.where),
  ]);
  return { filter, order, page, counts };
}

function groupByYear(view: View, rows: readonly ListRow[], names: Names): RiverGroup[] {
  const groups = new Map<string, ListRow[]>();
  for (const row of rows) {
    const year = row.date?.slice(0, 4) ?? '';
    groups.set(year, [...(groups.get(year) ?? []), row]);
  }
  return [...groups].map(([year, members]) => ({ id: `year-${year}`, title: year, entries: members.map((row) => riverEntry(view, row, names)) }));
}

/** A list of one kind: filters in view with their counts, entries by year, pages by keyset. */
export function riverPage(view: View, river: River, model: RiverModel, names: Names, source: FacetSource): Page {
  const { filter, order, page, counts } = model;
  const here = (query: URLSearchParams, extra: Readonly<Record<string, string>> = {}) => {
    const all = new URLSearchParams(query);
    if (order !== 'newest') all.set('sort', order);
    for (const [key, value] of Object.entries(extra)) all.set(key, value);
    return paths.list(view.lang, river.address, all);
  };
  const query = filterQuery(filter);
  const clear = isFiltered(filter) ? { href: here(new URLSearchParams()), label: view.t('editorial.clear') } : undefined;
  const first = page.rows[0];
  const last = page.rows.at(-1);
  const sortGroup = {
    kind: 'select' as const, name: 'sort', legend: view.t('editorial.sort'),
    options: orders.map((o) => ({ value: o, label: view.t(`editorial.sort.${o}`), checked: o === order })),
  };
  const status = page.rows.length > 0 ? view.t('editorial.showing', { from: page.offset + 1, to: page.offset + page.rows.length, total: page.total }) : view.t('editorial.none_short');
  return {
    title: river.title,
    description: river.lead,
    section: river.kind.folder,
    noindex: isFiltered(filter) || order !== 'newest',
    body: (
      <>
        <PageHead view={view} title={river.title} standfirst={river.lead} />
        <WithAside
          side="start"
          label={view.t('editorial.filters')}
          aside={
            <FilterPanel
              view={view} action={paths.list(view.lang, river.address)} title={view.t('editorial.filters')} submit={view.t('editorial.apply')} clear={clear}
              groups={[...filterGroups(view, names, river.kind, source, filter, counts), sortGroup]}
            />
          }
        >
          <ActiveFilters title={view.t('editorial.filters_active')} remove={view.t('editorial.remove')} items={activeFilters(view, names, river.kind, filter, here)} clear={clear} />
          <p role="status">{status}</p>
          {page.rows.length === 0 && (
            <Notice title={view.t('editorial.none_title')}>
              <p>{view.t(isFiltered(filter) ? 'editorial.none_filtered' : page.total > 0 ? 'editorial.none_here' : 'editorial.none_yet')}</p>
              <p><a href={paths.list(view.lang, river.address)}>{view.t('editorial.show_all')}</a></p>
            </Notice>
          )}
          {order === 'added' ? <River view={view} entries={page.rows.map((row) => riverEntry(view, row, names))} /> : <RiverGroups view={view} groups={groupByYear(view, page.rows, names)} />}
          <Pagination
            view={view}
            previous={page.has_previous && first ? { href: here(query, { before: formatCursor(first, order) }), label: view.t('editorial.previous') } : undefined}
            next={page.has_next && last ? { href: here(query, { after: formatCursor(last, order) }), label: view.t('editorial.next') } : undefined}
          />
        </WithAside>
      </>
    ),
  };
}

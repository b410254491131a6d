import type { VNode } from 'preact';
import type { RawBuilder } from 'kysely';
import { ActiveFilters, Breadcrumb, FilterPanel, ListHead, Notice, PageHead, Pagination, River, RiverGroups, WithAside, type RiverGroup } from '#ui';
import { paths } from '#paths';
import type { Db } from '#kernel/db';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import { filterQuery, isFiltered, parseFilter, type Filter } from '../queries/filter.ts';
import { countFacets, formatCursor, listRecords, parseCursor, type FacetCounts, type ListPage, type ListRow, type Order } from '../queries/list.ts';
import { riverEntry, type EntryMarks, type Names } from './entry.tsx';
import { activeFilters, filterGroups, type FacetSource } from './filters.tsx';
import { FeedLinks, ListAs, type ListFormat } from './list-forms.tsx';
import { orderOf, orders, tidyQuery } from './river-address.ts';

/** Entries on one page of a list. */
const pageSize = 25;

export interface River {
  readonly kind: AnyKind;
  /** The list's address without the language and the query: `news`, `legislation/ua`. */
  readonly address: string;
  readonly title: string;
  readonly lead: string;
  /** Lists above this one. */
  readonly trail?: readonly { label: string; href: string }[];
  readonly formats?: readonly ListFormat[];
  /** A further condition on `v`: the acts of one State. */
  readonly where?: RawBuilder<boolean>;
}

interface Group {
  readonly id: string;
  readonly title: string;
  readonly rank?: number;
}

/** What a kind adds to a list of its records. */
export interface ListParts {
  /** By version. */
  readonly marks?: ReadonlyMap<number, EntryMarks>;
  /** The group that a row stands in, years by default. Groups come by `rank`, otherwise as their first rows do. */
  readonly group?: ((row: ListRow) => Group) | undefined;
  /** Stands between the head and the list. */
  readonly before?: VNode | null | undefined;
}

export interface RiverModel {
  readonly filter: Filter;
  readonly order: Order;
  readonly page: ListPage;
  readonly counts: FacetCounts;
}

/** Everything that a list page shows. */
export async function loadRiver(db: Db, river: River, asked: URLSearchParams): Promise<RiverModel> {
  const query = tidyQuery(asked);
  const filter = parseFilter(query);
  const order = orderOf(query);
  const where = river.where ? { where: river.where } : {};
  const [page, counts] = await Promise.all([
    listRecords(db, { kinds: [river.kind.kind], filter, order, limit: pageSize, after: parseCursor(query.get('after')), before: parseCursor(query.get('before')), ...where }),
    countFacets(db, [river.kind.kind], filter, river.where),
  ]);
  return { filter, order, page, counts };
}

function grouped(rows: readonly ListRow[], entry: (row: ListRow) => RiverGroup['entries'][number], groupOf: (row: ListRow) => Group): RiverGroup[] {
  const groups = new Map<string, Group & { entries: RiverGroup['entries'][number][] }>();
  for (const row of rows) {
    const group = groupOf(row);
    const known = groups.get(group.id) ?? { ...group, entries: [] };
    known.entries.push(entry(row));
    groups.set(group.id, known);
  }
  return [...groups.values()].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
}

const byYear = (view: View) => (row: ListRow) => {
  const year = row.date?.slice(0, 4);
  return { id: `year-${year ?? 'none'}`, title: year ?? view.t('editorial.undated') };
};

/** A list of one kind: filters in view with their counts, entries in groups, pages by keyset. */
export function riverPage(view: View, river: River, model: RiverModel, names: Names, source: FacetSource, parts: ListParts = {}): Page {
  const { filter, order, page, counts } = model;
  const here = (query: URLSearchParams, extra: Readonly<Record<string, string>> = {}, sort: Order = order) => {
    const all = new URLSearchParams(query);
    if (sort !== 'newest') all.set('sort', sort);
    for (const [key, value] of Object.entries(extra)) all.set(key, value);
    return paths.list(view.lang, river.address, all);
  };
  const query = filterQuery(filter);
  const filtered = isFiltered(filter);
  const clear = filtered ? { href: here(new URLSearchParams()), label: view.t('editorial.clear') } : undefined;
  const [first, last] = [page.rows[0], page.rows.at(-1)];
  const status = page.rows.length > 0 ? view.t('editorial.showing', { from: page.offset + 1, to: page.offset + page.rows.length, total: page.total }) : view.t('editorial.none_short');
  const entry = (row: ListRow) => riverEntry(view, row, names, { marks: parts.marks?.get(row.version_id) });
  const { trail = [], formats = [] } = river;
  const forms = { title: river.title, address: river.address, query, formats };
  return {
    title: river.title,
    description: river.lead,
    section: river.kind.folder,
    noindex: filtered || order !== 'newest',
    head: <FeedLinks view={view} forms={forms} />,
    body: (
      <>
        {trail.length > 0 && <Breadcrumb view={view} items={[...trail, { label: river.title }]} />}
        <PageHead view={view} title={river.title} standfirst={river.lead} />
        {parts.before}
        <WithAside
          side="start"
          label={view.t('editorial.filters')}
          aside={
            <FilterPanel
              view={view} action={paths.list(view.lang, river.address)} title={view.t('editorial.filters')} submit={view.t('editorial.apply')} clear={clear}
              hidden={order === 'newest' ? [] : [{ name: 'sort', value: order }]} groups={filterGroups(view, names, river.kind, source, filter, counts)}
            />
          }
        >
          <ActiveFilters title={view.t('editorial.filters_active')} remove={view.t('editorial.remove')} items={activeFilters(view, names, river.kind, filter, here)} clear={clear} />
          <ListHead
            status={status} label={view.t('editorial.sort')}
            orders={page.total > 1 ? orders.map((o) => ({ href: here(query, {}, o), label: view.t(`editorial.sort.${o}`), current: o === order })) : []}
          />
          {page.rows.length === 0 && <Nothing view={view} filtered={filtered} start={page.total > 0 ? here(query) : undefined} all={paths.list(view.lang, river.address)} />}
          {order === 'added' ? <River view={view} entries={page.rows.map(entry)} /> : <RiverGroups view={view} groups={grouped(page.rows, entry, parts.group ?? byYear(view))} />}
          <Pagination
            view={view}
            status={page.has_previous || page.has_next ? status : undefined}
            previous={page.has_previous && first ? { href: here(query, { before: formatCursor(first, order) }), label: view.t('editorial.previous') } : undefined}
            next={page.has_next && last ? { href: here(query, { after: formatCursor(last, order) }), label: view.t('editorial.next') } : undefined}
          />
          <ListAs view={view} forms={forms} />
        </WithAside>
      </>
    ),
  };
}

/** An empty page of a list: why, and the ways out. `start` is the first page of what the filters find. */
function Nothing({ view, filtered, start, all }: { view: View; filtered: boolean; start: string | undefined; all: string }) {
  return (
    <Notice title={view.t('editorial.none_title')}>
      <p>{view.t(start ? 'editorial.none_here' : filtered ? 'editorial.none_filtered' : 'editorial.none_yet')}</p>
      {start && <p><a href={start}>{view.t('editorial.first_page')}</a></p>}
      {filtered && <p><a href={all}>{view.t('editorial.show_all')}</a></p>}
    </Notice>
  );
}

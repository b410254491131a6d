import { parseSearchFilter, searchFilterQuery, type SearchFilter } from './filter.ts';
import type { SearchOrder } from './rank.ts';

export interface SearchRequest {
  /** As typed. */
  readonly q: string;
  /** The language of the page: its texts come before equal ones in another. */
  readonly lang: string;
  readonly filter: SearchFilter;
  readonly order: SearchOrder;
  /** From 1. */
  readonly page: number;
  /** Whether the glossary widens the query. */
  readonly wide: boolean;
}

/** Reads a search from an address: `q=asylum&state=ua&sort=newest&wide=0&page=2`. Nonsense is left out. */
export function readRequest(query: URLSearchParams, lang: string): SearchRequest {
  const page = query.get('page') ?? '';
  return {
    q: query.get('q') ?? '', lang, filter: parseSearchFilter(query), order: query.get('sort') === 'newest' ? 'newest' : 'relevance', page: /^[0-9]{1,9}$/.test(page) ? Number(page) : 1, wide: query.get('wide') !== '0',
  };
}

/** The first page of a search as an address again; {@link readRequest} reads it back. */
export function requestQuery({ q, filter, order, wide }: Pick<SearchRequest, 'q' | 'filter' | 'order' | 'wide'>): URLSearchParams {
  return searchQuery(q, searchFilterQuery(filter), order, wide);
}

/** The same with the filter as it stands in an address. */
export function searchQuery(q: string, filter: URLSearchParams, order: SearchOrder, wide: boolean): URLSearchParams {
  const query = new URLSearchParams({ q });
  for (const [name, value] of filter) query.append(name, value);
  if (order !== 'relevance') query.set('sort', order);
  if (!wide) query.set('wide', '0');
  return query;
}

import { filterQuery, parseFilter, type Facet, type Filter, type Mode } from '../queries/filter.ts';

/** Which records a search finds: the filter of lists, and kinds of record. */
export interface SearchFilter extends Filter {
  readonly kinds: Facet;
}

export const searchFacets = ['kinds', 'states', 'themes', 'focus', 'readable', 'year'] as const;
export type SearchFacet = (typeof searchFacets)[number];

const empty: Facet = { values: [], mode: 'any' };
/** Codes and ids of the vocabulary; anything else finds nothing and is left out. */
const code = /^[\p{L}\p{N}._-]{1,80}$/u;

const clean = ({ values, mode }: Facet): Facet => ({ values: values.filter((v) => code.test(v)), mode });

/** Reads a filter from an address: that of lists, with `kind=document&kind.mode=none` besides. Types and statuses belong to one kind and are not filtered by. */
export function parseSearchFilter(query: URLSearchParams): SearchFilter {
  const { states, themes, focus, readable, year } = parseFilter(query);
  const kinds = [...new Set(query.getAll('kind'))].slice(0, 20);
  const mode: Mode = query.get('kind.mode') === 'none' ? 'none' : 'any';
  return { states: clean(states), themes: clean(themes), focus: clean(focus), readable: clean(readable), year, types: empty, statuses: empty, kinds: clean({ values: kinds, mode }) };
}

/** The filter as an address again. */
export function searchFilterQuery(filter: SearchFilter): URLSearchParams {
  const query = filterQuery(filter);
  for (const kind of filter.kinds.values) query.append('kind', kind);
  if (filter.kinds.values.length > 0 && filter.kinds.mode === 'none') query.set('kind.mode', 'none');
  return query;
}

import { facetNames, filterQuery, parseFilter } from '../queries/filter.ts';
import { parseCursor, type Order } from '../queries/list.ts';

export const orders: readonly Order[] = ['newest', 'oldest', 'added'];

const facets = Object.keys(facetNames);

/** The order that an address asks for. */
export function orderOf(query: URLSearchParams): Order {
  return orders.find((o) => o === query.get('sort')) ?? 'newest';
}

/** An address as the list understands it: unknown fields, empty ones and nonsense are left out. */
export function tidyQuery(query: URLSearchParams): URLSearchParams {
  const tidy = filterQuery(parseFilter(query));
  const order = orderOf(query);
  if (order !== 'newest') tidy.set('sort', order);
  for (const name of ['after', 'before']) {
    if (parseCursor(query.get(name)) && !tidy.has('after')) tidy.set(name, query.get(name) ?? '');
  }
  return tidy;
}

/** Whether an address came from a form that sends fields in which nothing was chosen. */
export function isUntidy(query: URLSearchParams): boolean {
  return [...query].some(([name, value]) => {
    const facet = name.replace(/\.mode$/, '');
    if (!facets.includes(facet)) return (name === 'year' && value === '') || (name === 'sort' && value === 'newest');
    return value === '' || (facet !== name && (value === 'any' || !query.has(facet)));
  });
}

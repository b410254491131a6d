import { facetNames, filterQuery, parseFilter } from '../queries/filter.ts';
import { parseCursor, type Order } from '../queries/list.ts';

export const orders: readonly Order[] = ['newest', 'oldest', 'added'];

const facets = Object.keys(facetNames);

/** A day that the calendar has, from the year 1: what the database takes for a date. */
function isDay(day: string): boolean {
  const instant = new Date(`${day}T00:00:00Z`);
  return day >= '0001-01-01' && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
}

/** The order that an address asks for. */
export function orderOf(query: URLSearchParams): Order {
  return orders.find((o) => o === query.get('sort')) ?? 'newest';
}

/** An address as the list understands it: unknown fields, empty ones and nonsense are left out. */
export function tidyQuery(query: URLSearchParams): URLSearchParams {
  const known = new URLSearchParams([...query].filter(([name, value]) => !value.includes('\0') && !(name === 'year' && value < '0001')));
  const tidy = filterQuery(parseFilter(known));
  const order = orderOf(query);
  if (order !== 'newest') tidy.set('sort', order);
  for (const name of ['after', 'before']) {
    const cursor = parseCursor(query.get(name));
    if (cursor && isDay(cursor.day) && !tidy.has('after')) tidy.set(name, query.get(name) ?? '');
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

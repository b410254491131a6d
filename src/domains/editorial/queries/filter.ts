import { sql, type RawBuilder } from 'kysely';

/** How the chosen values of one facet combine. */
export type Mode = 'any' | 'all' | 'none';

export interface Facet {
  readonly values: readonly string[];
  readonly mode: Mode;
}

/** Which records a list shows. The address holds it; see {@link parseFilter}. */
export interface Filter {
  readonly states: Facet;
  readonly themes: Facet;
  readonly focus: Facet;
  readonly types: Facet;
  readonly statuses: Facet;
  /** Languages that the record can be read in. */
  readonly readable: Facet;
  readonly year: string | null;
}

/** A filter's facets: name in the address and column of `published.version`; `readable` has none. */
export const facetNames = { state: 'states', theme: 'themes', focus: 'focus', type: 'types', status: 'statuses', readable: 'readable' } as const;
export type FacetName = keyof typeof facetNames;

const modes: readonly Mode[] = ['any', 'all', 'none'];

/** Most values that one facet takes from an address; what follows is left out. */
const mostValues = 60;

/** Reads a filter from an address: `state=ua&state=md&state.mode=all&year=2009&readable=ru`. Unknown values find nothing; nonsense is left out. */
export function parseFilter(query: URLSearchParams): Filter {
  const facet = (name: FacetName): Facet => {
    const values = [...new Set(query.getAll(name).map((v) => v.trim()).filter((v) => v !== '' && v.length <= 80 && !v.includes('\0')))].slice(0, mostValues);
    const mode = query.get(`${name}.mode`) as Mode | null;
    return { values, mode: mode && modes.includes(mode) ? mode : 'any' };
  };
  const year = query.get('year');
  return {
    states: facet('state'), themes: facet('theme'), focus: facet('focus'), types: facet('type'), statuses: facet('status'), readable: facet('readable'),
    year: year && /^(?!0000)[0-9]{4}$/.test(year) ? year : null,
  };
}

/** The filter as an address again; {@link parseFilter} reads it back. */
export function filterQuery(filter: Filter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, key] of Object.entries(facetNames)) {
    const { values, mode } = filter[key];
    for (const value of values) query.append(name, value);
    if (values.length > 0 && mode !== 'any') query.set(`${name}.mode`, mode);
  }
  if (filter.year) query.set('year', filter.year);
  return query;
}

export function isFiltered(filter: Filter): boolean {
  return filterQuery(filter).size > 0;
}

function arrayCondition(column: RawBuilder<unknown>, { values, mode }: Facet): RawBuilder<boolean> {
  if (values.length === 0) return sql`true`;
  if (mode === 'all') return sql`${column} @> ${values}::text[]`;
  return mode === 'none' ? sql`not ${column} && ${values}::text[]` : sql`${column} && ${values}::text[]`;
}

/** A record has one type and one status: all of several is none. */
function valueCondition(column: RawBuilder<unknown>, { values, mode }: Facet): RawBuilder<boolean> {
  if (values.length === 0) return sql`true`;
  if (mode === 'none') return sql`coalesce(${column} <> all(${values}::text[]), true)`;
  return mode === 'all' && values.length > 1 ? sql`false` : sql`coalesce(${column} = any(${values}::text[]), false)`;
}

/** The condition on a row `v` of `published.version`, leaving out one facet: its counts show what choosing another value would find. */
export function filterCondition(filter: Filter, except?: FacetName | 'year'): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = [];
  if (except !== 'state') conditions.push(arrayCondition(sql`v.states`, filter.states));
  if (except !== 'theme') conditions.push(arrayCondition(sql`v.themes`, filter.themes));
  if (except !== 'focus') conditions.push(arrayCondition(sql`v.focus`, filter.focus));
  if (except !== 'type') conditions.push(valueCondition(sql`v.type`, filter.types));
  if (except !== 'status') conditions.push(valueCondition(sql`v.status`, filter.statuses));
  if (except !== 'readable' && filter.readable.values.length > 0) {
    conditions.push(arrayCondition(sql`(select array_agg(l.lang) from published.text l where l.version_id = v.id)`, filter.readable));
  }
  if (except !== 'year' && filter.year) conditions.push(sql`v.date_from between ${`${filter.year}-01-01`}::date and ${`${filter.year}-12-31`}::date`);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

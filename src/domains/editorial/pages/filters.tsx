import type { ActiveFilter, FilterChecks, FilterOption, FilterSelect } from '#ui';
import type { View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import { facetNames, filterQuery, type FacetName, type Filter } from '../queries/filter.ts';
import type { FacetCounts } from '../queries/list.ts';
import { vocabulary, type Names } from './entry.tsx';

/** The values that a facet offers, in the order of the process or of the language. */
export interface FacetSource {
  readonly states: readonly string[];
  readonly themes: readonly string[];
  readonly focuses: readonly string[];
  readonly languages: readonly string[];
}

/** Statuses and, in some languages, languages are written in small letters, but head their line in a list of choices. */
const capitalised = (view: View, text: string): string => text.charAt(0).toLocaleUpperCase(view.lang) + text.slice(1);

const label = (view: View, names: Names, kind: AnyKind | null, name: FacetName, value: string): string => {
  switch (name) {
    case 'state': return view.country(value);
    case 'theme': return names.theme(value);
    case 'focus': return names.focus(value);
    case 'readable': return capitalised(view, view.language(value));
    default: return kind ? capitalised(view, vocabulary(view, kind, name, value)) : value;
  }
};

function values(name: FacetName, kind: AnyKind | null, source: FacetSource, counts: ReadonlyMap<string, number>): readonly string[] {
  switch (name) {
    case 'state': return source.states;
    case 'theme': return source.themes;
    case 'focus': return source.focuses;
    case 'readable': return [...new Set([...source.languages, ...counts.keys()])];
    case 'type': return kind?.types ?? [];
    case 'status': return kind?.statuses ?? [];
  }
}

/** Facets in the order of the form. */
const order: readonly FacetName[] = ['state', 'type', 'status', 'theme', 'focus', 'readable'];

/** A longer list of choices shows its most frequent ones; the others unfold. */
const mostShown = 10;

/** Marks the choices beyond the most frequent ones; what is chosen stays in view. */
function folded(options: readonly FilterOption[]): FilterOption[] {
  if (options.length <= mostShown) return [...options];
  const frequent = [...options].sort((a, b) => Number(b.checked) - Number(a.checked) || (b.count ?? 0) - (a.count ?? 0)).slice(0, mostShown - 2);
  return options.map((o) => (frequent.includes(o) || o.checked ? o : { ...o, folded: true }));
}

const modes = ['any', 'all', 'none'] as const;

/** Facets of a record that can hold one value only offer any and none. */
const single: ReadonlySet<FacetName> = new Set(['type', 'status']);

/** The filter groups of a list, with the counts that each choice would leave. */
export function filterGroups(view: View, names: Names, kind: AnyKind | null, source: FacetSource, filter: Filter, counts: FacetCounts): (FilterChecks | FilterSelect)[] {
  const shown = order.flatMap((name): FilterChecks[] => {
    const chosen = filter[facetNames[name]];
    const known = values(name, kind, source, counts[name]).filter((v) => counts[name].has(v) || chosen.values.includes(v));
    if (known.length === 0 || (known.length === 1 && chosen.values.length === 0)) return [];
    const options: FilterOption[] = known.map((value) => ({ value, label: label(view, names, kind, name, value), checked: chosen.values.includes(value), count: counts[name].get(value) ?? 0 }));
    if (name === 'state' || name === 'readable') options.sort((a, b) => view.compare(a.label, b.label));
    const choices = folded(options);
    return [{
      kind: 'checks', name, legend: view.t(`editorial.facet.${name}`), options: choices, more: view.t('editorial.more', { n: choices.filter((o) => o.folded).length }),
      mode: {
        name: `${name}.mode`, legend: view.t('editorial.mode'),
        options: modes.filter((m) => m !== 'all' || !single.has(name)).map((m) => ({ value: m, label: view.t(`editorial.mode.${m}`), checked: chosen.mode === m })),
      },
    }];
  });
  const years = [...counts.year].sort(([a], [b]) => Number(b) - Number(a));
  const anyYear: FilterOption = { value: '', label: view.t('editorial.year.any'), checked: filter.year === null };
  const year: FilterSelect = { kind: 'select', name: 'year', legend: view.t('editorial.facet.year'), options: [anyYear, ...years.map(([value, count]) => ({ value, label: value, checked: filter.year === value, count }))] };
  return years.length > 1 || filter.year ? [...shown, year] : shown;
}

/** What is chosen, each with the address of the list without it. */
export function activeFilters(view: View, names: Names, kind: AnyKind | null, filter: Filter, address: (query: URLSearchParams) => string): ActiveFilter[] {
  const without = (name: string, value: string): string => {
    const query = filterQuery(filter);
    query.delete(name, value);
    if (!query.has(name)) query.delete(`${name}.mode`);
    return address(query);
  };
  const chosen = (Object.entries(facetNames) as [FacetName, (typeof facetNames)[FacetName]][]).flatMap(([name, key]) =>
    filter[key].values.map((value) => ({
      href: without(name, value),
      facet: view.t(`editorial.facet.${name}`),
      label: `${filter[key].mode === 'none' ? `${view.t('editorial.not')} ` : ''}${nameOf(view, names, kind, name, value)}`,
    })),
  );
  return filter.year ? [...chosen, { href: without('year', filter.year), facet: view.t('editorial.facet.year'), label: filter.year }] : chosen;
}

/** A value from an address may be none of the vocabulary: then it is shown as it is. */
function nameOf(view: View, names: Names, kind: AnyKind | null, name: FacetName, value: string): string {
  const known = name === 'type' ? kind?.types.includes(value) : name === 'status' ? kind?.statuses.includes(value) : name === 'state' ? /^[a-z]{2}$/.test(value) : name === 'readable' ? /^[a-z]{2,3}$/.test(value) : true;
  return known ? label(view, names, kind, name, value) : value;
}

import type { View } from '#kernel/view';
import type { Children, Link } from '../types.ts';
import { Button } from '../button/button.tsx';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
  /** How many entries remain when it is chosen. */
  readonly count?: number | undefined;
  readonly lang?: string | undefined;
  /** Out of view until the reader asks for all of them. */
  readonly folded?: boolean | undefined;
}

/** Checkboxes of one facet, with the way they combine: any, all or none. */
export interface FilterChecks {
  readonly kind: 'checks';
  readonly name: string;
  readonly legend: string;
  readonly options: readonly FilterOption[];
  readonly mode?: { readonly name: string; readonly legend: string; readonly options: readonly FilterOption[] } | undefined;
  readonly hint?: string | undefined;
  /** Unfolds the choices out of view: "12 more". */
  readonly more?: string | undefined;
}

/** One choice out of a list: a year, an order. */
export interface FilterSelect {
  readonly kind: 'select';
  readonly name: string;
  readonly legend: string;
  readonly options: readonly FilterOption[];
}

export interface FilterPanelProps {
  view: View;
  action: string;
  title: string;
  groups: readonly (FilterChecks | FilterSelect)[];
  hidden?: readonly { readonly name: string; readonly value: string }[] | undefined;
  submit: string;
  clear?: Link | undefined;
  children?: Children;
}

function Count({ view, count }: { view: View; count: number | undefined }) {
  return count === undefined ? null : <span class="filter-panel-count">{view.number(count)}</span>;
}

function Checks({ view, group }: { view: View; group: FilterChecks }) {
  const folded = group.options.filter((o) => o.folded);
  return (
    <fieldset class="filter-panel-group">
      <legend>{group.legend}</legend>
      {group.hint && <p class="filter-panel-hint">{group.hint}</p>}
      {group.mode && (
        <div class="filter-panel-mode" role="radiogroup" aria-label={group.mode.legend}>
          {group.mode.options.map((o) => (
            <label key={o.value}>
              <input type="radio" name={group.mode?.name} value={o.value} checked={o.checked} />
              <span>{o.label}</span>
            </label>
          ))}
        </div>
      )}
      <Options view={view} name={group.name} options={group.options.filter((o) => !o.folded)} />
      {folded.length > 0 && (
        <details class="filter-panel-more">
          <summary>{group.more}</summary>
          <Options view={view} name={group.name} options={folded} />
        </details>
      )}
    </fieldset>
  );
}

function Options({ view, name, options }: { view: View; name: string; options: readonly FilterOption[] }) {
  return (
    <ul class="plain-list">
      {options.map((o) => (
        <li key={o.value}>
          <label class={o.count === 0 && !o.checked ? 'filter-panel-option filter-panel-none' : 'filter-panel-option'}>
            <input type="checkbox" name={name} value={o.value} checked={o.checked} />
            <span class="filter-panel-label" lang={o.lang}>
              {o.label}
            </span>
            <Count view={view} count={o.count} />
          </label>
        </li>
      ))}
    </ul>
  );
}

function Choice({ view, group }: { view: View; group: FilterSelect }) {
  return (
    <div class="filter-panel-group">
      <label class="filter-panel-legend" for={`filter-${group.name}`}>
        {group.legend}
      </label>
      <select id={`filter-${group.name}`} name={group.name} class="field-control">
        {group.options.map((o) => (
          <option key={o.value} value={o.value} selected={o.checked} lang={o.lang}>
            {o.count === undefined ? o.label : `${o.label} (${view.number(o.count)})`}
          </option>
        ))}
      </select>
    </div>
  );
}

/**
 * The filters of a list: a GET form that works without script. On narrow screens it folds; with script it submits by itself.
 */
export function FilterPanel({ view, action, title, groups, hidden, submit, clear, children }: FilterPanelProps) {
  return (
    <filter-form class="filter-panel">
      <details class="filter-panel-fold">
        <summary class="filter-panel-title">{title}</summary>
        <form action={action} aria-label={title}>
          {hidden?.map((h) => (
            <input key={`${h.name}=${h.value}`} type="hidden" name={h.name} value={h.value} />
          ))}
          {children}
          {groups.map((g) =>
            g.kind === 'checks' ? <Checks key={g.name} view={view} group={g} /> : <Choice key={g.name} view={view} group={g} />,
          )}
          <p class="filter-panel-note" data-note hidden>
            {view.t('ui.filters_follow')}
          </p>
          <div class="filter-panel-actions">
            <Button type="submit">{submit}</Button>
            {clear && <a href={clear.href}>{clear.label}</a>}
          </div>
        </form>
      </details>
    </filter-form>
  );
}

import { Icon } from '../icon/icon.tsx';
import type { Link } from '../types.ts';

export interface ActiveFilter extends Link {
  /** Which facet it belongs to: "Country". */
  readonly facet?: string | undefined;
}

export interface ActiveFiltersProps {
  /** Names the list: "Filters in force". */
  title: string;
  /** Said before the label to assistive technology: "Remove". */
  remove: string;
  items: readonly ActiveFilter[];
  clear?: Link | undefined;
}

/** The filters in force; each link leads to the list without it. */
export function ActiveFilters({ title, remove, items, clear }: ActiveFiltersProps) {
  if (items.length === 0) return null;
  return (
    <nav class="active-filters" aria-label={title}>
      <ul class="plain-list">
        {items.map((item) => (
          <li key={item.href}>
            <a class="active-filters-item" href={item.href}>
              <span class="hidden-text">{remove} </span>
              {item.facet && <>{item.facet}: </>}
              <span lang={item.lang}>{item.label}</span> <Icon name="remove" />
            </a>
          </li>
        ))}
        {clear && (
          <li>
            <a href={clear.href}>{clear.label}</a>
          </li>
        )}
      </ul>
    </nav>
  );
}

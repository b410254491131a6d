import type { Children } from '../types.ts';

export interface LinkListItem {
  readonly href: string;
  readonly label: Children;
  readonly lang?: string | undefined;
  /** Beside the link: a count, a size, a date. */
  readonly note?: Children;
}

/** Links one below the other, ruled. */
export function LinkList({ items }: { items: readonly LinkListItem[] }) {
  return (
    <ul class="plain-list link-list">
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href} lang={item.lang}>
            {item.label}
          </a>
          {item.note !== undefined && item.note !== null && <span class="link-list-note">{item.note}</span>}
        </li>
      ))}
    </ul>
  );
}

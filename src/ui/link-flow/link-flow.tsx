import type { Children, Link } from '../types.ts';

export interface LinkFlowItem extends Link {
  /** After the link: a count. */
  readonly note?: Children;
  /** What the page shows now. */
  readonly current?: boolean | undefined;
}

/** Short links that flow in lines, with their counts; `title` stands before them. */
export function LinkFlow({ title, items, inline }: { title?: string | undefined; items: readonly LinkFlowItem[]; inline?: boolean | undefined }) {
  if (items.length === 0) return null;
  return (
    <div class={inline ? 'link-flow link-flow-inline' : 'link-flow'}>
      {title && <p class="link-flow-title">{title}</p>}
      <ul class="plain-list">
        {items.map((item) => (
          <li key={item.href}>
            {item.current ? <strong aria-current="true" lang={item.lang}>{item.label}</strong> : <a href={item.href} lang={item.lang}>{item.label}</a>}
            {item.note !== undefined && item.note !== null && <> <span class="link-flow-note">{item.note}</span></>}
          </li>
        ))}
      </ul>
    </div>
  );
}

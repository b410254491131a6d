import type { Children } from '../types.ts';

export interface TimelineItem {
  /** As in HTML: `2001-05`, `2009-02-05`. */
  readonly datetime: string;
  readonly date: string;
  readonly text: Children;
}

/** Dated milestones along the water line. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol class="plain-list timeline">
      {items.map((item) => (
        <li key={item.datetime + item.date} class="timeline-item">
          <time class="timeline-date" dateTime={item.datetime}>
            {item.date}
          </time>
          <div class="timeline-text">{item.text}</div>
        </li>
      ))}
    </ol>
  );
}

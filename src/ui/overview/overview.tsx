import { langAttribute, type Tagged, type View } from '#kernel/view';
import { heading, type Children, type HeadingLevel } from '../types.ts';

export interface OverviewItem {
  readonly key: string;
  readonly title: Tagged;
  readonly href?: string | undefined;
  readonly text?: Tagged | undefined;
  /** What follows the text: counts, members, dates. */
  readonly children?: Children;
}

export interface OverviewProps {
  view: View;
  items: readonly OverviewItem[];
  level?: HeadingLevel | undefined;
  /** Two columns on wide screens. */
  columns?: boolean | undefined;
}

/** Titled paragraphs under thin rules: the themes, the bodies. */
export function Overview({ view, items, level = 3, columns }: OverviewProps) {
  const Title = heading(level);
  return (
    <ul class={columns ? 'plain-list overview overview-columns' : 'plain-list overview'}>
      {items.map((item) => (
        <li class="overview-item" id={item.key} key={item.key}>
          <Title class="overview-title" {...langAttribute(view, item.title.lang)}>{item.href ? <a href={item.href}>{item.title.text}</a> : item.title.text}</Title>
          {item.text?.text && <p class="overview-text" {...langAttribute(view, item.text.lang)}>{item.text.text}</p>}
          {item.children}
        </li>
      ))}
    </ul>
  );
}

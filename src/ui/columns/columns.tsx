import type { Children } from '../types.ts';

export interface WithAsideProps {
  /** Filters, contents or facts. */
  aside: Children;
  /** On which side of the text it stands on wide screens; on narrow ones it follows the order of the page. */
  side: 'start' | 'end';
  /** Names the aside to assistive technology. */
  label: string;
  children: Children;
}

/** A page with something beside its main matter: filters before a list, contents before a text, facts after it. */
export function WithAside({ aside, side, label, children }: WithAsideProps) {
  const beside = (
    <aside class="with-aside-side" aria-label={label}>
      {aside}
    </aside>
  );
  return (
    <div class={side === 'start' ? 'with-aside with-aside-start' : 'with-aside with-aside-end'}>
      {side === 'start' && beside}
      <div class="with-aside-main">{children}</div>
      {side === 'end' && beside}
    </div>
  );
}

/** Things one below the other at the distance of a line. */
export function Stack({ children }: { children: Children }) {
  return <div class="stack">{children}</div>;
}

/** Two or three columns of equal weight that stack on narrow screens. */
export function Columns({ count, children }: { count: 2 | 3; children: Children }) {
  return <div class={count === 2 ? 'columns columns-2' : 'columns columns-3'}>{children}</div>;
}

import { langAttribute, type Tagged, type View } from '#kernel/view';
import type { Children } from '../types.ts';

/** The opening of the front page: one sentence set large, and what follows from it. */
export function Opening({ view, statement, children }: { view: View; statement: Tagged; children: Children }) {
  return (
    <div class="opening">
      <h1 class="opening-statement" {...langAttribute(view, statement.lang)}>{statement.text}</h1>
      <div class="opening-body">{children}</div>
    </div>
  );
}

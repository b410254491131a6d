import type { Children } from '../types.ts';

/** The bar above a text: the languages that it can be read in, and the ways of reading it. */
export function ReadingBar({ label, children }: { label: string; children: Children }) {
  return (
    <nav class="reading-bar" aria-label={label}>
      {children}
    </nav>
  );
}

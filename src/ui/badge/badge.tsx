import type { Children } from '../types.ts';

/** What a badge says by its colour, beside its words: valid, attention, over, plain. */
export type Tone = 'plain' | 'good' | 'warn' | 'past' | 'water';

const classes: Readonly<Record<Tone, string>> = {
  plain: 'badge badge-plain',
  good: 'badge badge-good',
  warn: 'badge badge-warn',
  past: 'badge badge-past',
  water: 'badge badge-water',
};

/** A short state: in force, repealed, machine translation. The words say it all; the tone repeats it. */
export function Badge({ tone = 'plain', title, children }: { tone?: Tone | undefined; title?: string | undefined; children: Children }) {
  return (
    <span class={classes[tone]} title={title}>
      {children}
    </span>
  );
}

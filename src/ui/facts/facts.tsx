import type { Children } from '../types.ts';

export interface Fact {
  readonly label: string;
  /** `null`, `undefined` and `false` leave the line out. */
  readonly value: Children;
}

/** Labels with values: dates, numbers, the official source. */
export function Facts({ items, narrow }: { items: readonly Fact[]; narrow?: boolean | undefined }) {
  const shown = items.filter((f) => f.value !== null && f.value !== undefined && f.value !== false && f.value !== '');
  return (
    <dl class={narrow ? 'facts facts-narrow' : 'facts'}>
      {shown.map((fact) => (
        <div class="facts-row" key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

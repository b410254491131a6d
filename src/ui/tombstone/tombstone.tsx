import type { View } from '#kernel/view';
import { Facts, type Fact } from '../facts/facts.tsx';
import type { Link } from '../types.ts';

export interface TombstoneProps {
  view: View;
  /** "Withdrawn". */
  state: string;
  title: string;
  lang?: string | undefined;
  reason: string;
  facts: readonly Fact[];
  successor?: (Link & { readonly prefix: string }) | undefined;
  level?: 1 | 2 | undefined;
}

/** What stays at the address of a withdrawn item: what it was, when and why it left, what follows it. */
export function Tombstone({ view, state, title, lang, reason, facts, successor, level = 1 }: TombstoneProps) {
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <article class="tombstone">
      <p class="tombstone-state">{state}</p>
      <Title class="tombstone-title" lang={lang === view.lang ? undefined : lang}>
        {title}
      </Title>
      <p class="tombstone-reason">{reason}</p>
      {successor && (
        <p class="tombstone-successor">
          {successor.prefix}{' '}
          <a href={successor.href} lang={successor.lang}>
            {successor.label}
          </a>
        </p>
      )}
      <Facts items={facts} />
    </article>
  );
}

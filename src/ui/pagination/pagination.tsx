import type { View } from '#kernel/view';
import { Icon } from '../icon/icon.tsx';
import type { Link } from '../types.ts';

export interface PaginationProps {
  view: View;
  previous?: Link | undefined;
  next?: Link | undefined;
  /** Where the reader stands: "21–40 of 312". */
  status?: string | undefined;
}

/** The way to the neighbouring pages of a list. */
export function Pagination({ view, previous, next, status }: PaginationProps) {
  if (!previous && !next && !status) return null;
  return (
    <nav class="pagination" aria-label={view.t('ui.pagination')}>
      <span>
        {previous && (
          <a href={previous.href} rel="prev">
            <Icon name="previous" /> {previous.label}
          </a>
        )}
      </span>
      {status && <span class="pagination-status">{status}</span>}
      <span class="pagination-next">
        {next && (
          <a href={next.href} rel="next">
            {next.label} <Icon name="next" />
          </a>
        )}
      </span>
    </nav>
  );
}

import { LinkList, type LinkListItem } from '../link-list/link-list.tsx';
import { heading, type HeadingLevel, type Link } from '../types.ts';

export interface LedgerRow {
  readonly key: string;
  readonly title: string;
  readonly items: readonly LinkListItem[];
  /** The way to all of them, when these are not all. */
  readonly more?: Link | undefined;
}

/** Links under headings that stand in the margin of wide screens: what happened in a month, by kind. */
export function Ledger({ rows, level = 3 }: { rows: readonly LedgerRow[]; level?: HeadingLevel | undefined }) {
  const Title = heading(level);
  return (
    <div class="ledger">
      {rows.map((row) => (
        <div class="ledger-row" key={row.key}>
          <Title class="ledger-title">{row.title}</Title>
          <div>
            <LinkList items={row.items} />
            {row.more && <p class="ledger-more"><a href={row.more.href} lang={row.more.lang}>{row.more.label}</a></p>}
          </div>
        </div>
      ))}
    </div>
  );
}

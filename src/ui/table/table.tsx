import type { Children } from '../types.ts';

export interface Column {
  readonly key: string;
  readonly label: Children;
  readonly numeric?: boolean | undefined;
  /** Keeps short values such as dates on one line. */
  readonly nowrap?: boolean | undefined;
}

export interface Row {
  readonly key: string;
  readonly cells: Readonly<Record<string, Children>>;
}

export interface TableProps {
  /** Names the scrolling region by its caption; unique on the page. */
  id: string;
  caption: Children;
  columns: readonly Column[];
  rows: readonly Row[];
  /** The column whose cells head their rows; the first by default. */
  heads?: string | undefined;
  /** Where the figures come from, notes. */
  note?: Children;
}

const cellClass = (c: Column) => [c.numeric && 'table-number', c.nowrap && 'table-nowrap'].filter(Boolean).join(' ') || undefined;

/** A table that is a table: caption above, figures aligned, its head stays in view, and it scrolls by itself on narrow screens. */
export function Table({ id, caption, columns, rows, heads = columns[0]?.key, note }: TableProps) {
  return (
    <div class="table">
      <section class="table-scroll" aria-labelledby={id} tabindex={0}>
        <table>
          <caption>
            <span class="table-caption" id={id}>{caption}</span>
          </caption>
          <thead>
            <tr>
              {columns.map((c) => (
                <th key={c.key} scope="col" class={cellClass(c)}>
                  {c.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                {columns.map((c) =>
                  c.key === heads ? (
                    <th key={c.key} scope="row" class={cellClass(c)}>
                      {row.cells[c.key]}
                    </th>
                  ) : (
                    <td key={c.key} class={cellClass(c)}>
                      {row.cells[c.key]}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {note && <p class="table-note">{note}</p>}
    </div>
  );
}

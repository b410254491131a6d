import type { View } from '#kernel/view';
import type { Link } from '../types.ts';

export interface MatrixHead {
  readonly key: string;
  readonly label: string;
  readonly href?: string | undefined;
  /** Under the label: what kind of row it is. */
  readonly note?: string | undefined;
}

export interface MatrixRow extends MatrixHead {
  readonly cells: Readonly<Record<string, { readonly value: number; readonly href?: string | undefined } | undefined>>;
}

export interface MatrixProps {
  view: View;
  id: string;
  caption: string;
  /** What the rows are: "Country". */
  corner: string;
  columns: readonly MatrixHead[];
  rows: readonly MatrixRow[];
  note?: string | undefined;
}

const linked = (head: MatrixHead | Link) => (head.href ? <a href={head.href}>{head.label}</a> : head.label);

const weights = ['matrix-weight-0', 'matrix-weight-1', 'matrix-weight-2', 'matrix-weight-3', 'matrix-weight-4'] as const;

/** Counts of rows × columns; each cell leads to what it counts, and a wash of water shows the weight. */
export function Matrix({ view, id, caption, corner, columns, rows, note }: MatrixProps) {
  const most = Math.max(1, ...rows.flatMap((r) => columns.map((c) => r.cells[c.key]?.value ?? 0)));
  return (
    <div class="table matrix">
      <section class="table-scroll" aria-labelledby={id} tabindex={0}>
        <table>
          <caption>
            <span class="table-caption" id={id}>{caption}</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">{corner}</th>
              {columns.map((c) => (
                <th key={c.key} scope="col" class="table-number">
                  {linked(c)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  {linked(row)}
                  {row.note && <span class="matrix-note"> {row.note}</span>}
                </th>
                {columns.map((c) => {
                  const cell = row.cells[c.key];
                  const weight = weights[cell ? Math.ceil((cell.value / most) * 4) : 0];
                  return (
                    <td key={c.key} class={`table-number matrix-cell ${weight}`}>
                      {cell === undefined ? null : cell.href && cell.value > 0 ? (
                        <a href={cell.href}>{view.number(cell.value)}</a>
                      ) : (
                        view.number(cell.value)
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {note && <p class="table-note">{note}</p>}
    </div>
  );
}

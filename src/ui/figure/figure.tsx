import type { Children } from '../types.ts';

export interface FigureProps {
  id: string;
  title: Children;
  /** The drawing: an inline SVG, an image, a table. */
  children: Children;
  /** Where the figures come from, of which day. */
  source?: Children;
  /** What a reader must know to read it rightly. */
  note?: Children;
  /** The same figures as a table, folded under the drawing. */
  data?: { readonly label: string; readonly table: Children } | undefined;
}

/** A drawing with its title above and its source below. */
export function Figure({ id, title, children, source, note, data }: FigureProps) {
  return (
    <figure class="figure" id={id} aria-labelledby={`${id}-title`}>
      <figcaption class="figure-title" id={`${id}-title`}>
        {title}
      </figcaption>
      <div class="figure-drawing">{children}</div>
      {note && <p class="figure-note">{note}</p>}
      {source && <p class="figure-note">{source}</p>}
      {data && (
        <details class="figure-data">
          <summary>{data.label}</summary>
          {data.table}
        </details>
      )}
    </figure>
  );
}

import type { View } from '#kernel/view';
import { Permalink } from '../permalink/permalink.tsx';
import { Prose } from '../prose/prose.tsx';

export interface SideBySideRow {
  readonly anchor: string;
  /** Sanitised HTML; `null` where that language lacks the passage. */
  readonly left: string | null;
  readonly right: string | null;
}

export interface SideBySideProps {
  view: View;
  /** Languages, with their names in the language of the page. */
  /** The label is in the language of the page. */
  left: { readonly lang: string; readonly label: string };
  right: { readonly lang: string; readonly label: string };
  rows: readonly SideBySideRow[];
  /** Names the permalinks: "Link to this passage". */
  permalink: string;
  /** Said where a language lacks a passage: "Not translated". */
  missing: string;
}

/** Two languages of one text, row by row. Under 640 px the rows stack, each passage under the name of its language. */
export function SideBySide({ view, left, right, rows, permalink, missing }: SideBySideProps) {
  const side = (language: { lang: string; label: string }, html: string | null) => (
    <div class="side-by-side-cell">
      <p class="side-by-side-language">{language.label}</p>
      {html === null ? <p class="side-by-side-missing">{missing}</p> : <Prose view={view} html={html} lang={language.lang} />}
    </div>
  );
  return (
    <div class="side-by-side">
      <div class="side-by-side-head">
        <p>{left.label}</p>
        <p>{right.label}</p>
      </div>
      {rows.map((row) => (
        <div class="side-by-side-row" id={row.anchor} key={row.anchor}>
          {side(left, row.left)}
          {side(right, row.right)}
          <span class="side-by-side-anchor">
            <Permalink anchor={row.anchor} label={permalink} />
          </span>
        </div>
      ))}
    </div>
  );
}

import type { View } from '#kernel/view';
import type { Children } from '../types.ts';

export interface YearBarsRow {
  readonly key: string;
  readonly label: Children;
  /** Beside the label: the total. */
  readonly note?: Children;
  /** Class that gives the bars their colour; the accent by default. */
  readonly colour?: string | undefined;
  readonly values: ReadonlyMap<number, number>;
  /** Says what the drawing shows to those who do not see it. */
  readonly description: string;
}

export interface YearBarsProps {
  view: View;
  /** First and last year drawn. */
  from: number;
  to: number;
  rows: readonly YearBarsRow[];
}

/** Height of the tallest bar, of the room above for its number, and of the line of years below, in CSS pixels. */
const tallest = 52;
const above = 18;
const below = 22;

/** Shortest distance between two named years, as a share of the width, in per cent. */
const roomForYear = 14;

const percent = (n: number) => `${Math.round(n * 1000) / 1000}%`;

function Bars({ view, from, to, row, most, every }: { view: View; from: number; to: number; row: YearBarsRow; most: number; every: number }) {
  const step = 100 / (to - from + 1);
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const base = above + tallest;
  const drawn = [...row.values].filter(([year]) => year >= from && year <= to);
  const [peak, highest] = drawn.reduce<readonly [number, number]>((a, b) => (b[1] > a[1] ? b : a), [from, 0]);
  const middle = (year: number) => percent((year - from + 0.5) * step);
  return (
    <svg class="year-bars-plot" width="100%" height={base + below} role="img" aria-label={row.description}>
      {years.map((year) => {
        const value = row.values.get(year) ?? 0;
        const height = Math.round((value / most) * tallest * 10) / 10;
        return value > 0 && (
          <rect key={year} x={percent((year - from + 0.12) * step)} width={percent(step * 0.76)} y={base - height} height={height} fill="currentColor" />
        );
      })}
      <line class="year-bars-base" x1="0" x2="100%" y1={base + 0.5} y2={base + 0.5} />
      {highest > 0 && <text class="year-bars-peak" x={middle(peak)} y={base - Math.round((highest / most) * tallest) - 5} text-anchor="middle">{view.number(highest)}</text>}
      {years.filter((y) => y % every === 0).map((y) => <text key={y} class="year-bars-year" x={middle(y)} y={base + 16} text-anchor="middle">{y}</text>)}
    </svg>
  );
}

/** Bars by year, one strip a row on a common scale; widths are shares of the page, so that words keep their size on every screen. */
export function YearBars({ view, from, to, rows }: YearBarsProps) {
  const most = Math.max(1, ...rows.flatMap((r) => [...r.values].filter(([y]) => y >= from && y <= to).map(([, n]) => n)));
  const every = [1, 2, 5, 10, 20, 50].find((n) => (n / (to - from + 1)) * 100 >= roomForYear) ?? 100;
  return (
    <div class="year-bars">
      {rows.map((row) => (
        <div class="year-bars-row" key={row.key}>
          <p class="year-bars-label">{row.label} {row.note && <span class="year-bars-note">{row.note}</span>}</p>
          <div class={row.colour ? `year-bars-strip ${row.colour}` : 'year-bars-strip'}>
            <Bars view={view} from={from} to={to} row={row} most={most} every={every} />
          </div>
        </div>
      ))}
    </div>
  );
}

/** One figure against its limit, both measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly bound: 'at least' | 'at most';
  readonly unit: string;
  /** What the figure was made of. */
  readonly detail: string;
}

export interface FigureOptions {
  readonly at_least?: number;
  readonly at_most?: number;
  readonly unit?: string;
  readonly detail?: string;
}

export const holds = ({ value, limit, bound }: Figure): boolean => (bound === 'at least' ? value >= limit : value <= limit);

export function formatFigure(figure: Figure): string {
  const shown = figure.value >= 100 ? figure.value.toFixed(0) : figure.value.toFixed(2);
  return `${holds(figure) ? '✓' : '✗'} ${figure.name}: ${shown}${figure.unit} (${figure.bound} ${figure.limit}${figure.unit}${figure.detail ? `; ${figure.detail}` : ''})`;
}

/** Tells a figure: to `tools/bench.ts` when that runs the benchmark, and to whoever looks on. */
export function report(name: string, value: number, { at_least, at_most, unit = '', detail = '' }: FigureOptions): void {
  const figure: Figure = { name, value, limit: at_least ?? at_most ?? 0, bound: at_least === undefined ? 'at most' : 'at least', unit, detail };
  if (process.send) process.send(figure);
  console.log(formatFigure(figure));
}

/** `BENCH_SCALE` makes a benchmark smaller or larger; 1 is what the limits are set for. */
export const scale = Number(process.env['BENCH_SCALE'] ?? 1);

export const scaled = (n: number): number => Math.max(1, Math.round(n * scale));

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

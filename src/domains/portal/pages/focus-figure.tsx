import { Figure, FocusMark, Table, YearBars } from '#ui';
import { paths } from '#paths';
import type { View } from '#kernel/view';
import type { Names } from '#domains/editorial';
import type { FocusFigureModel } from '../queries/models.ts';

/** Most years that the drawing holds; the table under it has all of them. */
const mostYears = 30;

function byFocus(model: FocusFigureModel): Map<string, Map<number, number>> {
  const series = new Map(model.focuses.map((f) => [f, new Map<number, number>()]));
  for (const { focus, year, n } of model.counts) series.get(focus)?.set(year, n);
  return series;
}

function description(view: View, label: string, values: ReadonlyMap<number, number>, from: number, to: number): string {
  const drawn = [...values].filter(([y]) => y >= from);
  const total = drawn.reduce((sum, [, n]) => sum + n, 0);
  const [year, n] = drawn.reduce<readonly [number, number]>((a, b) => (b[1] > a[1] ? b : a), [from, 0]);
  return view.t('portal.figure.description', { focus: label, total, from: String(from), to: String(to), year: String(year), n });
}

/** How the library divides between the focuses of the process, year by year; the process pays equal attention to them, and here one sees it. */
export function FocusFigure({ view, names, model }: { view: View; names: Names; model: FocusFigureModel }) {
  const series = byFocus(model);
  const years = [...new Set(model.counts.map((c) => c.year))].sort((a, b) => b - a);
  const [to = 0] = years;
  const from = Math.max(years.at(-1) ?? to, to - mostYears + 1);
  if (years.length < 2) return null;
  const total = (values: ReadonlyMap<number, number>, since: number) => [...values].reduce((sum, [y, n]) => (y >= since ? sum + n : sum), 0);
  const cell = (focus: string, year: number) => {
    const n = series.get(focus)?.get(year) ?? 0;
    return n > 0 ? <a href={paths.list(view.lang, model.folder, new URLSearchParams({ focus, year: String(year) }))}>{view.number(n)}</a> : view.number(0);
  };
  return (
    <Figure
      id="by-focus"
      title={view.t('portal.figure.title', { from: String(from), to: String(to) })}
      note={view.t('portal.figure.note')}
      source={view.t('portal.figure.source', { process: view.process_name, date: view.date(model.day) })}
      data={{
        label: view.t('portal.figure.table'),
        table: (
          <Table
            id="by-focus-table" caption={view.t('portal.figure.caption')}
            columns={[{ key: 'year', label: view.t('portal.year') }, ...model.focuses.map((f) => ({ key: f, label: names.focus(f), numeric: true }))]}
            rows={years.map((year) => ({ key: String(year), cells: { year: String(year), ...Object.fromEntries(model.focuses.map((f) => [f, cell(f, year)])) } }))}
          />
        ),
      }}
    >
      <YearBars
        view={view} from={from} to={to}
        rows={[...series].map(([focus, values]) => ({
          key: focus, label: <FocusMark focus={focus} label={names.focus(focus)} />, colour: `focus-mark-${focus}`, values,
          note: view.t('portal.count.document', { n: total(values, from) }),
          description: description(view, names.focus(focus), values, from, to),
        }))}
      />
    </Figure>
  );
}

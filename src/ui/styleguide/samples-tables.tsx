import type { View } from '#kernel/view';
import { Figure, Matrix, Table } from '../components.ts';
import { words } from './samples-words.ts';

export function TableSamples({ view }: { view: View }) {
  const w = words(view.lang);
  const row = (code: string, applications: number, recognised: number) => ({
    key: code,
    cells: {
      country: view.country(code),
      applications: view.number(applications),
      recognised: view.number(recognised),
      rate: view.number(Math.round((recognised / applications) * 1000) / 10),
    },
  });
  const kinds = ['laws', 'documents', 'news', 'research', 'meetings'] as const;
  const counts: Record<string, number[]> = { BY: [9, 2, 14, 1, 2], MD: [7, 3, 22, 0, 4], PL: [12, 4, 31, 6, 3], UA: [18, 3, 64, 8, 11] };
  const bars = [
    ['migration', 58, w.migration],
    ['asylum', 61, w.asylum],
    ['border', 33, w.border],
  ] as const;
  return (
    <>
      <Table
        id="table-sample"
        caption={w.lodged}
        note={w.note}
        heads="country"
        columns={[
          { key: 'country', label: w.country },
          { key: 'applications', label: w.applications, numeric: true },
          { key: 'recognised', label: w.recognised, numeric: true },
          { key: 'rate', label: w.rate, numeric: true },
        ]}
        rows={[row('BY', 400, 50), row('HU', 3100, 200), row('MD', 90, 10), row('PL', 8500, 200), row('UA', 2200, 120)]}
      />
      <Matrix
        view={view}
        id="matrix-sample"
        caption={w.matrix}
        corner={w.country}
        columns={kinds.map((key) => ({ key, label: w[key], href: `#${key}` }))}
        rows={Object.entries(counts).map(([code, values]) => ({
          key: code,
          label: view.country(code),
          href: `#${code}`,
          cells: Object.fromEntries(kinds.map((kind, i) => [kind, { value: values[i] ?? 0, href: `#${code}-${kind}` }])),
        }))}
      />
      <Figure id="figure-sample" title={w.figure} source={w.figure_source}>
        <svg class="styleguide-bars" viewBox="0 0 600 96" role="img" aria-label={w.figure}>
          {bars.map(([focus, value, label], i) => (
            <g key={focus} transform={`translate(0 ${i * 32})`}>
              <text x="0" y="20">
                {label}
              </text>
              <rect class={`focus-mark-${focus}`} x="190" y="6" width={value * 5} height="18" fill="currentColor" />
              <text x={196 + value * 5} y="20">
                {view.number(value)}
              </text>
            </g>
          ))}
        </svg>
      </Figure>
    </>
  );
}

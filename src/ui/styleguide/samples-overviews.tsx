import type { View } from '#kernel/view';
import { FocusMark, Ledger, LinkFlow, Overview, TextList, YearBars } from '../components.ts';
import { words } from './samples-words.ts';

const years = (values: readonly number[]) => new Map(values.map((n, i) => [2001 + i, n]));

export function OverviewSamples({ view }: { view: View }) {
  const w = words(view.lang);
  const text = (value: string) => ({ text: value, lang: view.lang });
  const rows = [['migration', w.migration, [3, 0, 5, 9, 4, 7, 12, 8, 6]], ['asylum', w.asylum, [2, 4, 11, 6, 5, 3, 9, 10, 7]]] as const;
  return (
    <>
      <Overview view={view} columns items={[
        {
          key: 'overview-asylum', title: text(w.asylum), href: '#overview-asylum', text: text(w.definition),
          children: <LinkFlow items={[{ href: '#laws-asylum', label: w.laws, note: view.number(61) }, { href: '#news-asylum', label: w.news, note: view.number(1284) }]} />,
        },
        { key: 'overview-border', title: text(w.border), href: '#overview-border', text: text(w.definition) },
      ]} />
      <TextList view={view} items={[text(w.launched), text(w.secretariat)]} />
      <Ledger level={3} rows={[
        { key: 'news', title: w.news, items: [{ href: '#ledger-1', label: w.launched, note: view.date('2001-05') }, { href: '#ledger-2', label: w.secretariat, note: view.date('2003-05') }] },
        { key: 'laws', title: w.laws, items: [{ href: '#ledger-3', label: w.strategy, note: view.date('2009-02') }], more: { href: '#ledger-all', label: w.laws } },
      ]} />
      <YearBars view={view} from={2001} to={2009} rows={rows.map(([key, label, values]) => ({
        key, label: <FocusMark focus={key} label={label} />, colour: `focus-mark-${key}`, values: years(values), description: `${label}: ${values.join(', ')}`,
      }))} />
    </>
  );
}

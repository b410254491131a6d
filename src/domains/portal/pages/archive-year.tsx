import { Breadcrumb, LanguageTag, Ledger, LinkFlow, Notice, PageHead, Pagination, Section } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import { langAttribute, type View } from '#kernel/view';
import type { MonthGroup } from '../queries/archive.ts';
import type { YearModel } from '../queries/models.ts';
import { monthName } from './format.tsx';
import { countLinks, filtered, shortEntry, type Drawing } from './parts.tsx';

interface MonthProps {
  view: View;
  drawing: Drawing;
  year: string;
  month: number | null;
  groups: readonly MonthGroup[];
}

function Month({ view, drawing, year, month, groups }: MonthProps) {
  const key = month === null ? 'year' : String(month).padStart(2, '0');
  const rows = drawing.kinds.flatMap((kind) => {
    const group = groups.find((g) => g.kind === kind.kind);
    if (!group) return [];
    const all = { href: filtered(view, kind, 'year', year), label: view.t(`portal.all.${kind.kind}`, { n: group.total }) };
    const more = group.total > group.rows.length ? all : undefined;
    const items = group.rows.map((row) => {
      const { href, title, date } = shortEntry(view, row, drawing.names);
      const note = <><LanguageTag view={view} lang={title.lang} /> {date && <time dateTime={date.datetime}>{date.label}</time>}</>;
      return { href, label: title.text, ...langAttribute(view, title.lang), note };
    });
    return [{ key: kind.kind, title: view.t(`${kind.domain}.title`), items, more }];
  });
  const title = month === null ? view.t('portal.archive.no_month') : monthName(view.lang, month);
  return <Section id={`month-${key}`} title={title}><Ledger rows={rows} /></Section>;
}

/** Everything of one year, by month and kind. */
export function archiveYearPage(view: View, drawing: Drawing, { year, groups, before, after }: YearModel): Page {
  const totals = new Map<string, number>();
  for (const g of groups) totals.set(g.kind, (totals.get(g.kind) ?? 0) + g.total);
  const months = [...new Set(groups.map((g) => g.month))];
  const neighbour = (y: string | undefined) => (y ? { href: paths.archiveYear(view.lang, y), label: y } : undefined);
  return {
    title: view.t('portal.archive.title', { year }),
    description: view.t('portal.archive.year_lead', { year }),
    noindex: groups.length === 0,
    body: (
      <>
        <Breadcrumb view={view} items={[{ label: view.t('portal.archive'), href: paths.archive(view.lang) }, { label: year }]} />
        <PageHead view={view} title={year} standfirst={view.t('portal.archive.year_lead', { year })} />
        {groups.length === 0 && <Notice>{view.t('portal.archive.nothing', { year })}</Notice>}
        <LinkFlow items={countLinks(view, drawing.kinds, totals, (kind) => filtered(view, kind, 'year', year))} />
        {months.map((month) => (
          <Month key={month ?? 0} view={view} drawing={drawing} year={year} month={month} groups={groups.filter((g) => g.month === month)} />
        ))}
        <Pagination view={view} previous={neighbour(before)} next={neighbour(after)} />
      </>
    ),
  };
}

import { Matrix, Notice, PageHead } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import { FeedLinks, ListAs } from '#domains/editorial';
import type { Counts } from '../queries/counts.ts';
import { everything, filtered, type Drawing } from './parts.tsx';

/** Years × kinds, the newest year first; a number leads to the list of that year. */
export function archivePage(view: View, drawing: Drawing, counts: Counts): Page {
  const rows = [...counts]
    .sort(([a], [b]) => b.localeCompare(a))
    .map(([year, kinds]) => ({
      key: year, label: year, href: paths.archiveYear(view.lang, year),
      cells: Object.fromEntries(drawing.kinds.map((kind) => [kind.kind, { value: kinds.get(kind.kind) ?? 0, href: filtered(view, kind, 'year', year) }])),
    }));
  return {
    title: view.t('portal.archive'),
    description: view.t('portal.archive.lead'),
    head: <FeedLinks view={view} forms={everything(view)} />,
    body: (
      <>
        <PageHead view={view} title={view.t('portal.archive')} standfirst={view.t('portal.archive.lead')} />
        {rows.length === 0 ? <Notice>{view.t('portal.archive.empty')}</Notice> : (
          <Matrix
            view={view} id="years" caption={view.t('portal.archive.caption')} corner={view.t('portal.year')} rows={rows}
            columns={drawing.kinds.map((kind) => ({ key: kind.kind, label: view.t(`${kind.domain}.title`), href: paths.list(view.lang, kind.folder) }))}
          />
        )}
        <ListAs view={view} forms={everything(view)} label={view.t('portal.everything_as')} />
      </>
    ),
  };
}

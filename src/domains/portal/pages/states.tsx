import { Matrix, PageHead } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import type { AnyKind } from '#domains/editorial';
import type { Process } from '#domains/parties';
import type { Counts } from '../queries/counts.ts';
import { filtered, type Drawing } from './parts.tsx';

/** A State's law has an address of its own; everything else is the list filtered by the State. */
export const listOfState = (view: View, kind: AnyKind, code: string): string =>
  (kind.kind === 'act' ? paths.legislationOf(view.lang, code) : filtered(view, kind, 'state', code));

/** What there is about every State: countries × kinds. */
export function statesPage(view: View, drawing: Drawing, process: Process, counts: Counts): Page {
  const cell = (kind: AnyKind, code: string) => ({ value: counts.get(code)?.get(kind.kind) ?? 0, href: listOfState(view, kind, code) });
  const rows = process.states
    .map((state) => ({
      key: state.code, label: view.country(state.code), href: paths.state(view.lang, state.code), note: view.t(`portal.role.${state.role}`),
      cells: Object.fromEntries(drawing.kinds.map((kind) => [kind.kind, cell(kind, state.code)])),
    }))
    .sort((a, b) => view.compare(a.label, b.label));
  return {
    title: view.t('portal.states'),
    description: view.t('portal.states.lead'),
    section: 'states',
    body: (
      <>
        <PageHead view={view} title={view.t('portal.states')} standfirst={view.t('portal.states.lead')} />
        <Matrix
          view={view} id="countries" caption={view.t('portal.states.caption')} corner={view.t('portal.state')} rows={rows} note={view.t('portal.states.note')}
          columns={drawing.kinds.map((kind) => ({ key: kind.kind, label: view.t(`${kind.domain}.title`), href: paths.list(view.lang, kind.folder) }))}
        />
      </>
    ),
  };
}

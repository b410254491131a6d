import { Breadcrumb, Facts, Foreign, LinkFlow, Notice, PageHead, WithAside, type Children, type Fact } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import { FeedLinks, vocabulary, type ListRow } from '#domains/editorial';
import type { StateModel } from '../queries/models.ts';
import { dateRange, linked } from './format.tsx';
import { everything, KindSection, type Drawing } from './parts.tsx';
import { listOfState } from './states.tsx';

function facts(view: View, { process, state }: StateModel, drawing: Drawing): Fact[] {
  const leads = process.themes.filter((t) => t.lead === state.code);
  const bodies = process.bodies.filter((b) => b.members.includes(state.code));
  const chaired = process.chairmanships.filter((c) => c.state === state.code);
  return [
    { label: view.t('portal.state.since'), value: state.since && view.date(state.since) },
    { label: view.t('portal.state.coordinator'), value: state.coordinator && <Foreign view={view} text={view.pick(state.coordinator)} /> },
    {
      label: view.t('portal.state.leads'),
      value: leads.length > 0 && linked(leads.map((t) => ({ href: paths.theme(view.lang, t.id), label: drawing.names.theme(t.id) }))),
    },
    {
      label: view.t('portal.state.bodies'),
      value: bodies.length > 0 && linked(bodies.map((b) => ({ href: paths.body(view.lang, b.id), label: view.pick(b.name).text }))),
    },
    { label: view.t('portal.state.chaired'), value: chaired.length > 0 && chaired.map((c) => dateRange(view, c.from, c.to)).join('; ') },
  ];
}

/** The country page: everything about a State in one place. */
export function statePage(view: View, drawing: Drawing, model: StateModel): Page {
  const { state, counts } = model;
  const name = view.country(state.code);
  const of = (kind: string) => drawing.kinds.find((k) => k.kind === kind);
  const section = (id: string, rows: readonly ListRow[], extra: { title?: string; children?: Children } = {}) => {
    const kind = of(id);
    const total = counts.get(id) ?? 0;
    return kind && (
      <KindSection key={id} view={view} drawing={drawing} kind={kind} rows={rows} total={total} href={listOfState(view, kind, state.code)} state={state.code} {...extra} />
    );
  };
  const law = of('act');
  const statuses = law
    ? law.statuses.flatMap((status) => {
        const n = model.law_by_status.get(status) ?? 0;
        const href = `${paths.legislationOf(view.lang, state.code)}?status=${status}`;
        return n > 0 ? [{ href, label: vocabulary(view, law, 'status', status), note: view.number(n) }] : [];
      })
    : [];
  const nothing = [...counts.values()].every((n) => n === 0) && model.held_here.length === 0;
  return {
    title: name,
    description: view.t('portal.state.lead', { country: name }),
    section: 'states',
    head: <FeedLinks view={view} forms={everything(view, { state: state.code }, name)} />,
    body: (
      <>
        <Breadcrumb view={view} items={[{ label: view.t('portal.states'), href: paths.states(view.lang) }, { label: name }]} />
        <PageHead view={view} title={name} kicker={view.t(`portal.role.${state.role}`)} standfirst={state.note && view.pick(state.note)} />
        <WithAside side="end" label={view.t('portal.state.facts')} aside={<Facts narrow items={facts(view, model, drawing)} />}>
          {nothing && <Notice>{view.t('portal.state.nothing', { country: name })}</Notice>}
          {section('act', model.law, { children: statuses.length > 1 && <LinkFlow items={statuses} /> })}
          {section('news', model.news)}
          {section('document', model.documents, { title: view.t('portal.state.documents') })}
          {model.held_here.length > 0 ? section('meeting', model.held_here, { title: view.t('portal.state.meetings') }) : section('meeting', model.meetings)}
          {section('publication', model.research)}
        </WithAside>
      </>
    ),
  };
}

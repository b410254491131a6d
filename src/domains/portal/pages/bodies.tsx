import {
  Contents, Facts, Foreign, LinkFlow, Overview, PageHead, Section, TextList, Timeline, WithAside, type Children, type ContentsEntry, type TimelineItem,
} from '#ui';
import { paths } from '#paths';
import type { Texts } from '#kernel/i18n';
import type { Page } from '#kernel/http';
import { langAttribute, type Tagged, type View } from '#kernel/view';
import type { Process } from '#domains/parties';
import { dateRange, label } from './format.tsx';
import { stateLinks } from './parts.tsx';

const roles = ['eu-member', 'partner', 'member', 'observer'] as const;

function States({ view, states }: { view: View; states: Process['states'] }) {
  const groups = roles.map((role) => ({ role, members: states.filter((s) => s.role === role) })).filter((g) => g.members.length > 0);
  return (
    <>
      {groups.map(({ role, members }) => (
        <LinkFlow key={role} title={groups.length > 1 ? view.t(`portal.role.${role}.many`) : undefined} items={stateLinks(view, members.map((s) => s.code))} />
      ))}
    </>
  );
}

/** Members of a body as links: States by name in the language of the page, then the organisations in the order of the definition. */
function members(view: View, process: Process, ids: readonly string[]) {
  const states = process.states.filter((s) => ids.includes(s.code)).map((s) => s.code);
  const partners = process.partners.filter((p) => ids.includes(p.id)).map((p) => ({ href: `#partner-${p.id}`, ...label(view, p.short ?? p.name) }));
  return [...stateLinks(view, states), ...partners];
}

function Bodies({ view, process }: { view: View; process: Process }) {
  return (
    <Overview
      view={view}
      items={process.bodies.filter((b) => b.id !== process.secretariat?.body).map((body) => ({
        key: `body-${body.id}`, title: view.pick(body.name), text: body.purpose && view.pick(body.purpose),
        children: (
          <>
            {body.meets && <p {...langAttribute(view, view.pick(body.meets).lang)}>{view.pick(body.meets).text}</p>}
            {body.members.length > 0 && <LinkFlow title={view.t('portal.bodies.members')} items={members(view, process, body.members)} />}
          </>
        ),
      }))}
    />
  );
}

function Secretariat({ view, process, secretariat }: { view: View; process: Process; secretariat: NonNullable<Process['secretariat']> }) {
  const { place, since, staff, tasks } = secretariat;
  const body = process.bodies.find((b) => b.id === secretariat.body);
  const purpose = body?.purpose && view.pick(body.purpose);
  return (
    <>
      {purpose && <p {...langAttribute(view, purpose.lang)}>{purpose.text}</p>}
      <Facts items={[
        { label: view.t('portal.bodies.place'), value: place && <Foreign view={view} text={view.pick(place)} /> },
        { label: view.t('portal.bodies.since'), value: since && view.date(since) },
        { label: view.t('portal.bodies.staff'), value: typeof staff === 'number' ? view.number(staff) : staff && <Foreign view={view} text={view.pick(staff)} /> },
      ]} />
      {tasks.length > 0 && <TextList view={view} items={tasks.map(view.pick)} />}
      {body && body.members.length > 0 && <LinkFlow title={view.t('portal.bodies.members')} items={members(view, process, body.members)} />}
    </>
  );
}

/** "International Organization for Migration (IOM)": bodies name their members by the short form. */
function partnerName(view: View, { name, short }: Process['partners'][number]): Tagged {
  const full = view.pick(name);
  const abbreviation = short?.[full.lang];
  return abbreviation ? { ...full, text: `${full.text} (${abbreviation})` } : full;
}

function Partners({ view, partners }: { view: View; partners: Process['partners'] }) {
  return (
    <Overview
      view={view}
      items={partners.map((p) => ({
        key: `partner-${p.id}`, title: partnerName(view, p), text: p.role && view.pick(p.role),
        children: p.url && <p><a href={p.url}>{new URL(p.url).host.replace(/^www\./, '')}</a></p>,
      }))}
    />
  );
}

interface Dated {
  readonly from: string | undefined;
  readonly to?: string | undefined;
  readonly title?: Texts | undefined;
  readonly href?: string;
  readonly note?: Texts | undefined;
}

/** Dated texts of the definition as a line of time, oldest first. */
function timeline(view: View, items: readonly Dated[]): TimelineItem[] {
  return items
    .filter((i) => i.from)
    .sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))
    .map((i) => ({
      datetime: i.from ?? '', date: i.to === undefined ? view.date(i.from ?? '') : dateRange(view, i.from, i.to),
      text: (
        <>
          {i.title && <p><strong>{i.href ? <a href={i.href}>{view.pick(i.title).text}</a> : <Foreign view={view} text={view.pick(i.title)} />}</strong></p>}
          {i.note && <p {...langAttribute(view, view.pick(i.note).lang)}>{view.pick(i.note).text}</p>}
        </>
      ),
    }));
}

/** The process as its definition says it: what it does, who takes part, its bodies, its money, its history. */
export function bodiesPage(view: View, process: Process): Page {
  const chaired = process.chairmanships.map((c) => ({
    from: c.from, to: c.to ?? c.from, title: { [view.lang]: view.country(c.state) }, href: paths.state(view.lang, c.state), note: c.note,
  }));
  const funded = process.funding.map((f) => ({ from: f.from, to: f.to, title: f.name, note: f.note ?? f.funder }));
  const dated = process.milestones.map((m) => ({ from: m.date, note: m.text }));
  const { activities, secretariat } = process;
  const parts: { id: string; title: string; body: Children }[] = [
    { id: 'activities', title: view.t('portal.bodies.activities'), body: activities.length > 0 && <TextList view={view} items={activities.map(view.pick)} /> },
    { id: 'states', title: view.t('portal.bodies.states'), body: process.states.length > 0 && <States view={view} states={process.states} /> },
    { id: 'bodies', title: view.t('portal.bodies'), body: process.bodies.length > 0 && <Bodies view={view} process={process} /> },
    { id: 'office', title: secretariat ? view.pick(secretariat.name).text : '', body: secretariat && <Secretariat view={view} process={process} secretariat={secretariat} /> },
    { id: 'partners', title: view.t('portal.bodies.partners'), body: process.partners.length > 0 && <Partners view={view} partners={process.partners} /> },
    { id: 'chairmanship', title: view.t('portal.bodies.chairmanship'), body: chaired.length > 0 && <Timeline items={timeline(view, chaired)} /> },
    { id: 'funding', title: view.t('portal.bodies.funding'), body: funded.length > 0 && <Timeline items={timeline(view, funded)} /> },
    { id: 'milestones', title: view.t('portal.bodies.milestones'), body: dated.length > 0 && <Timeline items={timeline(view, dated)} /> },
  ];
  const shown = parts.filter((p) => p.body);
  const entries: ContentsEntry[] = shown.map((p) => ({ href: `#${p.id}`, label: p.title }));
  const motto = process.motto && view.pick(process.motto);
  return {
    title: view.t('portal.bodies.title'),
    ...(motto ? { description: motto.text } : {}),
    section: 'about',
    body: (
      <>
        <PageHead view={view} title={view.pick(process.full_name ?? process.name)} kicker={view.t('portal.bodies.title')} standfirst={motto} />
        <WithAside side="start" label={view.t('portal.contents')} aside={<Contents title={view.t('portal.contents')} entries={entries} />}>
          {shown.map((p) => <Section key={p.id} id={p.id} title={p.title} marked>{p.body}</Section>)}
        </WithAside>
      </>
    ),
  };
}

import { LinkFlow, Overview, PageHead, Section, type OverviewItem } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import type { Process } from '#domains/parties';
import type { Counts } from '../queries/counts.ts';
import { countLinks, filtered, type Drawing } from './parts.tsx';

/** The thematic fields that the process agreed on, then the further subjects that the portal sorts by. */
export function themesPage(view: View, drawing: Drawing, process: Process, counts: Counts): Page {
  const item = (theme: Process['themes'][number]): OverviewItem => ({
    key: theme.id, title: view.pick(theme.name), href: paths.theme(view.lang, theme.id), text: theme.description && view.pick(theme.description),
    children: (
      <>
        {theme.lead && <p>{view.t('portal.theme.lead_country')} <a href={paths.state(view.lang, theme.lead)}>{view.country(theme.lead)}</a></p>}
        <LinkFlow items={countLinks(view, drawing.kinds, counts.get(theme.id), (kind) => filtered(view, kind, 'theme', theme.id))} />
      </>
    ),
  });
  const fields = process.themes.filter((t) => t.field);
  const further = process.themes.filter((t) => !t.field);
  const lead = view.t(fields.length > 0 ? 'portal.themes.lead' : 'portal.themes.lead_plain');
  return {
    title: view.t('portal.themes'),
    description: lead,
    section: 'themes',
    body: (
      <>
        <PageHead view={view} title={view.t('portal.themes')} standfirst={lead} />
        {fields.length > 0 && <Section id="fields" title={view.t('portal.themes.fields')} marked><Overview view={view} items={fields.map(item)} columns /></Section>}
        {further.length > 0 && (
          <Section id="further" title={view.t(fields.length > 0 ? 'portal.themes.further' : 'portal.themes.all')} marked>
            <Overview view={view} items={further.map(item)} columns />
          </Section>
        )}
      </>
    ),
  };
}

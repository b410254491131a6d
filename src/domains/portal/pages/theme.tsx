import { Breadcrumb, Facts, LinkList, Notice, PageHead, Section, WithAside } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import { FeedLinks } from '#domains/editorial';
import type { ThemeModel } from '../queries/models.ts';
import { label } from './format.tsx';
import { everything, filtered, KindSection, type Drawing } from './parts.tsx';

/** A theme: what it covers, who leads it, and the newest of every kind. */
export function themePage(view: View, drawing: Drawing, { process, theme, counts, rows }: ThemeModel): Page {
  const name = view.pick(theme.name);
  const description = theme.description && view.pick(theme.description);
  const others = process.themes.filter((t) => t.id !== theme.id && t.field === theme.field);
  const nothing = [...counts.values()].every((n) => n === 0);
  return {
    title: name.text,
    ...(description ? { description: description.text } : {}),
    section: 'themes',
    head: <FeedLinks view={view} forms={everything(view, { theme: theme.id }, name.text)} />,
    body: (
      <>
        <Breadcrumb view={view} items={[{ label: view.t('portal.themes'), href: paths.themes(view.lang) }, label(view, theme.name)]} />
        <PageHead view={view} title={name} kicker={view.t(theme.field ? 'portal.theme.field' : 'portal.theme.subject')} standfirst={description} />
        <WithAside
          side="end" label={view.t('portal.theme.beside')}
          aside={
            <>
              {theme.lead && <Facts narrow items={[{ label: view.t('portal.theme.lead_label'), value: <a href={paths.state(view.lang, theme.lead)}>{view.country(theme.lead)}</a> }]} />}
              <Section id="others" title={view.t(theme.field ? 'portal.theme.other_fields' : 'portal.theme.other_subjects')} level={2}>
                <LinkList items={others.map((t) => ({ href: paths.theme(view.lang, t.id), ...label(view, t.name) }))} />
              </Section>
            </>
          }
        >
          {nothing && <Notice>{view.t('portal.theme.nothing')}</Notice>}
          {drawing.kinds.map((kind) => (
            <KindSection
              key={kind.kind} view={view} drawing={drawing} kind={kind} rows={rows[kind.kind] ?? []} total={counts.get(kind.kind) ?? 0}
              href={filtered(view, kind, 'theme', theme.id)}
            />
          ))}
        </WithAside>
      </>
    ),
  };
}

import { Columns, LinkFlow, LinkList, Opening, River, SearchForm, Section, WithAside, type RiverEntry } from '#ui';
import { organization, webSite, type JsonLd } from '#protocols/json-ld';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import { EmbeddedData, FeedLinks, ListAs, riverEntry, type AnyKind, type ListRow } from '#domains/editorial';
import type { HomeModel, Place } from '../queries/models.ts';
import { countLinks, everything, filtered, NewsBy, searchBox, shortEntry, stateLinks, type Drawing } from './parts.tsx';
import { FocusFigure } from './focus-figure.tsx';

/** Themes offered below the news; all of them have a page of their own. */
const mostThemes = 8;

/** A meeting's place instead of its type: what a reader looks for. */
function meetingEntry(view: View, row: ListRow, drawing: Drawing, places: ReadonlyMap<number, Place>): RiverEntry {
  const { place, country } = places.get(row.version_id) ?? {};
  const where = [place ? view.pick(place).text : '', country ? view.country(country) : ''].filter(Boolean).join(', ');
  return { ...shortEntry(view, row, drawing.names), kicker: where || undefined };
}

/** Everything of one kind, from its heading. */
const all = (view: View, kind: AnyKind | undefined) =>
  kind && { href: paths.list(view.lang, kind.folder), label: view.t(`portal.home.all.${kind.kind}`) };

function Latest({ view, drawing, kind, rows, title }: { view: View; drawing: Drawing; kind: string; rows: readonly ListRow[]; title: string }) {
  if (rows.length === 0) return null;
  return (
    <Section id={`latest-${kind}`} title={title} more={all(view, drawing.names.kindOf(kind))}>
      <River view={view} entries={rows.map((row) => ({ ...shortEntry(view, row, drawing.names), subtitle: undefined }))} level={3} compact />
    </Section>
  );
}

function News({ view, drawing, model }: { view: View; drawing: Drawing; model: HomeModel }) {
  const kind = drawing.names.kindOf('news');
  if (!kind || model.news.length === 0) return null;
  const by = (facet: string, ids: readonly string[], label: (id: string) => string, counts: ReadonlyMap<string, number>) =>
    ids.map((id) => ({ href: filtered(view, kind, facet, id), label: label(id), n: counts.get(id) ?? 0 }));
  const { states, themes } = model.process;
  const byState = by('state', states.map((s) => s.code), view.country, model.news_by_state).sort((a, b) => view.compare(a.label, b.label));
  const byTheme = by('theme', themes.map((t) => t.id), drawing.names.theme, model.news_by_theme).sort((a, b) => b.n - a.n);
  const entries = model.news.map((row) => riverEntry(view, row, drawing.names));
  return (
    <Section id="news" title={view.t('portal.home.news')} more={all(view, kind)}>
      <River view={view} entries={entries.map((entry, i) => (i === 0 ? entry : { ...entry, summary: undefined }))} level={3} />
      <NewsBy view={view} title={view.t('portal.home.news_by_state')} items={byState} />
      <NewsBy view={view} title={view.t('portal.home.news_by_theme')} items={byTheme.slice(0, mostThemes)} />
    </Section>
  );
}

/** The process and its portal, with the search that programs may offer, in the terms of schema.org. */
function described(view: View, { process }: HomeModel): JsonLd[] {
  const root = `${view.origin}${paths.root()}`;
  const name = view.pick(process.full_name ?? process.name).text;
  const publisher = {
    id: `${root}#process`, name, url: root, ...(process.contact_email ? { email: process.contact_email } : {}), ...(process.founded ? { founded: process.founded } : {}),
  };
  const search = `${view.origin}${paths.search(view.lang)}?q={search_term_string}`;
  return [
    webSite({ url: root, name: view.process_name, ...(process.motto ? { description: view.pick(process.motto).text } : {}), languages: view.languages, search, publisher }),
    organization(publisher),
  ];
}

/** The front page: what this is, what is new, what comes next, and the ways in. */
export function homePage(view: View, drawing: Drawing, model: HomeModel): Page {
  const { process } = model;
  const { names, kinds } = drawing;
  const statement = view.pick(process.motto ?? process.full_name ?? process.name);
  const fields = process.themes.filter((t) => t.field);
  const themes = fields.length > 0 ? fields : process.themes;
  return {
    title: view.process_name,
    description: statement.text,
    head: <><FeedLinks view={view} forms={everything(view)} /><EmbeddedData nodes={described(view, model)} /></>,
    body: (
      <>
        <Opening view={view} statement={statement}>
          <SearchForm {...searchBox(view)} view={view} id="home-search" large />
          <LinkFlow items={countLinks(view, kinds, model.totals, (kind) => paths.list(view.lang, kind.folder))} />
        </Opening>
        <WithAside
          side="end" label={view.t('portal.home.beside')}
          aside={
            <>
              {model.meetings.length > 0 && (
                <Section
                  id="meetings" more={all(view, names.kindOf('meeting'))}
                  title={view.t(model.meetings_are_next ? 'portal.home.meetings_next' : 'portal.home.meetings_last')}
                >
                  <River view={view} entries={model.meetings.map((row) => meetingEntry(view, row, drawing, model.places))} level={3} compact />
                </Section>
              )}
              <Section id="countries" title={view.t('portal.states')} more={{ href: paths.states(view.lang), label: view.t('portal.home.compare') }}>
                <LinkFlow items={stateLinks(view, process.states.map((s) => s.code))} />
              </Section>
              <Section id="themes" title={view.t('portal.themes')} more={{ href: paths.themes(view.lang), label: view.t('portal.home.all.themes') }}>
                <LinkList items={themes.map((t) => ({ href: paths.theme(view.lang, t.id), label: names.theme(t.id) }))} />
              </Section>
            </>
          }
        >
          <News view={view} drawing={drawing} model={model} />
        </WithAside>
        <Columns count={2}>
          <Latest view={view} drawing={drawing} kind="document" rows={model.documents} title={view.t('portal.home.documents')} />
          <Latest view={view} drawing={drawing} kind="act" rows={model.acts} title={view.t('portal.home.acts')} />
        </Columns>
        <FocusFigure view={view} names={names} model={model.figure} />
        <ListAs view={view} forms={everything(view)} label={view.t('portal.everything_as')} />
      </>
    ),
  };
}

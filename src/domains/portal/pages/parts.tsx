import { LanguageTag, LinkFlow, River, Section, type Children, type LinkFlowItem, type RiverEntry } from '#ui';
import { paths } from '#paths';
import type { View } from '#kernel/view';
import { riverEntry, type AnyKind, type ListForms, type ListRow, type Names } from '#domains/editorial';

/** What every page of the portal is drawn with. */
export interface Drawing {
  readonly names: Names;
  /** Kinds with a list of their own, in the order of the navigation. */
  readonly kinds: readonly AnyKind[];
}

/** What every search box of the portal is made with. */
export function searchBox(view: View) {
  return { action: paths.search(view.lang), label: view.t('portal.search.label'), button: view.t('portal.search.button'), suggestions: paths.suggestions(view.lang) };
}

/** Everything on the portal for programs, or what is filtered of it; `title` names the feeds. */
export function everything(view: View, filter: Readonly<Record<string, string>> = {}, title: string = view.t('portal.everything')): ListForms {
  return { title, address: 'archive', query: new URLSearchParams(filter), formats: ['atom', 'json', 'csv'] };
}

/** An entry without summary and marks, for short lists; on the page of a State its own name is not repeated. */
export function shortEntry(view: View, row: ListRow, names: Names, state?: string): RiverEntry {
  const states = row.states.every((s) => s === state) ? [] : row.states;
  const entry = riverEntry(view, { ...row, states }, names);
  const { lang } = entry.title;
  return { ...entry, summary: undefined, meta: lang === view.lang ? undefined : <LanguageTag view={view} lang={lang} /> };
}

/** "12 documents", each leading to the list of them; kinds without any are left out. */
export function countLinks(
  view: View, kinds: readonly AnyKind[], counts: ReadonlyMap<string, number> | undefined, href: (kind: AnyKind) => string,
): LinkFlowItem[] {
  return kinds.flatMap((kind) => {
    const n = counts?.get(kind.kind) ?? 0;
    return n > 0 ? [{ href: href(kind), label: view.t(`portal.count.${kind.kind}`, { n }) }] : [];
  });
}

/** The list of a kind, filtered by one facet. */
export const filtered = (view: View, kind: AnyKind, facet: string, value: string): string =>
  paths.list(view.lang, kind.folder, new URLSearchParams({ [facet]: value }));

export interface KindSectionProps {
  view: View;
  drawing: Drawing;
  kind: AnyKind;
  rows: readonly ListRow[];
  total: number;
  /** The list that holds all of them. */
  href: string;
  title?: string | undefined;
  /** The State whose page this is. */
  state?: string | undefined;
  children?: Children;
}

/** The newest records of a kind, with the way to all of them; nothing when there are none. */
export function KindSection({ view, drawing, kind, rows, total, href, title, state, children }: KindSectionProps) {
  if (rows.length === 0) return null;
  const more = total > rows.length ? { href, label: view.t(`portal.all.${kind.kind}`, { n: total }) } : undefined;
  return (
    <Section id={kind.folder} title={title ?? view.t(`${kind.domain}.title`)} more={more}>
      {children}
      <River view={view} entries={rows.map((row) => shortEntry(view, row, drawing.names, state))} level={3} compact />
    </Section>
  );
}

/** The States of a process as links, sorted as their names are in the language of the page. */
export function stateLinks(view: View, codes: readonly string[], note?: (code: string) => string | null): LinkFlowItem[] {
  return codes
    .map((code) => ({ href: paths.state(view.lang, code), label: view.country(code), note: note?.(code) ?? null }))
    .sort((a, b) => view.compare(a.label, b.label));
}

/** Places in the list of news by country or theme, those without news left out. */
export function NewsBy({ view, title, items }: { view: View; title: string; items: readonly { href: string; label: string; n: number }[] }) {
  const shown = items.filter((i) => i.n > 0);
  return <LinkFlow title={title} items={shown.map(({ href, label, n }) => ({ href, label, note: view.number(n) }))} />;
}

import { FocusMarks, LanguageTag, type RiverEntry } from '#ui';
import { paths } from '#paths';
import type { View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import type { ListRow, ListText } from '../queries/list.ts';

/** What pages need to know of the process to name things: labels by id. */
export interface Names {
  theme(id: string): string;
  focus(id: string): string;
  kindOf(kind: string): AnyKind | undefined;
}

/** The text to show on a page: its language, otherwise the first language of the process that has one, otherwise the source. */
export function bestText<T extends { lang: string; translates: string | null }>(texts: readonly T[], view: Pick<View, 'lang' | 'languages'>): T | undefined {
  for (const lang of [view.lang, ...view.languages]) {
    const found = texts.find((t) => t.lang === lang);
    if (found) return found;
  }
  return texts.find((t) => t.translates === null) ?? texts[0];
}

/** The label of a value of a kind's vocabulary: `library.type.directive`. */
export function vocabulary(view: View, kind: AnyKind, list: 'type' | 'status', value: string): string {
  return view.t(`${kind.domain}.${list}.${value}`);
}

/** What an entry is: type, otherwise kind; then the countries. */
export function kicker(view: View, row: Pick<ListRow, 'kind' | 'type' | 'states' | 'slug'>, names: Names, withKind: boolean): string {
  const kind = names.kindOf(row.kind);
  const what = kind && row.type ? vocabulary(view, kind, 'type', row.type) : kind && withKind ? view.t(`${kind.domain}.one`) : '';
  const countries = row.states.length > 3 ? [] : row.states.map((s) => view.country(s));
  return [what, countries.sort(view.compare).join(', ')].filter(Boolean).join(' · ');
}

function title(text: ListText): string {
  return text.short && !text.title.includes(text.short) && text.title.length > 90 ? text.short : text.title;
}

/** A row of a list as an entry of a river. */
export function riverEntry(view: View, row: ListRow, names: Names, options: { kinds?: boolean } = {}): RiverEntry {
  const text = bestText(row.texts, view);
  const kind = names.kindOf(row.kind);
  const long = text && title(text) !== text.title ? text.title : null;
  return {
    href: paths.record(view.lang, kind?.folder ?? row.kind, row.slug),
    title: { text: text ? title(text) : row.slug, lang: text?.lang ?? view.lang },
    date: row.date ? { datetime: row.date, label: view.date(row.date) } : undefined,
    kicker: kicker(view, row, names, options.kinds ?? false),
    summary: text ? { text: text.summary ?? long ?? '', lang: text.lang } : undefined,
    meta: (
      <>
        <FocusMarks items={row.focus.map((f) => ({ focus: f, label: names.focus(f) }))} />
        {text && <LanguageTag view={view} lang={text.lang} />}
      </>
    ),
  };
}

import { Badge, FocusMarks, LanguageTag, type RiverEntry } from '#ui';
import { paths } from '#paths';
import { langAttribute, type Tagged, type View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import type { ListRow, ListText } from '../queries/list.ts';
import { isUsual, statusTone } from './status.ts';

/** What pages need to know of the process to name things: labels by id. */
export interface Names {
  theme(id: string): string;
  focus(id: string): string;
  kindOf(kind: string): AnyKind | undefined;
}

/** What a kind says of a record beside the spine, in lists and at the head of its page. */
export interface EntryMarks {
  /** The number as cited, the place: short texts. */
  readonly notes?: readonly Tagged[];
  /** Stands for the date of the record: a range of days. */
  readonly date?: { readonly datetime: string; readonly label: string };
}

/** The text to show on a page: its language, otherwise the first language of the process that has one, otherwise the source. */
export function bestText<T extends { lang: string; translates: string | null }>(texts: readonly T[], view: Pick<View, 'lang' | 'languages'>): T | undefined {
  for (const lang of [view.lang, ...view.languages]) {
    const found = texts.find((t) => t.lang === lang);
    if (found) return found;
  }
  return texts.find((t) => t.translates === null) ?? texts[0];
}

/**
 * The label of a value of a kind's vocabulary: `library.type.directive`. A status agrees with the type in gender where the language asks for it:
 * the message `library.gender` tells the gender of a type, whose name has `_` for `-` there, which ICU does not allow.
 */
export function vocabulary(view: View, kind: AnyKind, list: 'type' | 'status', value: string, type?: string | null): string {
  const agrees = list === 'status' && view.has(`${kind.domain}.gender`);
  const values = agrees ? { gender: view.t(`${kind.domain}.gender`, { type: (type ?? 'any').replaceAll('-', '_') }) } : undefined;
  return view.t(`${kind.domain}.${list}.${value}`, values);
}

/** What an entry is: type, otherwise kind; then the countries. */
export function kicker(view: View, row: Pick<ListRow, 'kind' | 'type' | 'states' | 'slug'>, names: Names, withKind: boolean): string {
  const kind = names.kindOf(row.kind);
  const what = kind && row.type ? vocabulary(view, kind, 'type', row.type) : kind && withKind ? view.t(`${kind.domain}.one`) : '';
  const countries = row.states.length > 3 ? [] : row.states.map((s) => view.country(s));
  return [what, countries.sort(view.compare).join(', ')].filter(Boolean).join(' · ');
}

/** Longest title that lists and heads of pages show where a short name exists, in characters. */
const longTitle = 90;

/** The name under which a text is listed: its short name where the title is long and does not hold it. */
export function displayTitle(text: { readonly title: string; readonly short: string | null }): string {
  return text.short && !text.title.includes(text.short) && text.title.length > longTitle ? text.short : text.title;
}

/** The title in the language of the source, where that is none of the portal's: the native title of a law. */
export function nativeTitle(view: View, texts: readonly ListText[], shown: ListText | undefined): Tagged | undefined {
  const source = texts.find((t) => t.translates === null);
  return source && source.lang !== shown?.lang && !view.languages.includes(source.lang) ? { text: source.title, lang: source.lang } : undefined;
}

/** A row of a list as an entry of a river. */
export function riverEntry(view: View, row: ListRow, names: Names, options: { kinds?: boolean; marks?: EntryMarks | undefined } = {}): RiverEntry {
  const text = bestText(row.texts, view);
  const kind = names.kindOf(row.kind);
  const long = text && displayTitle(text) !== text.title ? text.title : null;
  const { marks } = options;
  return {
    href: paths.record(view.lang, kind?.folder ?? row.kind, row.slug),
    title: { text: text ? displayTitle(text) : row.slug, lang: text?.lang ?? view.lang },
    subtitle: nativeTitle(view, row.texts, text),
    date: marks?.date ?? (row.date ? { datetime: row.date, label: view.date(row.date) } : undefined),
    kicker: kicker(view, row, names, options.kinds ?? false),
    summary: text && (text.summary ?? long) ? { text: text.summary ?? long ?? '', lang: text.lang } : undefined,
    meta: (
      <>
        {marks?.notes?.map((n) => <span key={n.text} {...langAttribute(view, n.lang)}>{n.text}</span>)}
        {kind && row.status && !isUsual(row.status) && <Badge tone={statusTone(row.status)}>{vocabulary(view, kind, 'status', row.status, row.type)}</Badge>}
        <FocusMarks items={row.focus.map((f) => ({ focus: f, label: names.focus(f) }))} />
        {text && <LanguageTag view={view} lang={text.lang} />}
      </>
    ),
  };
}

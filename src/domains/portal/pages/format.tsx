import { langAttribute, type View } from '#kernel/view';
import type { Link } from '#ui';

/** "May 2003 – June 2009"; one date when both are the same, open when the end is not known. */
export function dateRange(view: View, from: string | undefined, to: string | undefined): string {
  if (!from) return to ? view.t('portal.until', { date: view.date(to) }) : '';
  if (from === to) return view.date(from);
  return to ? `${view.date(from)} – ${view.date(to)}` : view.t('portal.from', { date: view.date(from) });
}

/** Links in one line of text, divided by commas. */
export function linked(links: readonly Link[]) {
  return links.map((link, i) => <span key={link.href}>{i > 0 && ', '}<a href={link.href} lang={link.lang}>{link.label}</a></span>);
}

/** A name of the process definition, with its language where it is not that of the page. */
export function label(view: View, texts: Readonly<Record<string, string>>): { label: string; lang?: string } {
  const { text, lang } = view.pick(texts);
  return { label: text, ...langAttribute(view, lang) };
}

/** The name of a month, to head a group: "Май". */
export function monthName(lang: string, month: number): string {
  const name = new Intl.DateTimeFormat(lang, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1, 1));
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
}

/** A language's own name, capitalised as a label: «Русский». */
export function nativeName(lang: string): string {
  const name = new Intl.DisplayNames(lang, { type: 'language' }).of(lang) ?? lang;
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
}

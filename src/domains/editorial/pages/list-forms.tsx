import { LinkFlow } from '#ui';
import { paths } from '#paths';
import type { View } from '#kernel/view';

/** Forms in which programs can have a list, under its address: `news.atom`. */
export type ListFormat = 'atom' | 'json' | 'csv' | 'ics';

/** A list with what it is filtered by. */
export interface ListForms {
  readonly title: string;
  /** Its address without the language and the query. */
  readonly address: string;
  readonly query: URLSearchParams;
  readonly formats: readonly ListFormat[];
}

/** Those that programs come back to by themselves, for the head of a page. */
const subscribed: Readonly<Partial<Record<ListFormat, string>>> = { atom: 'application/atom+xml', json: 'application/feed+json', ics: 'text/calendar' };

/** Feeds and calendars of a list, for the head of its page (HTML Standard, 4.6.7.1 and its example of feeds). */
export function FeedLinks({ view, forms }: { view: View; forms: ListForms }) {
  return (
    <>
      {forms.formats.filter((f) => subscribed[f]).map((f) => (
        <link key={f} rel="alternate" type={subscribed[f]} href={view.origin + paths.listAs(view.lang, forms.address, f, forms.query)} title={`${forms.title} (${view.t(`editorial.format.${f}`)})`} />
      ))}
    </>
  );
}

/** The same list for programs, for readers to take; `label` stands before the links where "this list" would be another one. */
export function ListAs({ view, forms, label }: { view: View; forms: ListForms; label?: string }) {
  return <LinkFlow inline title={label ?? view.t('editorial.list_as')} items={forms.formats.map((f) => ({ href: paths.listAs(view.lang, forms.address, f, forms.query), label: view.t(`editorial.format.${f}`) }))} />;
}

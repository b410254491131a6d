import type { VNode } from 'preact';
import { FocusMarks, type Fact } from '#ui';
import { paths } from '#paths';
import { langAttribute, type Tagged, type View } from '#kernel/view';
import type { RecordView } from '../queries/record.ts';
import type { Names } from './entry.tsx';

/** Several values in one fact. */
export function joined(items: readonly (VNode | string)[]): (VNode | string)[] | null {
  return items.length > 0 ? items.flatMap((item, i) => (i > 0 ? [', ', item] : [item])) : null;
}

/** A date known to the day, the month or the year. */
export function dateOf(view: View, date: string | null): VNode | null {
  return date ? <time dateTime={date}>{view.date(date)}</time> : null;
}

/** A text that may be in another language than the page. */
export function taggedText(view: View, text: Tagged): VNode {
  return <span {...langAttribute(view, text.lang)}>{text.text}</span>;
}

/** What every record says of itself: countries, themes, focus. */
export function subjectFacts(view: View, record: RecordView, names: Names): Fact[] {
  const states = [...record.states].sort((a, b) => view.compare(view.country(a), view.country(b)));
  return [
    { label: view.t('editorial.fact.states'), value: joined(states.map((s) => <a key={s} href={paths.state(view.lang, s)}>{view.country(s)}</a>)) },
    { label: view.t('editorial.fact.themes'), value: joined(record.themes.map((t) => <a key={t} href={paths.theme(view.lang, t)}>{names.theme(t)}</a>)) },
    { label: view.t('editorial.fact.focus'), value: record.focus.length > 0 && <FocusMarks items={record.focus.map((f) => ({ focus: f, label: names.focus(f) }))} /> },
  ];
}

/** The host of an address; an address that is none is shown as it is. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}

/** Where the record comes from, when that address last answered, when it came here. */
export function sourceFacts(view: View, record: RecordView, options: { readonly say_unchecked: boolean }): Fact[] {
  const { source } = record;
  const unchecked = options.say_unchecked && source?.url ? view.t('editorial.not_checked') : null;
  return [
    { label: view.t('editorial.fact.source'), value: source?.url ? <a href={source.url} rel="noopener">{source.title ?? hostOf(source.url)}</a> : source?.title },
    { label: view.t('editorial.fact.checked'), value: source?.checked ? dateOf(view, source.checked) : unchecked },
    { label: view.t('editorial.fact.added'), value: dateOf(view, record.added) },
    { label: view.t('editorial.fact.version'), value: record.number > 1 ? view.t('editorial.version_of', { number: record.number, date: view.date(record.updated_at.toISOString().slice(0, 10)) }) : null },
  ];
}

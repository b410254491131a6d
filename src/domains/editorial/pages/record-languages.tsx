import { LanguageList, LinkFlow, ReadingBar, type LanguageState } from '#ui';
import { paths } from '#paths';
import type { View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import type { RecordText, RecordView } from '../queries/record.ts';
import { versionInView } from './record-versions.tsx';

/** What a text is: the official one, the original, a translation and of what worth. */
export function textState(view: View, text: RecordText, texts: readonly RecordText[]): NonNullable<LanguageState['state']> {
  if (text.translates === null) return { label: view.t(text.authenticity === 'official' ? 'editorial.text.official' : 'editorial.text.source'), tone: 'good' };
  if (isOutdated(text, texts)) return { label: view.t('editorial.text.outdated'), tone: 'warn' };
  if (text.authenticity === 'machine') return { label: view.t('editorial.text.machine'), tone: 'warn' };
  return { label: view.t(text.authenticity === 'official' ? 'editorial.text.official' : 'editorial.text.unofficial'), tone: 'plain' };
}

/** Whether the source was changed after this translation of it. */
export function isOutdated(text: RecordText, texts: readonly RecordText[]): boolean {
  const source = texts.find((t) => t.lang === text.translates);
  return source !== undefined && text.source_hash !== source.content_hash;
}

/** The source first, then the languages of the portal, then the others by name. */
function inOrder(view: View, texts: readonly RecordText[]): RecordText[] {
  const rank = (t: RecordText) => (t.translates === null ? -1 : view.languages.includes(t.lang) ? view.languages.indexOf(t.lang) : view.languages.length);
  return [...texts].sort((a, b) => rank(a) - rank(b) || view.compare(view.language(a.lang), view.language(b.lang)));
}

/** Most pairs of languages that are offered; beyond, only those with the language being read. */
const mostPairs = 6;

interface Reading {
  readonly view: View;
  readonly kind: AnyKind;
  readonly record: RecordView;
  readonly shown: RecordText | undefined;
  readonly parallel: { readonly left: RecordText; readonly right: RecordText } | null;
}

function pairs({ view, kind, record, shown, parallel }: Reading) {
  const withBody = inOrder(view, record.texts.filter((t) => t.has_body));
  const all = withBody.flatMap((left, i) => withBody.slice(i + 1).map((right) => ({ left, right })));
  const offered = all.length > mostPairs ? all.filter((p) => p.left.lang === shown?.lang || p.right.lang === shown?.lang) : all;
  return offered.map(({ left, right }) => ({
    href: paths.parallel(view.lang, kind.folder, record.slug, left.lang, right.lang, versionInView(record)),
    label: view.t('editorial.pair', { left: view.language(left.lang), right: view.language(right.lang) }),
    current: parallel?.left === left && parallel.right === right,
  }));
}

/**
 * The languages of a record with their state, each a link to the text in it on a page of the same language as this one, and the pairs
 * that can be read side by side.
 */
export function Languages(reading: Reading) {
  const { view, kind, record, shown, parallel } = reading;
  const version = versionInView(record);
  const address = version === undefined ? paths.record(view.lang, kind.folder, record.slug) : paths.version(view.lang, kind.folder, record.slug, version);
  const languages: LanguageState[] = inOrder(view, record.texts).map((text) => ({
    lang: text.lang,
    label: view.language(text.lang),
    href: text.lang === view.lang ? address : paths.text(view.lang, kind.folder, record.slug, text.lang, version),
    state: textState(view, text, record.texts),
    current: parallel === null && text.lang === shown?.lang,
  }));
  return (
    <ReadingBar label={view.t('editorial.reading')}>
      <LanguageList inline items={languages} />
      <LinkFlow inline title={view.t('editorial.side_by_side')} items={pairs(reading)} />
    </ReadingBar>
  );
}

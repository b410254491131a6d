import { atomType, writeAtom } from '#protocols/atom';
import { writeCsv } from '#protocols/csv';
import type { Feed } from '#protocols/feed';
import { jsonFeedType, writeJsonFeed } from '#protocols/json-feed';
import type { Answer } from '#kernel/http';
import type { View } from '#kernel/view';
import { paths } from '#paths';
import { bestText, type Names } from '../pages/entry.tsx';
import type { ListRow } from '../queries/list.ts';

/** One page of a feed before it has a format: without its own addresses, of which only the queries differ. */
export interface FeedPage {
  readonly feed: Omit<Feed, 'self' | 'first' | 'previous' | 'next'>;
  readonly self: URLSearchParams;
  readonly first: URLSearchParams;
  readonly previous: URLSearchParams | null;
  readonly next: URLSearchParams | null;
}

const formats = {
  atom: { type: atomType, plain: 'application/atom+xml', write: writeAtom },
  json: { type: jsonFeedType, plain: 'application/feed+json', write: writeJsonFeed },
} as const;

/** A page of the feed at `address` (without language and format) in one format, linked to its neighbours (RFC 5005) and to the other languages. */
export function feedAnswer(view: View, address: string, page: FeedPage, format: keyof typeof formats): Answer {
  const { type, plain, write } = formats[format];
  const at = (query: URLSearchParams, lang = view.lang) => view.origin + paths.listAs(lang, address, format, query);
  const feed: Feed = {
    ...page.feed,
    self: at(page.self),
    first: at(page.first),
    ...(page.previous ? { previous: at(page.previous) } : {}),
    ...(page.next ? { next: at(page.next) } : {}),
    alternates: view.languages.filter((l) => l !== view.lang).map((l) => ({ url: at(page.first, l), lang: l, type: plain })),
  };
  return { type, body: [...write(feed)].join('') };
}

const columns = ['address', 'kind', 'type', 'status', 'date', 'added', 'title', 'language', 'summary', 'countries', 'themes', 'focus', 'readable_in'] as const;

function tableRow(view: View, row: ListRow, names: Names): string[] {
  const text = bestText(row.texts, view);
  const folder = names.kindOf(row.kind)?.folder ?? row.kind;
  return [
    view.origin + paths.record(view.lang, folder, row.slug), row.kind, row.type ?? '', row.status ?? '', row.date ?? '', row.added, text?.title ?? '', text?.lang ?? '', text?.summary ?? '',
    row.states.join(' '), row.themes.join(' '), row.focus.join(' '), row.texts.map((t) => t.lang).join(' '),
  ];
}

/** Rows of the list at `address` as CSV (RFC 4180). */
export function tableAnswer(view: View, address: string, rows: readonly ListRow[], names: Names): Answer {
  return {
    type: 'text/csv; charset=utf-8; header=present',
    body: [...writeCsv([[...columns], ...rows.map((row) => tableRow(view, row, names))])].join(''),
    headers: { 'content-disposition': `attachment; filename="${address.replaceAll('/', '-')}-${view.lang}.csv"` },
  };
}

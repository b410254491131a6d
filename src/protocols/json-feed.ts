import { rfc3339 } from './dates.ts';
import type { Feed, FeedAuthor, FeedEntry, FeedFile, FeedTombstone } from './feed.ts';

export type { Feed, FeedAuthor, FeedCategory, FeedEntry, FeedFile, FeedLink, FeedTombstone } from './feed.ts';

/** The media type of {@link writeJsonFeed}. */
export const jsonFeedType = 'application/feed+json; charset=utf-8';

function author({ name, url }: FeedAuthor) {
  return { name, url };
}

function attachment(file: FeedFile) {
  return { url: file.url, mime_type: file.type, title: file.title, size_in_bytes: file.bytes };
}

function item(e: FeedEntry) {
  return {
    id: e.id,
    url: e.url,
    external_url: e.source_url,
    title: e.title,
    // One of the two is required (JSON Feed 1.1, Items).
    ...(e.content_html ? { content_html: e.content_html } : { content_text: e.summary || e.title }),
    summary: e.summary || undefined,
    date_published: e.published && rfc3339(e.published),
    date_modified: rfc3339(e.updated),
    authors: e.authors?.map(author),
    tags: e.categories?.map((c) => c.label),
    language: e.lang,
    attachments: e.files?.map(attachment),
  };
}

function tombstone(t: FeedTombstone) {
  return { id: t.id, date_deleted: rfc3339(t.withdrawn), reason: t.reason, language: t.lang, successor_url: t.successor_url };
}

/**
 * A JSON Feed 1.1. The format knows no deleted items: they stand in an extension, `_tombstones`, at the end. Written item by item.
 */
export function* writeJsonFeed(feed: Feed): Generator<string> {
  const head = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    description: feed.subtitle,
    next_url: feed.next,
    icon: feed.icon,
    authors: [author(feed.author)],
    language: feed.lang,
  });
  yield `${head.slice(0, -1)},"items":[`;
  yield* lines(feed.entries, item);
  if (feed.tombstones) {
    yield ']\n,"_tombstones":{"about":"https://www.rfc-editor.org/rfc/rfc6721","items":[';
    yield* lines(feed.tombstones, tombstone);
    yield ']}}\n';
  } else {
    yield ']}\n';
  }
}

function* lines<T>(values: Iterable<T>, draw: (value: T) => object): Generator<string> {
  let before = '\n';
  for (const value of values) {
    yield before + JSON.stringify(draw(value));
    before = ',\n';
  }
}

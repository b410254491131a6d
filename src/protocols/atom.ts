import { rfc3339 } from './dates.ts';
import type { Feed, FeedAuthor, FeedEntry, FeedLink, FeedTombstone } from './feed.ts';
import { element, optional, writeXml, type XmlContent, type XmlElement } from './xml.ts';

export type { Feed, FeedAuthor, FeedCategory, FeedEntry, FeedFile, FeedLink, FeedTombstone } from './feed.ts';

/** The media type of {@link writeAtom}. */
export const atomType = 'application/atom+xml; charset=utf-8';

function link(rel: string, target: FeedLink | undefined, length?: number): XmlElement | null {
  return target ? element('link', { rel, type: target.type, hreflang: target.lang, title: target.title, length, href: target.url }) : null;
}

function page(rel: string, url: string | undefined): XmlElement | null {
  return url === undefined ? null : link(rel, { url, type: 'application/atom+xml' });
}

function author({ name, url }: FeedAuthor): XmlElement {
  return element('author', {}, element('name', {}, name), optional('uri', url));
}

function entry(e: FeedEntry, feedLang: string): XmlElement {
  return element(
    'entry', { 'xml:lang': e.lang === feedLang ? null : e.lang },
    element('id', {}, e.id),
    element('title', {}, e.title),
    element('updated', {}, rfc3339(e.updated)),
    optional('published', e.published && rfc3339(e.published)),
    e.authors?.map(author),
    link('alternate', { url: e.url, type: 'text/html', lang: e.lang }),
    e.translations?.map((t) => link('alternate', { type: 'text/html', ...t })),
    e.source_url === undefined ? null : link('via', { url: e.source_url }),
    e.files?.map((f) => link('enclosure', f, f.bytes)),
    e.categories?.map((c) => element('category', { term: c.term, scheme: c.scheme, label: c.label })),
    optional('summary', e.summary),
    optional('content', e.content_html, { type: 'html' }),
  );
}

/** RFC 6721, section 3. The successor is a `successor-version` (RFC 5829). */
function tombstone(t: FeedTombstone, feedLang: string): XmlElement {
  return element(
    'at:deleted-entry', { ref: t.id, when: rfc3339(t.withdrawn), 'xml:lang': t.lang === feedLang ? null : t.lang },
    optional('at:comment', t.reason),
    t.successor_url === undefined ? null : link('successor-version', { url: t.successor_url, type: 'text/html' }),
  );
}

function* map<T>(items: Iterable<T>, draw: (item: T) => XmlContent): Generator<XmlContent> {
  for (const item of items) yield draw(item);
}

/** An Atom feed (RFC 4287), paged by RFC 5005, section 3, with deleted entries (RFC 6721). */
export function writeAtom(feed: Feed): Generator<string> {
  return writeXml(element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xmlns:at': feed.tombstones ? 'http://purl.org/atompub/tombstones/1.0' : null, 'xml:lang': feed.lang },
    element('id', {}, feed.id),
    element('title', {}, feed.title),
    optional('subtitle', feed.subtitle),
    element('updated', {}, rfc3339(feed.updated)),
    author(feed.author),
    page('self', feed.self),
    link('alternate', { url: feed.home, type: 'text/html', lang: feed.lang }),
    feed.alternates?.map((a) => link('alternate', a)),
    page('first', feed.first),
    page('previous', feed.previous),
    page('next', feed.next),
    optional('rights', feed.rights),
    optional('icon', feed.icon),
    map(feed.entries, (e) => entry(e, feed.lang)),
    map(feed.tombstones ?? [], (t) => tombstone(t, feed.lang)),
  ));
}

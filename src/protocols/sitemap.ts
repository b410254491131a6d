import { rfc3339 } from './dates.ts';
import { element, optional, writeXml, xmlText, type XmlElement } from './xml.ts';

/** The media type of {@link writeSitemap} and {@link writeSitemapIndex}. */
export const sitemapType = 'application/xml; charset=utf-8';

export interface SitemapUrl {
  readonly url: string;
  readonly modified?: Date;
  /** The same page in every language, itself included; `x-default` for the one that lets the reader choose. */
  readonly alternates?: readonly { readonly lang: string; readonly url: string }[];
}

/** What one file may hold (sitemaps.org, "Sitemap file requirements"), with room for the frame. */
const most = { urls: 50_000, bytes: 50 * 1024 * 1024 - 1024 };
const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

function url({ url: loc, modified, alternates }: SitemapUrl): XmlElement {
  return element(
    'url', {},
    element('loc', {}, loc),
    optional('lastmod', modified && rfc3339(modified)),
    alternates?.map((a) => element('xhtml:link', { rel: 'alternate', hreflang: a.lang, href: a.url })),
  );
}

/** Splits any number of addresses into groups that fit into one file each. */
export function* splitSitemap(urls: Iterable<SitemapUrl>, limits: { readonly urls: number; readonly bytes: number } = most): Generator<SitemapUrl[]> {
  let group: SitemapUrl[] = [];
  let bytes = 0;
  for (const entry of urls) {
    const size = Buffer.byteLength(xmlText(url(entry)));
    if (group.length > 0 && (group.length >= limits.urls || bytes + size > limits.bytes)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(entry);
    bytes += size;
  }
  if (group.length > 0) yield group;
}

/** A sitemap with the languages of each page. More than 50,000 addresses throw a RangeError: {@link splitSitemap} first. */
export function writeSitemap(urls: Iterable<SitemapUrl>): Generator<string> {
  function* entries() {
    let count = 0;
    for (const entry of urls) {
      if (++count > most.urls) throw new RangeError(`a sitemap may hold ${most.urls} addresses`);
      yield url(entry);
    }
  }
  return writeXml(element('urlset', { xmlns: namespace, 'xmlns:xhtml': 'http://www.w3.org/1999/xhtml' }, entries()));
}

/** The list of several sitemaps. */
export function writeSitemapIndex(sitemaps: readonly Omit<SitemapUrl, 'alternates'>[]): Generator<string> {
  return writeXml(element('sitemapindex', { xmlns: namespace }, sitemaps.map((s) => element('sitemap', {}, element('loc', {}, s.url), optional('lastmod', s.modified && rfc3339(s.modified))))));
}

import { describe, expect, it } from 'vitest';
import { splitSitemap, writeSitemap, writeSitemapIndex, type SitemapUrl } from './sitemap.ts';
import { parseXml, schemaFindings } from './testing.ts';

const page = (i: number): SitemapUrl => ({
  url: `https://portal.example/en/news/2009/n${i}?a=1&b=2`, modified: new Date('2026-11-25T10:00:00Z'),
  alternates: [{ lang: 'en', url: `https://portal.example/en/news/2009/n${i}` }, { lang: 'ru', url: `https://portal.example/ru/news/2009/n${i}` }, { lang: 'x-default', url: `https://portal.example/news/2009/n${i}` }],
});
const pages = (n: number) => Array.from({ length: n }, (_, i) => page(i));
const write = (urls: Iterable<SitemapUrl>) => [...writeSitemap(urls)].join('');

describe('a sitemap', () => {
  it('is valid by the schema, and names every language of a page', async () => {
    const text = write([page(1), { url: 'https://portal.example/en/about' }]);
    const index = [...writeSitemapIndex([{ url: 'https://portal.example/sitemap-1.xml', modified: new Date() }, { url: 'https://portal.example/sitemap-2.xml' }])].join('');
    expect(await schemaFindings('sitemap.xsd', [text, index])).toEqual([]);
    const root = parseXml(text);
    expect([...root.getElementsByTagName('loc')].map((l) => l.textContent)).toEqual(['https://portal.example/en/news/2009/n1?a=1&b=2', 'https://portal.example/en/about']);
    expect([...root.getElementsByTagNameNS('http://www.w3.org/1999/xhtml', 'link')].map((l) => [l.getAttribute('hreflang'), l.getAttribute('href')])).toEqual(page(1).alternates?.map((a) => [a.lang, a.url]));
  });

  it('is split by number and by size, and loses nothing', () => {
    expect([...splitSitemap(pages(50_001))].map((g) => g.length)).toEqual([50_000, 1]);
    const groups = [...splitSitemap(pages(1000), { urls: 400, bytes: 100_000 })];
    expect(groups.flat()).toEqual(pages(1000));
    for (const group of groups) expect(Buffer.byteLength(write(group))).toBeLessThan(101_000);
    expect([...splitSitemap([])]).toEqual([]);
  });

  it('refuses more than one file may hold', () => {
    expect(() => write(pages(50_001))).toThrow(RangeError);
  });
});

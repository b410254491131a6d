import type { Element } from '@xmldom/xmldom';
import fc from 'fast-check';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeAtom } from './atom.ts';
import type { Feed, FeedEntry } from './feed.ts';
import { writeJsonFeed } from './json-feed.ts';
import { naughtyStrings, parseXml, xmlRepresentable } from './testing.ts';

const entry: FeedEntry = {
  id: 'https://portal.example/id/document/32011L0095', url: 'https://portal.example/ru/documents/32011L0095', lang: 'ru', title: 'Квалификационная директива',
  summary: 'Кто имеет право на защиту', content_html: '<p>Текст &amp; ещё</p>', published: new Date('2011-12-20T00:00:00Z'), updated: new Date('2024-03-01T10:11:12.345Z'),
  authors: [{ name: 'Европейский парламент' }, { name: 'Совет', url: 'https://portal.example/ru/institutions/council' }],
  categories: [{ term: 'asylum', scheme: 'https://portal.example/id/focus', label: 'убежище' }],
  translations: [{ url: 'https://portal.example/en/documents/32011L0095', lang: 'en', title: 'Qualification Directive' }],
  source_url: 'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32011L0095&x=1',
  files: [{ url: 'https://portal.example/files/1/a.pdf', type: 'application/pdf', bytes: 12345, lang: 'en', title: 'PDF' }],
};

const feed: Feed = {
  id: 'https://portal.example/id/feed/documents', title: 'Documents', subtitle: 'EU and international documents', lang: 'en', updated: new Date('2024-03-01T10:11:12Z'),
  self: 'https://portal.example/en/documents.atom?after=2', home: 'https://portal.example/en/documents', first: 'https://portal.example/en/documents.atom',
  previous: 'https://portal.example/en/documents.atom?after=1', next: 'https://portal.example/en/documents.atom?after=3',
  alternates: [{ url: 'https://portal.example/ru/documents.atom', lang: 'ru', type: 'application/atom+xml' }],
  author: { name: 'Secretariat', url: 'https://portal.example/' }, rights: 'CC BY 4.0', icon: 'https://portal.example/icon.png', entries: [entry],
  tombstones: [{ id: 'https://portal.example/id/news/1', withdrawn: new Date('2024-02-01T00:00:00Z'), lang: 'ru', reason: 'Ошибка', successor_url: 'https://portal.example/en/news/2009/x' }],
};

const atom = (f: Feed) => [...writeAtom(f)].join('');
const json = (f: Feed) => [...writeJsonFeed(f)].join('');
const withTexts = (text: string): Feed => ({ ...feed, title: text, entries: [{ ...entry, title: text, summary: text, content_html: text, categories: [{ term: 't', label: text }] }], tombstones: [] });
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...naughtyStrings()));

/** The rules of RFC 4287 (4.1.1, 4.1.2, 4.2.7) on what must and must not repeat. */
function atomFindings(root: Element): string[] {
  const children = (e: Element, name: string) => [...e.childNodes].filter((c): c is Element => c.nodeName === name);
  const once = (e: Element, names: string[]) => names.filter((n) => children(e, n).length !== 1).map((n) => `${e.nodeName}: ${children(e, n).length} ${n}`);
  const links = (e: Element) => {
    const keys = children(e, 'link').filter((l) => l.getAttribute('rel') === 'alternate').map((l) => `${l.getAttribute('type')} ${l.getAttribute('hreflang')}`);
    return new Set(keys).size === keys.length ? [] : [`${e.nodeName}: alternates repeat`];
  };
  return [root, ...children(root, 'entry')].flatMap((e) => [...once(e, ['id', 'title', 'updated']), ...links(e)]);
}

describe('the Atom feed', () => {
  it('says what it was given, to an independent reader', () => {
    const read = parseAtomFeed(atom(feed));
    expect(read).toMatchObject({ id: feed.id, title: { value: 'Documents' }, updated: '2024-03-01T10:11:12Z' });
    const rels = Object.fromEntries((read.links ?? []).map((l) => [`${l.rel} ${l.hreflang ?? ''}`.trim(), l.href]));
    expect(rels).toEqual({
      self: feed.self, 'alternate en': feed.home, 'alternate ru': 'https://portal.example/ru/documents.atom', first: feed.first, previous: feed.previous, next: feed.next,
    });
    expect(read.entries?.[0]).toMatchObject({
      id: entry.id, title: { value: entry.title }, summary: { value: entry.summary }, published: '2011-12-20T00:00:00Z', updated: '2024-03-01T10:11:12Z',
      authors: [{ name: 'Европейский парламент' }, { name: 'Совет', uri: 'https://portal.example/ru/institutions/council' }],
      categories: [{ term: 'asylum', scheme: 'https://portal.example/id/focus', label: 'убежище' }],
    });
    expect(read.entries?.[0]?.content?.value).toBe('<p>Текст &amp; ещё</p>');
    expect(read.entries?.[0]?.links?.find((l) => l.rel === 'enclosure')).toMatchObject({ type: 'application/pdf', length: 12345 });
  });

  it('names the language where it differs, and the deleted entries of RFC 6721', () => {
    const root = parseXml(atom(feed)).documentElement;
    expect(root?.getAttribute('xml:lang')).toBe('en');
    expect(root?.getElementsByTagName('entry')[0]?.getAttribute('xml:lang')).toBe('ru');
    const deleted = root?.getElementsByTagNameNS('http://purl.org/atompub/tombstones/1.0', 'deleted-entry')[0];
    expect(deleted?.getAttribute('ref')).toBe('https://portal.example/id/news/1');
    expect(deleted?.getAttribute('when')).toBe('2024-02-01T00:00:00Z');
    expect(deleted?.getElementsByTagNameNS('http://purl.org/atompub/tombstones/1.0', 'comment')[0]?.textContent).toBe('Ошибка');
    expect(deleted?.getElementsByTagName('link')[0]?.getAttribute('rel')).toBe('successor-version');
  });

  it('keeps the cardinalities of RFC 4287 and any text', () => {
    fc.assert(fc.property(anyText, (text) => {
      const root = parseXml(atom(withTexts(text))).documentElement;
      expect(root && atomFindings(root)).toEqual([]);
      expect(root?.getElementsByTagName('title')[1]?.textContent).toBe(xmlRepresentable(text));
      expect(root?.getElementsByTagName('content')[0]?.textContent ?? '').toBe(xmlRepresentable(text));
    }), { numRuns: 500 });
  });

  it('is whole without entries', () => {
    const root = parseXml(atom({ ...feed, entries: [] })).documentElement;
    expect(root && atomFindings(root)).toEqual([]);
  });
});

// The members of https://www.jsonfeed.org/version/1.1/, nothing else; extensions begin with an underscore.
const author = z.strictObject({ name: z.string(), url: z.url().optional() });
const instant = z.iso.datetime({ offset: true });
const jsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'), title: z.string(), home_page_url: z.url(), feed_url: z.url(), description: z.string().optional(), next_url: z.url().optional(),
  icon: z.url().optional(), authors: z.array(author), language: z.string(),
  items: z.array(z.strictObject({
    id: z.string().min(1), url: z.url(), external_url: z.url().optional(), title: z.string(), content_html: z.string().optional(), content_text: z.string().optional(), summary: z.string().optional(),
    date_published: instant.optional(), date_modified: instant, authors: z.array(author).optional(), tags: z.array(z.string()).optional(), language: z.string(),
    attachments: z.array(z.strictObject({ url: z.url(), mime_type: z.string(), title: z.string().optional(), size_in_bytes: z.number().int().optional() })).optional(),
  }).refine((i) => i.content_html !== undefined || i.content_text !== undefined)),
  _tombstones: z.object({ about: z.url(), items: z.array(z.looseObject({ id: z.string(), date_deleted: instant })) }).optional(),
});

describe('the JSON feed', () => {
  it('says what it was given, to an independent reader', () => {
    const text = json(feed);
    expect(jsonFeed.parse(JSON.parse(text))._tombstones?.items).toMatchObject([{ id: 'https://portal.example/id/news/1', reason: 'Ошибка' }]);
    const read = parseJsonFeed(JSON.parse(text));
    expect(read).toMatchObject({ title: 'Documents', feed_url: feed.self, home_page_url: feed.home, next_url: feed.next, language: 'en', authors: [{ name: 'Secretariat' }] });
    expect(read.items?.[0]).toMatchObject({
      id: entry.id, url: entry.url, external_url: entry.source_url, title: entry.title, language: 'ru', content_html: entry.content_html, tags: ['убежище'],
      attachments: [{ url: 'https://portal.example/files/1/a.pdf', mime_type: 'application/pdf', size_in_bytes: 12345 }],
    });
  });

  it('keeps any text, and has content when an entry has only a title', () => {
    fc.assert(fc.property(anyText, (text) => {
      const read = jsonFeed.parse(JSON.parse(json(withTexts(text))));
      expect(read.items[0]?.title).toBe(text);
    }), { numRuns: 500 });
    const bare: FeedEntry = { id: entry.id, url: entry.url, lang: 'en', title: 'Only a title', updated: entry.updated };
    expect(jsonFeed.parse(JSON.parse(json({ ...feed, entries: [bare, bare] }))).items[1]?.content_text).toBe('Only a title');
    expect(jsonFeed.parse(JSON.parse(json({ ...feed, entries: [] }))).items).toEqual([]);
  });
});

import { sql } from 'kysely';
import { openSearchDescription, openSearchType } from '#protocols/opensearch';
import { robotsTxt } from '#protocols/robots';
import { securityTxt } from '#protocols/security-txt';
import { sitemapType, writeSitemap, writeSitemapIndex, type SitemapUrl } from '#protocols/sitemap';
import { paths, patterns } from '#paths';
import type { Db } from '#kernel/db';
import { NotFound } from '#kernel/errors';
import type { Site } from '#kernel/http';
import type { View } from '#kernel/view';
import type { Process } from '#domains/parties';
import { folderOf, type AnyKind } from '../kind.ts';
import { contactOf } from './contact.ts';

/** A sitemap may hold 50,000 addresses (sitemaps.org); a record stands there once a language, and names itself in all. */
const recordsPerMap = (languages: number) => Math.floor(Math.min(10_000, 45_000 / languages));
/** A month before it ends, security.txt is renewed by being asked for; it is good for this many days. */
const securityDays = 180;

interface Row {
  kind: string;
  slug: string;
  updated_at: Date;
}

async function readPart(db: Db, part: number, size: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select kind, slug, updated_at from published.version order by id limit ${size} offset ${(part - 1) * size}`.execute(db);
  return rows;
}

/** One page in every language, each naming the others (hreflang). */
function inLanguages(view: View, address: (lang: string) => string, modified?: Date): SitemapUrl[] {
  const alternates = view.languages.map((lang) => ({ lang, url: view.origin + address(lang) }));
  return alternates.map(({ url }) => ({ url, ...(modified ? { modified } : {}), alternates }));
}

function standing(view: View, kinds: readonly AnyKind[]): SitemapUrl[] {
  const pages = [paths.home, ...kinds.filter((k) => k.kind !== 'page').map((k) => (lang: string) => paths.list(lang, k.folder)), paths.states, paths.themes, paths.bodies, paths.archive, paths.glossary];
  return pages.flatMap((address) => inLanguages(view, address));
}

/** Mounts what lets programs find the portal: sitemap, robots.txt, security.txt, OpenSearch. */
export function mountDiscovery(site: Site, parts: { kinds: readonly AnyKind[]; process: () => Process }): void {
  const { kinds } = parts;
  const part = async (db: Db, view: View, number: number) => {
    const rows = await readPart(db, number, recordsPerMap(view.languages.length));
    if (rows.length === 0 && number > 1) throw new NotFound('no such sitemap');
    const records = rows.flatMap((r) => inLanguages(view, (lang) => paths.record(lang, folderOf(kinds, r.kind), r.slug), r.updated_at));
    return [...writeSitemap([...(number === 1 ? standing(view, kinds) : []), ...records])].join('');
  };
  site.answer(patterns.sitemap, async ({ db, view }) => {
    const { rows: [counted] } = await sql<{ n: number }>`select count(*)::int as n from published.version`.execute(db);
    const count = Math.ceil((counted?.n ?? 0) / recordsPerMap(view.languages.length));
    if (count <= 1) return { type: sitemapType, body: await part(db, view, 1) };
    const urls = Array.from({ length: count }, (_, i) => ({ url: view.origin + paths.sitemapPart(i + 1) }));
    return { type: sitemapType, body: [...writeSitemapIndex(urls)].join('') };
  });
  site.answer(patterns.sitemapPart, async ({ db, view, params }) => {
    const number = /^(\d{1,6})\.xml$/.exec(params['part'] ?? '')?.[1];
    if (!number || Number(number) < 1) throw new NotFound('no such sitemap');
    return { type: sitemapType, body: await part(db, view, Number(number)) };
  });
  site.answer(patterns.robots, async ({ view }) => ({
    type: 'text/plain; charset=utf-8',
    // Lists are open; their filtered forms are endless.
    body: robotsTxt({ groups: [{ agents: ['*'], disallow: ['/*/search', '/*?*state=', '/*?*theme=', '/*?*focus=', '/*?*type=', '/*?*status=', '/*?*readable='] }], sitemaps: [view.origin + paths.sitemap()] }),
  }));
  site.answer(patterns.securityTxt, async ({ view }) => ({
    type: 'text/plain; charset=utf-8',
    keep: false,
    headers: { 'cache-control': 'public, max-age=86400' },
    body: securityTxt({
      contacts: [`mailto:${contactOf(parts.process(), 'security', view.origin)}`], expires: new Date(Date.now() + securityDays * 86_400_000), languages: view.languages,
      // Only an https address may stand there (RFC 9116, section 2.5.2).
      ...(view.origin.startsWith('https:') ? { canonical: [view.origin + patterns.securityTxt] } : {}),
    }),
  }));
  site.answer(patterns.openSearch, async ({ view }) => ({ type: openSearchType, body: describeSearch(view) }));
  site.answer(patterns.openSearchIn, async ({ view }) => ({ type: openSearchType, body: describeSearch(view) }));
}

/** Addresses with `{searchTerms}` must not be encoded. */
const template = (address: string) => `${address}?q={searchTerms}`;

function describeSearch(view: View): string {
  const { lang, origin } = view;
  return openSearchDescription({
    short_name: view.process_name, long_name: view.process_name, description: view.t('portal.search.label'), lang, html: origin + template(paths.search(lang)),
    atom: origin + template(paths.listAs(lang, 'search', 'atom')), suggestions: origin + template(paths.openSearchSuggestions(lang)), self: origin + paths.openSearch(lang),
  });
}

import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assets } from '#ui';
import { paths, patterns } from '#paths';
import type { Config } from '#kernel/config';
import type { Db } from '#kernel/db';
import { Gone, UnknownLanguage } from '#kernel/errors';
import type { FileStore } from '#kernel/files';
import { createHttpServer, createPageCache, createSite, mountAssets, mountErrors, securityHeaders, type PageCache, type SiteLanguages, type SiteParts } from '#kernel/http';
import { createLocales, negotiateLanguage } from '#kernel/i18n';
import type { Log } from '#kernel/log';
import { findRedirect, mountApi, mountDiscovery, mountFeeds, mountFiles, mountOai, searchRoutes } from '#domains/editorial';
import { legislationRoutes } from '#domains/legislation';
import { libraryRoutes } from '#domains/library';
import { meetingsRoutes, mountCalendar } from '#domains/meetings';
import { newsRoutes } from '#domains/news';
import type { Process } from '#domains/parties';
import { createPortalContext, createShell, errorPage, portalRoutes, readStandingPages, styleguideRoutes, tombstonePage } from '#domains/portal';
import { researchRoutes } from '#domains/research';
import { kinds } from './kinds.ts';

export interface AppParts {
  readonly config: Config;
  /** The public role's. */
  readonly publicDb: Db;
  readonly store: FileStore;
  readonly log: Log;
  /** The folder of the built project: `locales` and `assets` are found from it. */
  readonly root: string;
  readonly process: Process;
  /** Signs what readers bring back to us: resumption tokens. The same on every node. */
  readonly key: Uint8Array;
  /** Whether the parts that pages need answer; for `/healthz`. */
  readonly healthy: () => Promise<boolean>;
}

export interface App {
  readonly server: FastifyInstance;
  readonly cache: PageCache;
  /** Takes over another process definition and forgets every finished page. */
  renew(process: Process): Promise<void>;
}

function readAssets(dir: string): Assets {
  const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as { css: string; js: string; favicon: string; preload: Record<string, string[]> };
  const preload = Object.fromEntries(Object.entries(manifest.preload).map(([script, fonts]) => [script, fonts.map(paths.asset)]));
  return { css: paths.asset(manifest.css), js: paths.asset(manifest.js), favicon: paths.asset(manifest.favicon), preload };
}

/** THE list of everything that the program serves. */
export async function createApp(parts: AppParts): Promise<App> {
  const { config, publicDb, store, log, root } = parts;
  let process = parts.process;
  let languages = languagesOf(process, root);
  let standing = await readStandingPages(publicDb);
  const cache = createPageCache(config.page_cache_bytes);
  const server = createHttpServer({ log, cache, trust_proxy: config.trust_proxy });
  const headers = securityHeaders(config.public_url?.startsWith('https:') ?? false);
  const portal = createPortalContext(kinds, () => process, () => languages.locales, () => standing);
  const assetsDir = join(root, 'dist/assets');
  const shell = createShell(portal, readAssets(assetsDir));
  const origin = () => config.public_url ?? originOf(server, config);
  const site: SiteParts = { app: server, db: publicDb, cache, languages: () => languages, origin, headers, shell };
  const mount = createSite(site);

  const forPrograms = (url: string) => url.startsWith(paths.api(''));
  const redirect = (url: string, lang: string) => findRedirect(publicDb, url, lang, languages.languages);
  const draw: Parameters<typeof mountErrors>[3] = (view, error, status, reference) =>
    error instanceof Gone ? tombstonePage(view, portal, error.tombstone) : errorPage(view, pageStatus(status), reference, error instanceof UnknownLanguage && view.here !== '');
  mountErrors(site, server, redirect, draw, forPrograms);
  server.get(paths.health(), async (_request, reply) => {
    const ok = await parts.healthy();
    return reply.code(ok ? 200 : 503).header('cache-control', 'no-store').send({ status: ok ? 'ok' : 'unavailable' });
  });
  server.get(paths.root(), async (request, reply) => {
    const lang = negotiateLanguage(request.headers['accept-language'], languages.languages);
    return reply.header('vary', 'Accept-Language').header('cache-control', 'no-cache').redirect(paths.home(lang), 302);
  });
  await mountAssets(server, patterns.asset, assetsDir, headers);
  mountFiles(server, { db: publicDb, store, kinds, headers });

  newsRoutes(mount, portal);
  libraryRoutes(mount, portal);
  legislationRoutes(mount, portal);
  researchRoutes(mount, portal);
  meetingsRoutes(mount, portal);
  searchRoutes(mount, portal, kinds);
  portalRoutes(mount, portal);
  for (const kind of kinds) mountFeeds(mount, portal, { kinds: [kind], address: kind.folder, title: (view) => view.t(`${kind.domain}.title`), lead: (view) => view.t(`${kind.domain}.lead`) });
  mountFeeds(mount, portal, { kinds: [], address: 'archive', title: (view) => view.t('portal.archive'), lead: (view) => view.t('portal.archive.lead') });
  mountCalendar(mount, portal);
  mountOai(mount, { kinds, process: () => process, key: parts.key });
  mountApi(mount, kinds);
  mountDiscovery(mount, { kinds, process: () => process });
  if (config.development) styleguideRoutes(mount, readAssets(assetsDir));

  return {
    server,
    cache,
    async renew(next) {
      standing = await readStandingPages(publicDb);
      if (next !== process) languages = languagesOf(next, root);
      process = next;
      cache.clear();
    },
  };
}

function languagesOf(process: Process, root: string): SiteLanguages {
  return { languages: process.languages, locales: createLocales(join(root, 'locales'), process.languages), process_name: process.name };
}

function originOf(server: FastifyInstance, config: Config): string {
  const address = server.server.address();
  const port = address !== null && typeof address === 'object' ? address.port : config.port;
  return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}

function pageStatus(status: number): Parameters<typeof errorPage>[1] {
  return status === 404 || status === 405 || status === 414 || status === 431 || status === 500 || status === 503 ? status : status >= 500 ? 500 : 400;
}

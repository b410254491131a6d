import { StyleguidePage, type Assets } from '#ui';
import { NotFound } from '#kernel/errors';
import type { Site } from '#kernel/http';
import { renderDocument } from '#kernel/view';
import { patterns } from '#paths';
import { loadRecord } from '#domains/editorial';
import type { PortalContext } from './context.ts';
import { pages } from './kind.ts';
import { archivePage } from './pages/archive.tsx';
import { archiveYearPage } from './pages/archive-year.tsx';
import { bodiesPage } from './pages/bodies.tsx';
import { homePage } from './pages/home.tsx';
import type { Drawing } from './pages/parts.tsx';
import { standingListPage, standingPage } from './pages/standing.tsx';
import { statePage } from './pages/state.tsx';
import { statesPage } from './pages/states.tsx';
import { themePage } from './pages/theme.tsx';
import { themesPage } from './pages/themes.tsx';
import { countByState, countByTheme, countByYear } from './queries/counts.ts';
import { loadHome, loadState, loadTheme, loadYear } from './queries/models.ts';
import { readStandingPages } from './queries/standing.ts';

/** Pages that are about several kinds at once, and the standing pages. */
export function portalRoutes(site: Site, portal: PortalContext): void {
  const drawing = (lang: string): Drawing => ({ names: portal.names(lang), kinds: portal.listed });

  site.page(patterns.home, async ({ view, db }) => homePage(view, drawing(view.lang), await loadHome(db, portal.process(), new Date())));
  site.page(patterns.states, async ({ view, db }) => statesPage(view, drawing(view.lang), portal.process(), await countByState(db)));
  site.page(patterns.state, async ({ view, db, params }) => {
    const state = portal.process().states.find((s) => s.code === params['code']);
    if (!state) throw new NotFound(`no participating State ${params['code']}`);
    return statePage(view, drawing(view.lang), await loadState(db, portal.process(), state));
  });
  site.page(patterns.themes, async ({ view, db }) => themesPage(view, drawing(view.lang), portal.process(), await countByTheme(db)));
  site.page(patterns.theme, async ({ view, db, params }) => {
    const theme = portal.process().themes.find((t) => t.id === params['id']);
    if (!theme) throw new NotFound(`no theme ${params['id']}`);
    return themePage(view, drawing(view.lang), await loadTheme(db, portal.process(), theme, portal.listed.map((k) => k.kind)));
  });
  site.page(patterns.bodies, async ({ view }) => bodiesPage(view, portal.process()));
  site.page(patterns.archive, async ({ view, db }) => archivePage(view, drawing(view.lang), await countByYear(db)));
  site.page(patterns.archiveYear, async ({ view, db, params }) => archiveYearPage(view, drawing(view.lang), await loadYear(db, params['year'] ?? '')));
  site.page(patterns.list(pages.folder), async ({ view, db }) => standingListPage(view, await readStandingPages(db)));
  site.page(patterns.record(pages.folder), async (context) => {
    const slug = decodeURIComponent(context.params['*'] ?? '');
    return standingPage(context.view, await loadRecord(context.db, pages, slug, context));
  });
}

/** All components of the design system, in development. */
export function styleguideRoutes(site: Site, assets: Assets): void {
  site.answer(patterns.styleguide, async ({ view }) => ({ type: 'text/html; charset=utf-8', body: renderDocument(<StyleguidePage view={view} assets={assets} />) }));
}

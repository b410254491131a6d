import type { Assets } from '#ui';
import type { Site } from '#kernel/http';
import { patterns } from '#paths';
import { mountKind } from '#domains/editorial';
import type { PortalContext } from './context.ts';
import { pages } from './kind.ts';

/** Pages that are about several kinds at once, and the standing pages. */
export function portalRoutes(site: Site, portal: PortalContext): void {
  site.page(patterns.home, async ({ view }) => ({ title: view.process_name, body: <h1>{view.process_name}</h1> }));
  mountKind(site, portal, { kind: pages, parts: async () => ({ facts: [], tone: () => 'plain' }) });
}

/** All components of the design system, in development. */
export function styleguideRoutes(_site: Site, _assets: Assets): void {
}

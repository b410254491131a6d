import type { Site } from '#kernel/http';
import { mountKind, type EditorialContext } from '#domains/editorial';
import { news } from './kind.ts';

/** The list and the pages of news. All that a piece of news knows is in the spine. */
export function newsRoutes(site: Site, editorial: EditorialContext): void {
  mountKind(site, editorial, { kind: news, parts: async () => ({ facts: [] }) });
}

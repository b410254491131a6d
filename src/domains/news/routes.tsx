import type { Site } from '#kernel/http';
import { mountKind, type EditorialContext } from '#domains/editorial';
import { news } from './kind.ts';

/** The public list and pages of this kind. */
export function newsRoutes(site: Site, editorial: EditorialContext): void {
  mountKind(site, editorial, { kind: news, parts: async () => ({ facts: [], tone: () => 'plain' }) });
}

import type { Site } from '#kernel/http';
import { mountKind, type EditorialContext } from '#domains/editorial';
import { legislation } from './kind.ts';

/** The public list and pages of this kind. */
export function legislationRoutes(site: Site, editorial: EditorialContext): void {
  mountKind(site, editorial, { kind: legislation, parts: async () => ({ facts: [], tone: () => 'plain' }) });
}

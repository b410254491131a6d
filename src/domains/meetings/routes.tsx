import type { Site } from '#kernel/http';
import { mountKind, type EditorialContext } from '#domains/editorial';
import { meetings } from './kind.ts';

/** The public list and pages of this kind. */
export function meetingsRoutes(site: Site, editorial: EditorialContext): void {
  mountKind(site, editorial, { kind: meetings, parts: async () => ({ facts: [], tone: () => 'plain' }) });
}

import type { Site } from '#kernel/http';
import { mountKind, type EditorialContext } from '#domains/editorial';
import { research } from './kind.ts';

/** The public list and pages of this kind. */
export function researchRoutes(site: Site, editorial: EditorialContext): void {
  mountKind(site, editorial, { kind: research, parts: async () => ({ facts: [], tone: () => 'plain' }) });
}

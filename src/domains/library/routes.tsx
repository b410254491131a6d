import type { Site } from '#kernel/http';
import { mountKind, type EditorialContext } from '#domains/editorial';
import { documents } from './kind.ts';

/** The public list and pages of this kind. */
export function libraryRoutes(site: Site, editorial: EditorialContext): void {
  mountKind(site, editorial, { kind: documents, parts: async () => ({ facts: [], tone: () => 'plain' }) });
}

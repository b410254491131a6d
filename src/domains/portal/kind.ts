import { z } from 'zod';
import type { Kind } from '#domains/editorial';

/** Standing pages of the portal: about, accessibility, privacy. */
export const pages: Kind<Record<string, never>> = {
  kind: 'page',
  folder: 'pages',
  domain: 'portal',
  slug: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  types: [],
  statuses: [],
  type_required: false,
  status_required: false,
  source_required: false,
  focus_required: false,
  date_required: false,
  facts: z.strictObject({}),
  check: () => [],
  identifiers: () => [],
  date: () => null,
  save: async () => undefined,
  load: async (_db, ids) => new Map(ids.map((id) => [id, {}])),
};

import { z } from 'zod';
import type { Kind } from '#domains/editorial';
import { newsOutputs } from './outputs.ts';

/** News of the participating States and the EU. All that it knows is in the spine. */
export const news: Kind<Record<string, never>> = {
  kind: 'news',
  folder: 'news',
  domain: 'news',
  slug: /^\d{4}\/[a-z0-9]+(-[a-z0-9]+)*$/,
  types: [],
  statuses: [],
  type_required: false,
  status_required: false,
  source_required: true,
  focus_required: true,
  date_required: true,
  facts: z.strictObject({}),
  check: ({ slug, date }) => (date && !slug.startsWith(`${date.slice(0, 4)}/`) ? [{ path: ['date'], message: `is not in the year of the folder, ${slug.slice(0, 4)}` }] : []),
  identifiers: () => [],
  date: () => null,
  save: async () => undefined,
  load: async (_db, ids) => new Map(ids.map((id) => [id, {}])),
  outputs: newsOutputs,
};

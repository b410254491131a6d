import { z } from 'zod';
import { firstDay } from '../draft.ts';

export const partialDate = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((v) => /^\d{4}(-\d{2}(-\d{2})?)?$/.test(v) && firstDay(v) !== null, 'must be a real date: 2008, 2008-05 or 2008-05-14');

export const fullDate = z.string().refine((v) => /^\d{4}-\d{2}-\d{2}$/.test(v) && firstDay(v) !== null, 'must be a real day: 2008-05-14');

export const texts = z.record(z.string().regex(/^[a-z]{2,3}$/, 'a language code'), z.string().trim().min(1));

export const relationTypes = [
  'amends', 'repeals', 'recasts', 'replaces', 'implements', 'transposes', 'supplements', 'extends', 'legal_basis', 'codifies', 'proposes', 'about', 'related',
] as const;

const address = z.string().regex(/^[a-z]+\/[A-Za-z0-9()/-]+$/, 'a folder of a record, such as documents/32011L0095');

/** The fields of `record.yaml` that every kind has; the kind's own fields are checked apart. */
export const commonFields = z.object({
  date: partialDate.optional(),
  type: z.string().optional(),
  status: z.string().optional(),
  themes: z.array(z.string()).default([]),
  focus: z.array(z.string()).default([]),
  states: z.array(z.string()).default([]),
  source: z.strictObject({ url: z.url({ protocol: /^https?$/ }).optional(), title: z.string().min(1).optional(), checked: fullDate.optional() }).optional(),
  added: fullDate.optional(),
  audience: z.string().regex(/^(public|network|body:[a-z0-9-]+)$/, 'public, network or body:ID').default('public'),
  relations: z.array(z.strictObject({ type: z.enum(relationTypes), target: address })).default([]),
  files: z
    .array(z.strictObject({ path: z.string().regex(/^files\/[^/\\]+$/, 'files/NAME'), language: z.string().regex(/^[a-z]{2,3}$/).optional(), title: texts.default({}) }))
    .default([]),
});

export type CommonFields = z.infer<typeof commonFields>;
export const commonNames = new Set(Object.keys(commonFields.shape));

/** The front matter of a language file. */
export const frontMatter = z.strictObject({
  title: z.coerce.string().trim().min(1).max(2000),
  short: z.coerce.string().trim().min(1).max(300).optional(),
  summary: z.string().trim().min(1).max(5000).optional(),
  translates: z.string().regex(/^[a-z]{2,3}$/).optional(),
  authenticity: z.enum(['official', 'unofficial', 'machine']).default('unofficial'),
});

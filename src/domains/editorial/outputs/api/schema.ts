import { z } from 'zod';
import { parseCursor } from '../../queries/list.ts';

const language = z.string().describe('ISO 639 code of a language: en, ru, uk');
const date = z.string().describe('Date with the precision known: 2008, 2008-05 or 2008-05-14');
const instant = z.iso.datetime().describe('RFC 3339 instant in UTC');
const texts = z.record(z.string(), z.string()).describe('One text in languages: language code to text');

export const textSchema = z
  .object({
    lang: language,
    title: z.string(),
    short: z.string().nullable().describe('Usual short name'),
    summary: z.string().nullable(),
    authenticity: z.enum(['official', 'unofficial', 'machine']),
    translates: language.nullable().describe('Language of the source text; null on the source itself'),
  })
  .meta({ id: 'Text' });

const common = {
  id: z.uuid().describe('Permanent identifier of the record'),
  kind: z.string().describe('document, act, news, publication, meeting or page'),
  address: z.string().describe('Address of the record without the language: documents/32011L0095'),
  urls: z.record(z.string(), z.url()).describe('The page of the record in each language of the process'),
  type: z.string().nullable(),
  status: z.string().nullable(),
  date: date.nullable(),
  added: z.iso.date().describe('Day of addition to the portal'),
  updated: instant,
  states: z.array(z.string()).describe('Participating States concerned, ISO 3166-1 alpha-2 in lower case'),
  themes: z.array(z.string()),
  focus: z.array(z.string()),
};

export const summarySchema = z.object({ ...common, texts: z.array(textSchema) }).meta({ id: 'RecordSummary' });

export const recordSchema = z
  .object({
    ...common,
    version: z.number().int().describe('Number of the version shown, from 1'),
    source: z.object({ url: z.url().optional(), title: z.string().optional(), checked: z.iso.date().optional() }).nullable().describe('Official source'),
    correction: texts.nullable(),
    facts: z.record(z.string(), z.unknown()).describe('Fields of the kind, as in the content format: celex, number, issuer, start …'),
    texts: z.array(textSchema.extend({ body: z.string().describe('Markdown'), outdated: z.boolean().describe('The source text changed since it was translated') })),
    files: z.array(z.object({ url: z.url(), path: z.string(), media_type: z.string(), bytes: z.number().int(), lang: language.nullable(), title: texts })),
    relations: z.array(z.object({ type: z.string(), inverse: z.boolean().describe('The other record states the relation'), address: z.string(), titles: texts })),
  })
  .meta({ id: 'Record' });

export const listSchema = z
  .object({ items: z.array(summarySchema), total: z.number().int(), next: z.url().nullable().describe('Address of the next page; null on the last') })
  .meta({ id: 'RecordList' });

export const searchSchema = z
  .object({
    items: z.array(summarySchema),
    total: z.number().int().describe('Found in all; a lower bound when `total_is_exact` is false'),
    total_is_exact: z.boolean(),
    next: z.url().nullable(),
    also_searched: z.array(z.string()).describe('Terms by which the glossary widened the query'),
  })
  .meta({ id: 'SearchResults' });

export const glossarySchema = z
  .object({ concepts: z.array(z.object({ id: z.string(), terms: z.record(z.string(), z.object({ term: z.string(), variants: z.array(z.string()), definition: z.string().nullable() })) })) })
  .meta({ id: 'Glossary' });

export const processAnswer = z.record(z.string(), z.unknown()).meta({ id: 'Process', description: 'The process definition, as in process.yaml' });

/** RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    errors: z.array(z.object({ parameter: z.string(), detail: z.string() })).optional(),
    tombstone: z.object({ titles: texts, reason: texts, withdrawn_at: instant, successor: z.string().nullable().describe('Address of what follows it, without the language') }).optional(),
  })
  .meta({ id: 'Problem' });

/** A value that a column can hold; a filter of pages leaves others out, a program is told. */
const value = z.string().max(80).regex(/^[^\u0000]+$/, 'must be a text');
const list = (description: string) => value.array().max(60).optional().describe(description);

/** Parameters of a list; each of the lists may be repeated. */
export const listParameters = z.strictObject({
  kind: list('Kinds of record; all but standing pages by default'),
  state: list('Participating States'),
  'state.mode': z.enum(['any', 'all', 'none']).optional().describe('How several values combine'),
  theme: list('Themes'),
  'theme.mode': z.enum(['any', 'all', 'none']).optional(),
  focus: list('Focuses: migration, asylum, border'),
  'focus.mode': z.enum(['any', 'all', 'none']).optional(),
  type: list('Types of the kind'),
  'type.mode': z.enum(['any', 'none']).optional(),
  status: list('Statuses of the kind'),
  'status.mode': z.enum(['any', 'none']).optional(),
  readable: list('Languages that the record can be read in'),
  'readable.mode': z.enum(['any', 'all', 'none']).optional(),
  year: z.string().regex(/^(?!0000)\d{4}$/, 'must be a year').optional(),
  sort: z.enum(['newest', 'oldest', 'added']).optional().describe('By date, newest or oldest first, or by addition to the portal'),
  limit: z.coerce.number().int().min(1).max(200).optional().describe('Records on a page; 50 by default'),
  after: z.string().refine((text) => parseCursor(text) !== undefined, 'must be taken from `next` of an answer').optional().describe('Where to go on'),
});

export const searchParameters = z.strictObject({
  q: z.string().max(400).regex(/^[^\u0000]*[^\u0000\s][^\u0000]*$/, 'must be a text').describe('Words, "phrases", -without, OR'),
  lang: z.string().optional().describe('Language of the reader, one of the process: ranks texts in it first'),
  wide: z.enum(['0', '1']).optional().describe('0: do not widen by the glossary'),
  page: z.coerce.number().int().min(1).max(10_000).optional().describe('Pages of 20, from 1'),
});

/** Parameters of a query string: those that may be repeated as lists. */
export function parametersOf(query: URLSearchParams, repeated: ReadonlySet<string>): Record<string, string | string[]> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, repeated.has(name) ? query.getAll(name) : (query.get(name) ?? '')]));
}

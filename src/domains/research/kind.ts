import { sql } from 'kysely';
import { z } from 'zod';
import { texts, type Kind } from '#domains/editorial';
import { publicationOutputs } from './outputs.ts';

const facts = z.strictObject({
  authors: z.array(texts).min(1),
  publisher: texts.optional(),
  isbn: z.string().optional(),
  doi: z.string().regex(/^10\.\d{4,}\/\S+$/, 'a DOI such as 10.2847/817361').optional(),
  pages: z.number().int().positive().optional(),
});

export type PublicationFacts = z.infer<typeof facts>;

/** Whether the check digit of an ISBN-10 or ISBN-13 is right (ISO 2108, annex C). */
export function isbnIsRight(isbn: string): boolean {
  const digits = isbn.replace(/[\s-]/g, '');
  if (/^\d{13}$/.test(digits)) return [...digits].reduce((sum, d, i) => sum + Number(d) * (i % 2 === 0 ? 1 : 3), 0) % 10 === 0;
  if (/^\d{9}[\dX]$/.test(digits)) return [...digits].reduce((sum, d, i) => sum + (d === 'X' ? 10 : Number(d)) * (10 - i), 0) % 11 === 0;
  return false;
}

/** Publications of research; their authors are institutions. */
export const research: Kind<PublicationFacts> = {
  kind: 'publication',
  folder: 'research',
  domain: 'research',
  slug: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  types: ['study', 'report', 'handbook', 'statistics', 'paper', 'proceedings'],
  statuses: [],
  type_required: true,
  status_required: false,
  source_required: false,
  focus_required: true,
  date_required: true,
  facts,
  check: ({ facts: f }) => (f.isbn && !isbnIsRight(f.isbn) ? [{ path: ['isbn'], message: `${f.isbn}: the check digit is wrong` }] : []),
  identifiers: (_slug, f) => [...(f.isbn ? [{ scheme: 'isbn', value: f.isbn }] : []), ...(f.doi ? [{ scheme: 'doi', value: f.doi }] : [])],
  date: () => null,
  async save(tx, rows) {
    const json = JSON.stringify(rows.map(({ version_id, facts: f }) => ({ version_id, ...f })));
    await sql`
      insert into research.publication (version_id, authors, publisher, isbn, doi, pages)
      select * from jsonb_to_recordset(${json}::jsonb) as x(version_id bigint, authors jsonb, publisher jsonb, isbn text, doi text, pages int)`.execute(tx);
  },
  async load(db, ids) {
    const { rows } = await sql<PublicationFacts & { version_id: number }>`
      select version_id, authors, publisher, isbn, doi, pages from research.publication where version_id = any(${ids}::bigint[])`.execute(db);
    return new Map(rows.map(({ version_id, ...f }) => [version_id, facts.parse(Object.fromEntries(Object.entries(f).filter(([, v]) => v !== null)))]));
  },
  outputs: publicationOutputs,
};

import { sql } from 'kysely';
import { z } from 'zod';
import { partialDate, type FieldFinding, type Identifier, type Kind } from '#domains/editorial';
import { parseCelex, typeAgrees } from './celex.ts';
import { documentOutputs } from './outputs.ts';

export const institutions = [
  'european-parliament', 'council', 'commission', 'european-council', 'eu', 'member-states', 'eu-court', 'eu-agency', 'un', 'un-general-assembly', 'unhcr', 'iom', 'ilo',
  'council-of-europe', 'ecthr', 'osce',
] as const;

const facts = z.strictObject({
  institutions: z.array(z.enum(institutions)).default([]),
  celex: z.string().optional(),
  number: z.coerce.string().min(1).optional(),
  oj: z.string().min(1).optional(),
  published: partialDate.optional(),
  in_force: partialDate.optional(),
  applies: partialDate.optional(),
  ended: partialDate.optional(),
});

export type DocumentFacts = z.infer<typeof facts>;

// An act may apply from a day before its adoption, as funds do from the start of a budget period; so `applies` is not compared.
function checkDates({ published, in_force, ended }: DocumentFacts, date: string | null): FieldFinding[] {
  const found: FieldFinding[] = [];
  const notBefore = (field: string, later: string | undefined, earlier: string | null | undefined, what: string) => {
    if (later && earlier && later.slice(0, earlier.length) < earlier.slice(0, later.length)) found.push({ path: [field], message: `${later} is before ${what} ${earlier}` });
  };
  notBefore('published', published, date, 'its date');
  notBefore('in_force', in_force, date, 'its date');
  notBefore('ended', ended, in_force ?? date, 'entry into force');
  return found;
}

function identifiers(slug: string, f: DocumentFacts): Identifier[] {
  const numbers = f.number ? [{ scheme: 'number', value: f.number }] : [];
  const short = f.number?.match(/\d{2,4}\/\d{1,4}/)?.[0];
  return [
    ...(f.celex ? [{ scheme: 'celex', value: f.celex }] : []),
    ...numbers,
    ...(short && short !== f.number ? [{ scheme: 'short-number', value: short }] : []),
    ...(f.celex === slug || f.celex ? [] : [{ scheme: 'slug', value: slug }]),
  ];
}

/** EU and international policy documents: treaties, legislation, soft law, judgments. */
export const documents: Kind<DocumentFacts> = {
  kind: 'document',
  folder: 'documents',
  domain: 'library',
  slug: /^([a-z0-9]+(-[a-z0-9]+)*|[0-9CE][A-Z0-9]+(\(\d{2}\))?)$/,
  types: [
    'treaty', 'convention', 'protocol', 'regulation', 'directive', 'decision', 'framework-decision', 'joint-action', 'recommendation', 'resolution', 'declaration', 'communication',
    'green-paper', 'report', 'conclusions', 'programme', 'strategy', 'proposal', 'agreement', 'guidelines', 'judgment',
  ],
  statuses: ['in_force', 'not_yet_applicable', 'repealed', 'expired', 'adopted', 'proposed', 'withdrawn', 'superseded'],
  type_required: true,
  status_required: true,
  source_required: false,
  focus_required: true,
  date_required: true,
  facts,
  check({ slug, facts: f, type, date }) {
    const found = checkDates(f, date);
    if (!f.celex) {
      if (parseCelex(slug)) found.push({ path: ['celex'], message: `is missing; the folder says ${slug}` });
      return found;
    }
    const celex = parseCelex(f.celex);
    if (!celex) return [...found, { path: ['celex'], message: `${f.celex} has not the shape of a CELEX number` }];
    if (f.celex !== slug && parseCelex(slug)) found.push({ path: ['celex'], message: `${f.celex} differs from the folder ${slug}` });
    if (type && !typeAgrees(type, celex)) found.push({ path: ['celex'], message: `the letter ${celex.type} of ${f.celex} does not stand for ${type}` });
    if (date && '36'.includes(celex.sector) && Math.abs(Number(date.slice(0, 4)) - celex.year) > 3) {
      found.push({ path: ['celex'], message: `${f.celex} is of ${celex.year}, the date is ${date}`, severity: 'warning' });
    }
    return found;
  },
  identifiers,
  date: () => null,
  async save(tx, rows) {
    const json = JSON.stringify(rows.map(({ version_id, facts: f }) => ({ version_id, ...f })));
    await sql`
      insert into library.document (version_id, celex, number, institutions, oj, published, in_force, applies, ended)
      select version_id, celex, number, institutions, oj, published, in_force, applies, ended
      from jsonb_to_recordset(${json}::jsonb) as x(version_id bigint, celex text, number text, institutions text[], oj text, published text, in_force text, applies text, ended text)`.execute(tx);
  },
  async load(db, ids) {
    const { rows } = await sql<DocumentFacts & { version_id: number }>`
      select version_id, celex, number, institutions, oj, published, in_force, applies, ended from library.document where version_id = any(${ids}::bigint[])`.execute(db);
    return new Map(rows.map(({ version_id, ...f }) => [version_id, facts.parse(Object.fromEntries(Object.entries(f).filter(([, v]) => v !== null)))]));
  },
  outputs: documentOutputs,
};

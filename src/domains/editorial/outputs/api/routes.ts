import { sql } from 'kysely';
import type { z } from 'zod';
import { paths, patterns } from '#paths';
import type { AnswerHandler, PageContext, Site } from '#kernel/http';
import { NotFound } from '#kernel/errors';
import { readProcess } from '#domains/parties';
import type { AnyKind } from '../../kind.ts';
import { parseFilter } from '../../queries/filter.ts';
import { formatCursor, listRecords, parseCursor } from '../../queries/list.ts';
import { readRecord } from '../../queries/record.ts';
import { parseSearchFilter } from '../../search/filter.ts';
import { search } from '../../search/search.ts';
import { fullRecord, json, problemOf, summary, WrongParameters } from './answers.ts';
import { describeApi } from './openapi.ts';
import { listParameters, parametersOf, searchParameters } from './schema.ts';

const repeated = new Set(['kind', 'state', 'theme', 'focus', 'type', 'status', 'readable']);
const defaultLimit = 50;

function wrong(parameter: string, message: string): WrongParameters {
  return new WrongParameters([{ code: 'custom', path: [parameter], message, input: undefined }]);
}

function parse<T>(schema: z.ZodType<T>, query: URLSearchParams): T {
  const twice = [...new Set(query.keys())].find((name) => !repeated.has(name) && query.getAll(name).length > 1);
  if (twice !== undefined) throw wrong(twice, 'is given more than once');
  const parsed = schema.safeParse(parametersOf(query, repeated));
  if (!parsed.success) throw new WrongParameters(parsed.error.issues);
  return parsed.data;
}

async function list({ view, db, query }: PageContext, kinds: readonly AnyKind[]) {
  const parameters = parse(listParameters, query);
  const unknown = (parameters.kind ?? []).filter((k) => !kinds.some((x) => x.kind === k));
  if (unknown.length > 0) throw wrong('kind', `${unknown.join(', ')}: kinds are ${kinds.map((k) => k.kind).join(', ')}`);
  const order = parameters.sort ?? 'newest';
  const page = await listRecords(db, { kinds: parameters.kind ?? [], filter: parseFilter(query), order, limit: parameters.limit ?? defaultLimit, after: parseCursor(parameters.after ?? null) });
  const last = page.rows.at(-1);
  const next = new URLSearchParams(query);
  if (last) next.set('after', formatCursor(last, order));
  return json({ items: page.rows.map((row) => summary(view, row, kinds)), total: page.total, next: page.has_next && last ? `${view.origin}${paths.api('records')}?${next}` : null });
}

async function find({ view, db, query }: PageContext, kinds: readonly AnyKind[]) {
  const parameters = parse(searchParameters, query);
  const lang = parameters.lang ?? view.languages[0] ?? 'en';
  if (!view.languages.includes(lang)) throw wrong('lang', `languages are ${view.languages.join(', ')}`);
  const page = parameters.page ?? 1;
  const found = await search(db, { q: parameters.q, lang, filter: parseSearchFilter(new URLSearchParams()), order: 'relevance', page, wide: parameters.wide !== '0' });
  const next = new URLSearchParams(query);
  next.set('page', String(page + 1));
  return json({
    items: found.hits.map((hit) => summary(view, hit.row, kinds)), total: found.total, total_is_exact: found.complete,
    next: page < found.pages ? `${view.origin}${paths.api('search')}?${next}` : null,
    also_searched: found.widened.flatMap((w) => w.names.map((n) => n.term)),
  });
}

async function glossary({ db }: PageContext) {
  const { rows } = await sql<{ id: string; lang: string; term: string; variant: boolean; definition: string | null }>`
    select id, lang, term, variant, definition from editorial.glossary_term order by id, lang, position`.execute(db);
  const concepts = [...Map.groupBy(rows, (r) => r.id)].map(([id, terms]) => ({
    id,
    terms: Object.fromEntries(
      [...Map.groupBy(terms, (t) => t.lang)].map(([lang, names]) => [lang, { term: names[0]?.term ?? '', variants: names.slice(1).map((n) => n.term), definition: names[0]?.definition ?? null }]),
    ),
  }));
  return json({ concepts });
}

/** Mounts the read API, version 1: no key, described by OpenAPI 3.1. */
export function mountApi(site: Site, kinds: readonly AnyKind[]): void {
  /** Errors become problems that a program can read. */
  const mount = (rest: string, handler: AnswerHandler) => {
    site.answer(patterns.api(rest), async (context) => {
      try {
        return await handler(context);
      } catch (error) {
        return problemOf(error, kinds);
      }
    });
  };
  const bare = ({ query }: PageContext) => {
    if (query.size > 0) throw new WrongParameters([{ code: 'unrecognized_keys', keys: [...query.keys()], path: [], message: '', input: {} }]);
  };
  mount('records', (context) => list(context, kinds));
  mount('records/*', async (context) => {
    bare(context);
    const { view, db, params } = context;
    const [folder = '', ...rest] = (params['*'] ?? '').split('/');
    const kind = kinds.find((k) => k.folder === folder);
    const slug = rest.join('/');
    if (!kind?.slug.test(slug)) throw new NotFound('no such record');
    return json(await fullRecord(db, view, await readRecord(db, kind.kind, slug), kind, kinds));
  });
  mount('search', (context) => find(context, kinds));
  mount('glossary', (context) => {
    bare(context);
    return glossary(context);
  });
  mount('process', async (context) => {
    bare(context);
    return json(await readProcess(context.db));
  });
  mount('openapi.json', async ({ view }) => json(describeApi(view, kinds), 'application/vnd.oai.openapi+json;version=3.1; charset=utf-8'));
  mount('*', async () => {
    throw new NotFound('no such address');
  });
}

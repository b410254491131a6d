import { sql } from 'kysely';
import {
  dublinCore, oaiDc, oaiIdentifier, oaiType, openToken, parseOaiIdentifier, parseOaiRequest, sealToken, writeOai, type OaiAnswer, type OaiHeader, type OaiRecord, type OaiRequest, type OaiSelection,
  type OaiSet,
} from '#protocols/oai-pmh';
import { paths, patterns } from '#paths';
import type { Answer, PageContext, Site } from '#kernel/http';
import type { Process } from '#domains/parties';
import type { AnyKind } from '../../kind.ts';
import { contactOf } from '../contact.ts';
import { countHarvest, earliestStamp, harvest, harvestOne, type HarvestRow, type Place, type SetCondition } from './queries.ts';

/** Records on one page of a harvest. */
const pageSize = 100;
/** How long a resumption token is good, in milliseconds. */
const tokenLife = 24 * 3600 * 1000;

export interface OaiParts {
  readonly kinds: readonly AnyKind[];
  readonly process: () => Process;
  /** Signs resumption tokens; the same on every node. */
  readonly key: Uint8Array;
}

type Context = Pick<PageContext, 'view' | 'db'>;

function allSets({ view }: Context, { kinds, process }: OaiParts): OaiSet[] {
  const named = (spec: string, names: Readonly<Record<string, string>>): OaiSet => ({
    spec, name: names[view.lang] ?? Object.values(names)[0] ?? spec, descriptions: Object.entries(names).map(([lang, text]) => ({ lang, text })),
  });
  const p = process();
  return [
    { spec: 'kind', name: 'By kind' },
    ...kinds.map((k) => ({ spec: `kind:${k.kind}`, name: view.t(`${k.domain}.title`) })),
    { spec: 'focus', name: 'By focus' },
    ...p.focuses.map((f) => named(`focus:${f.id}`, f.name)),
    { spec: 'theme', name: 'By theme' },
    ...p.themes.map((t) => named(`theme:${t.id}`, t.name)),
    { spec: 'state', name: 'By participating State' },
    ...p.states.map((s) => ({ spec: `state:${s.code}`, name: view.country(s.code) })),
  ];
}

function setCondition(spec: string | null): SetCondition {
  const [family, value] = (spec ?? '').split(':');
  const none = { shown: sql<boolean>`false`, deleted: sql<boolean>`false` };
  const all = { shown: sql<boolean>`true`, deleted: sql<boolean>`true` };
  const inArray = (column: 'focus' | 'themes' | 'states'): SetCondition => {
    const holds = (of: 'v' | 't') => {
      const ref = sql.ref(`${of}.${column}`);
      return value === undefined ? sql<boolean>`cardinality(${ref}) > 0` : sql<boolean>`${ref} @> array[${value}]::text[]`;
    };
    return { shown: holds('v'), deleted: holds('t') };
  };
  switch (family) {
    case '': return all;
    case 'kind': return value === undefined ? all : { shown: sql`r.kind = ${value}`, deleted: sql`t.kind = ${value}` };
    case 'focus': return inArray('focus');
    case 'theme': return inArray('themes');
    case 'state': return inArray('states');
    default: return none;
  }
}

function header(host: string, row: HarvestRow): OaiHeader {
  return {
    identifier: oaiIdentifier(host, row.kind, row.slug), datestamp: row.stamp, deleted: row.version_id === null,
    sets: [`kind:${row.kind}`, ...row.focus.map((f) => `focus:${f}`), ...row.themes.map((t) => `theme:${t}`), ...row.states.map((s) => `state:${s}`)],
  };
}

function record({ view }: Context, parts: OaiParts, host: string, row: HarvestRow): OaiRecord {
  if (row.version_id === null) return { header: header(host, row), metadata: null };
  const kind = parts.kinds.find((k) => k.kind === row.kind);
  const folder = kind?.folder ?? row.kind;
  const process = parts.process();
  const names = (list: readonly { id: string; name: Readonly<Record<string, string>> }[], ids: readonly string[]) =>
    ids.flatMap((id) => Object.entries(list.find((x) => x.id === id)?.name ?? {}).map(([lang, text]) => ({ lang, text })));
  return {
    header: header(host, row),
    metadata: dublinCore({
      title: row.texts.map((t) => ({ text: t.title, lang: t.lang })),
      description: row.texts.flatMap((t) => (t.summary ? [{ text: t.summary, lang: t.lang }] : [])),
      subject: [...names(process.focuses, row.focus), ...names(process.themes, row.themes)],
      coverage: row.states.map((s) => s.toUpperCase()),
      publisher: [view.process_name],
      ...(row.date ? { date: [row.date] } : {}),
      type: [kind && row.type ? view.t(`${kind.domain}.type.${row.type}`) : view.t(`${kind?.domain ?? 'portal'}.one`), 'Text'],
      format: ['text/html'],
      identifier: [...view.languages.map((l) => view.origin + paths.record(l, folder, row.slug)), ...row.identifiers],
      ...(row.source?.url ? { source: [row.source.url] } : {}),
      language: row.texts.map((t) => t.lang),
    }),
  };
}

async function listAnswer(context: Context, parts: OaiParts, host: string, request: Extract<OaiRequest, { verb: 'ListRecords' | 'ListIdentifiers' }>, now: Date): Promise<OaiAnswer> {
  let selection: OaiSelection;
  let after: Place | null = null;
  let cursor = 0;
  let total: number | null = null;
  if ('resumption_token' in request) {
    const opened = openToken(request.resumption_token, parts.key, { verb: request.verb, now });
    if ('problem' in opened) return { errors: [{ code: 'badResumptionToken', message: `the token is ${opened.problem}` }] };
    ({ selection, cursor, complete_list_size: total } = opened);
    after = { at: String(opened.position[0]), record_id: String(opened.position[1]) };
  } else {
    selection = request.selection;
  }
  if (selection.set !== null && !allSets(context, parts).some((s) => s.spec === selection.set)) return { errors: [{ code: 'noRecordsMatch', message: 'there is no such set' }] };
  const set = setCondition(selection.set);
  const rows = await harvest(context.db, selection, set, after, pageSize + 1);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  if (!last) return { errors: [{ code: 'noRecordsMatch', message: 'no record agrees with from, until and set' }] };
  const more = rows.length > pageSize;
  if (total === null && more) total = await countHarvest(context.db, selection, set);
  const expires = new Date(now.getTime() + tokenLife);
  const token = more
    ? sealToken({ verb: request.verb, selection, position: [last.at, last.record_id], cursor: cursor + page.length, complete_list_size: total, expires }, parts.key)
    : null;
  const resumption = more || cursor > 0 ? { resumption: { token, cursor, ...(token ? { expires } : {}), ...(total === null ? {} : { complete_list_size: total }) } } : {};
  return request.verb === 'ListRecords'
    ? { verb: 'ListRecords', records: page.map((row) => record(context, parts, host, row)), ...resumption }
    : { verb: 'ListIdentifiers', headers: page.map((row) => header(host, row)), ...resumption };
}

async function answer(context: Context, parts: OaiParts, host: string, request: OaiRequest, now: Date): Promise<OaiAnswer> {
  const find = async (identifier: string) => {
    const named = parseOaiIdentifier(identifier, host);
    return named ? harvestOne(context.db, named.kind, named.slug) : null;
  };
  const unknown: OaiAnswer = { errors: [{ code: 'idDoesNotExist', message: 'there is no record with this identifier' }] };
  switch (request.verb) {
    case 'Identify':
      return {
        verb: 'Identify',
        identity: {
          repository_name: context.view.process_name, admin_emails: [contactOf(parts.process(), 'postmaster', context.view.origin)], earliest_datestamp: await earliestStamp(context.db), host,
          sample_identifier: oaiIdentifier(host, 'page', 'about'), compressions: ['gzip', 'br'],
        },
      };
    case 'ListMetadataFormats':
      if (request.identifier !== null && (await find(request.identifier)) === null) return unknown;
      return { verb: 'ListMetadataFormats', formats: [oaiDc] };
    case 'ListSets':
      return request.resumption_token === null ? { verb: 'ListSets', sets: allSets(context, parts) } : { errors: [{ code: 'badResumptionToken', message: 'sets come on one page' }] };
    case 'GetRecord': {
      const row = await find(request.identifier);
      return row ? { verb: 'GetRecord', record: record(context, parts, host, row) } : unknown;
    }
    default: return listAnswer(context, parts, host, request, now);
  }
}

/** Mounts OAI-PMH 2.0 at `/oai`, by GET and POST. */
export function mountOai(site: Site, parts: OaiParts): void {
  const handler = async ({ view, db, query }: PageContext): Promise<Answer> => {
    const { echo, result } = parseOaiRequest(query, { metadata_prefixes: [oaiDc.prefix], sets: true });
    const now = new Date();
    const host = new URL(view.origin).hostname;
    const body = 'errors' in result ? { errors: result.errors } : await answer({ view, db }, parts, host, result.request, now);
    return {
      type: oaiType, body: [...writeOai(body, { base_url: view.origin + paths.oai(), now, echo })].join(''), keep: false,
      headers: { 'cache-control': 'no-cache', 'access-control-allow-origin': '*' },
    };
  };
  site.answer(patterns.oai, handler);
  site.form(patterns.oai, handler);
}

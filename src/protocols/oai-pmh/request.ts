import type { OaiError } from './response.ts';

/** What a list request asks for. Both ends are instants: `from` belongs, `before` does not. */
export interface OaiSelection {
  readonly metadata_prefix: string;
  readonly from: Date | null;
  readonly before: Date | null;
  readonly set: string | null;
}

export type OaiListVerb = 'ListIdentifiers' | 'ListRecords';

export type OaiRequest =
  | { readonly verb: 'Identify' }
  | { readonly verb: 'ListMetadataFormats'; readonly identifier: string | null }
  | { readonly verb: 'GetRecord'; readonly identifier: string; readonly metadata_prefix: string }
  | { readonly verb: 'ListSets'; readonly resumption_token: string | null }
  | { readonly verb: OaiListVerb; readonly selection: OaiSelection }
  | { readonly verb: OaiListVerb; readonly resumption_token: string };

export interface OaiOptions {
  readonly metadata_prefixes: readonly string[];
  readonly sets: boolean;
}

/** `echo`: what the `request` element repeats. It is empty after badVerb and badArgument (OAI-PMH 2.0, section 3.2). */
export interface OaiParsed {
  readonly echo: Readonly<Record<string, string>>;
  readonly result: { readonly request: OaiRequest } | { readonly errors: readonly OaiError[] };
}

interface Shape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** May be given, and then alone. */
  readonly exclusive?: 'resumptionToken';
}

const list: Shape = { required: ['metadataPrefix'], optional: ['from', 'until', 'set'], exclusive: 'resumptionToken' };
const shapes: ReadonlyMap<string, Shape> = new Map([
  ['Identify', { required: [], optional: [] }],
  ['ListMetadataFormats', { required: [], optional: ['identifier'] }],
  ['ListSets', { required: [], optional: [], exclusive: 'resumptionToken' }],
  ['GetRecord', { required: ['identifier', 'metadataPrefix'], optional: [] }],
  ['ListIdentifiers', list],
  ['ListRecords', list],
]);

const prefixSyntax = /^[A-Za-z0-9\-_.!~*'()]+$/;
const setSyntax = /^[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*$/;
const uriSyntax = /^[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;

function argumentProblems(verb: string, shape: Shape, params: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const alone = shape.exclusive !== undefined && params.has(shape.exclusive);
  const legal = new Set([...shape.required, ...shape.optional, ...(shape.exclusive ? [shape.exclusive] : [])]);
  for (const [name, values] of params) {
    if (!legal.has(name)) found.push(`${verb} has no argument ${name.slice(0, 100)}`);
    else if (values.length > 1) found.push(`${name} is given more than once`);
    else if (values[0] === '') found.push(`${name} is empty`);
  }
  if (alone && params.size > 1) found.push('resumptionToken stands alone');
  if (!alone) found.push(...shape.required.filter((n) => !params.has(n)).map((n) => `${n} is missing`));
  return found;
}

interface OaiDate {
  readonly start: Date;
  readonly end: Date;
  readonly fine: boolean;
}

/** A UTCdatetime of either granularity (section 3.3.1) as the span that it covers; `null` when it is none. */
function parseDate(text: string): OaiDate | null {
  const fine = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text);
  if (!fine && !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const start = new Date(fine ? text : `${text}T00:00:00Z`);
  // A day such as 2009-02-30 would otherwise be read as 2 March.
  if (Number.isNaN(start.getTime()) || start.getUTCFullYear() < 1 || !start.toISOString().startsWith(fine ? text.slice(0, 19) : text)) return null;
  return { start, end: new Date(start.getTime() + (fine ? 1000 : 86_400_000)), fine };
}

function selection(value: (name: string) => string | null): { selection: OaiSelection } | { problems: string[] } {
  const problems: string[] = [];
  const date = (name: string) => {
    const text = value(name);
    const parsed = text === null ? null : parseDate(text);
    if (text !== null && parsed === null) problems.push(`${name} is neither YYYY-MM-DD nor YYYY-MM-DDThh:mm:ssZ`);
    return parsed;
  };
  const [from, until, set] = [date('from'), date('until'), value('set')];
  if (from && until && from.fine !== until.fine) problems.push('from and until have different granularities');
  else if (from && until && from.start > until.start) problems.push('from is later than until');
  if (set !== null && !setSyntax.test(set)) problems.push('set is not a setSpec');
  if (problems.length > 0) return { problems };
  return { selection: { metadata_prefix: value('metadataPrefix') ?? '', from: from?.start ?? null, before: until?.end ?? null, set } };
}

/** Reads the parameters of a GET or POST request (OAI-PMH 2.0, sections 3.1.1 and 4). Never throws. */
export function parseOaiRequest(parameters: Iterable<readonly [string, string]>, options: OaiOptions): OaiParsed {
  const params = new Map<string, string[]>();
  for (const [name, value] of parameters) params.set(name, [...(params.get(name) ?? []), value]);
  const verbs = params.get('verb') ?? [];
  const [verb = ''] = verbs;
  const shape = shapes.get(verb);
  if (verbs.length !== 1 || shape === undefined) {
    const message = verbs.length === 0 ? 'verb is missing' : verbs.length > 1 ? 'verb is given more than once' : 'there is no such verb';
    return { echo: {}, result: { errors: [{ code: 'badVerb', message }] } };
  }
  params.delete('verb');
  const bad = (messages: readonly string[]): OaiParsed => ({ echo: {}, result: { errors: messages.map((message) => ({ code: 'badArgument', message })) } });
  const problems = argumentProblems(verb, shape, params);
  if (problems.length > 0) return bad(problems);

  const value = (name: string) => params.get(name)?.[0] ?? null;
  const identifier = value('identifier');
  const prefix = value('metadataPrefix');
  const token = value('resumptionToken');
  if (prefix !== null && !prefixSyntax.test(prefix)) return bad(['metadataPrefix is not well formed']);
  const selected = selection(value);
  if ('problems' in selected) return bad(selected.problems);

  // An identifier that is no URI is answered as unknown, and not repeated: the schema would refuse the answer.
  const echo = Object.fromEntries([['verb', verb], ...[...params].map(([n, [v = '']]) => [n, v] as const)].filter(([n, v]) => n !== 'identifier' || uriSyntax.test(v ?? '')));
  const errors: OaiError[] = [];
  if (prefix !== null && !options.metadata_prefixes.includes(prefix)) errors.push({ code: 'cannotDisseminateFormat', message: `formats are ${options.metadata_prefixes.join(', ')}` });
  if (!options.sets && (verb === 'ListSets' || value('set') !== null)) errors.push({ code: 'noSetHierarchy', message: 'there are no sets' });
  if (errors.length > 0) return { echo, result: { errors } };
  return { echo, result: { request: toRequest(verb, { identifier, prefix, token, selection: selected.selection }) } };
}

function toRequest(verb: string, given: { identifier: string | null; prefix: string | null; token: string | null; selection: OaiSelection }): OaiRequest {
  switch (verb) {
    case 'Identify': return { verb };
    case 'ListMetadataFormats': return { verb, identifier: given.identifier };
    case 'ListSets': return { verb, resumption_token: given.token };
    case 'GetRecord': return { verb, identifier: given.identifier ?? '', metadata_prefix: given.prefix ?? '' };
    default: {
      const listVerb = verb === 'ListRecords' ? 'ListRecords' : 'ListIdentifiers';
      return given.token === null ? { verb: listVerb, selection: given.selection } : { verb: listVerb, resumption_token: given.token };
    }
  }
}

import { rfc3339 } from '../dates.ts';
import { element, writeXml, type XmlContent, type XmlElement } from '../xml.ts';
import { dublinCore, type DcText } from './dublin-core.ts';
import { isRepositoryIdentifier } from './identifier.ts';

/** The media type of every answer; errors of the protocol are answered with status 200 too. */
export const oaiType = 'text/xml; charset=utf-8';

export type OaiErrorCode =
  | 'badArgument' | 'badResumptionToken' | 'badVerb' | 'cannotDisseminateFormat' | 'idDoesNotExist' | 'noRecordsMatch' | 'noMetadataFormats' | 'noSetHierarchy';

export interface OaiError {
  readonly code: OaiErrorCode;
  readonly message: string;
}

export interface OaiIdentity {
  readonly repository_name: string;
  readonly admin_emails: readonly string[];
  readonly earliest_datestamp: Date;
  /** The host of the identifiers, described by `oai-identifier` where it is a domain name. */
  readonly host: string;
  readonly sample_identifier: string;
  readonly compressions?: readonly string[];
}

export interface OaiFormat {
  readonly prefix: string;
  readonly schema: string;
  readonly namespace: string;
}

export interface OaiSet {
  readonly spec: string;
  readonly name: string;
  /** Names in the languages of the process, as a Dublin Core description. */
  readonly descriptions?: readonly DcText[];
}

export interface OaiHeader {
  readonly identifier: string;
  readonly datestamp: Date;
  readonly sets: readonly string[];
  readonly deleted: boolean;
}

/** A record; a deleted one has a header only. */
export interface OaiRecord {
  readonly header: OaiHeader;
  readonly metadata: XmlElement | null;
}

/** Ends an incomplete list: `token` is `null` on its last page. A list that fits on one page has none. */
export interface OaiResumption {
  readonly token: string | null;
  readonly expires?: Date;
  readonly complete_list_size?: number;
  readonly cursor: number;
}

export type OaiAnswer =
  | { readonly verb: 'Identify'; readonly identity: OaiIdentity }
  | { readonly verb: 'ListMetadataFormats'; readonly formats: readonly OaiFormat[] }
  | { readonly verb: 'ListSets'; readonly sets: Iterable<OaiSet>; readonly resumption?: OaiResumption }
  | { readonly verb: 'GetRecord'; readonly record: OaiRecord }
  | { readonly verb: 'ListIdentifiers'; readonly headers: Iterable<OaiHeader>; readonly resumption?: OaiResumption }
  | { readonly verb: 'ListRecords'; readonly records: Iterable<OaiRecord>; readonly resumption?: OaiResumption }
  | { readonly errors: readonly OaiError[] };

const oai = 'http://www.openarchives.org/OAI/2.0/';
const xsi = 'http://www.w3.org/2001/XMLSchema-instance';
const identifierNamespace = `${oai}oai-identifier`;

function identifierScheme({ host, sample_identifier }: OaiIdentity): XmlElement | null {
  if (!isRepositoryIdentifier(host)) return null;
  return element('description', {}, element(
    'oai-identifier', { xmlns: identifierNamespace, 'xmlns:xsi': xsi, 'xsi:schemaLocation': `${identifierNamespace} ${identifierNamespace}.xsd` },
    element('scheme', {}, 'oai'),
    element('repositoryIdentifier', {}, host),
    element('delimiter', {}, ':'),
    element('sampleIdentifier', {}, sample_identifier),
  ));
}

function identify(identity: OaiIdentity, baseUrl: string): XmlContent {
  return [
    element('repositoryName', {}, identity.repository_name),
    element('baseURL', {}, baseUrl),
    element('protocolVersion', {}, '2.0'),
    identity.admin_emails.map((e) => element('adminEmail', {}, e)),
    element('earliestDatestamp', {}, rfc3339(identity.earliest_datestamp)),
    element('deletedRecord', {}, 'persistent'),
    element('granularity', {}, 'YYYY-MM-DDThh:mm:ssZ'),
    identity.compressions?.map((c) => element('compression', {}, c)),
    identifierScheme(identity),
  ];
}

function format({ prefix, schema, namespace }: OaiFormat): XmlElement {
  return element('metadataFormat', {}, element('metadataPrefix', {}, prefix), element('schema', {}, schema), element('metadataNamespace', {}, namespace));
}

function set({ spec, name, descriptions }: OaiSet): XmlElement {
  return element('set', {}, element('setSpec', {}, spec), element('setName', {}, name), descriptions && element('setDescription', {}, dublinCore({ title: descriptions })));
}

function header({ identifier, datestamp, sets, deleted }: OaiHeader): XmlElement {
  return element(
    'header', { status: deleted && 'deleted' },
    element('identifier', {}, identifier), element('datestamp', {}, rfc3339(datestamp)), sets.map((s) => element('setSpec', {}, s)),
  );
}

function record({ header: head, metadata }: OaiRecord): XmlElement {
  return element('record', {}, header(head), head.deleted || metadata === null ? null : element('metadata', {}, metadata));
}

function resumption(r: OaiResumption | undefined): XmlElement | null {
  return r ? element('resumptionToken', { expirationDate: r.expires && rfc3339(r.expires), completeListSize: r.complete_list_size, cursor: r.cursor }, r.token) : null;
}

function* map<T>(items: Iterable<T>, draw: (item: T) => XmlContent): Generator<XmlContent> {
  for (const item of items) yield draw(item);
}

function body(answer: OaiAnswer, baseUrl: string): XmlContent {
  if ('errors' in answer) return answer.errors.map((e) => element('error', { code: e.code }, e.message));
  switch (answer.verb) {
    case 'Identify': return element('Identify', {}, identify(answer.identity, baseUrl));
    case 'ListMetadataFormats': return element('ListMetadataFormats', {}, answer.formats.map(format));
    case 'ListSets': return element('ListSets', {}, map(answer.sets, set), resumption(answer.resumption));
    case 'GetRecord': return element('GetRecord', {}, record(answer.record));
    case 'ListIdentifiers': return element('ListIdentifiers', {}, map(answer.headers, header), resumption(answer.resumption));
    case 'ListRecords': return element('ListRecords', {}, map(answer.records, record), resumption(answer.resumption));
  }
}

/** An answer of OAI-PMH 2.0 (section 3.2). `echo` comes from the parsed request. */
export function writeOai(answer: OaiAnswer, context: { readonly base_url: string; readonly now: Date; readonly echo: Readonly<Record<string, string>> }): Generator<string> {
  return writeXml(element(
    'OAI-PMH', { xmlns: oai, 'xmlns:xsi': xsi, 'xsi:schemaLocation': `${oai} ${oai}OAI-PMH.xsd` },
    element('responseDate', {}, rfc3339(context.now)),
    element('request', context.echo, context.base_url),
    body(answer, context.base_url),
  ));
}

import type { Element } from '@xmldom/xmldom';
import { parseXml } from '../../src/protocols/testing.ts';

/** A header as an independent parser reads it. */
export interface HarvestedHeader {
  readonly identifier: string;
  readonly datestamp: string;
  readonly sets: readonly string[];
  readonly deleted: boolean;
  /** The record around it, in ListRecords and GetRecord. */
  readonly titles: readonly string[];
}

export interface OaiReply {
  readonly xml: string;
  readonly errors: readonly string[];
  readonly root: Element;
  readonly headers: readonly HarvestedHeader[];
  /** Empty on the last page; null where the list was never cut. */
  readonly token: string | null;
  readonly cursor: number | null;
  readonly size: number | null;
}

const all = (root: Element, name: string) => [...root.getElementsByTagName(name)];
const texts = (root: Element, name: string) => all(root, name).map((e) => e.textContent ?? '');

function headerOf(header: Element): HarvestedHeader {
  const record = header.parentNode as Element;
  return {
    identifier: texts(header, 'identifier')[0] ?? '', datestamp: texts(header, 'datestamp')[0] ?? '', sets: texts(header, 'setSpec'), deleted: header.getAttribute('status') === 'deleted',
    titles: record.nodeName === 'record' ? texts(record, 'dc:title') : [],
  };
}

export function readOai(xml: string): OaiReply {
  const root = parseXml(xml).documentElement;
  if (!root) throw new Error('an empty document');
  const token = all(root, 'resumptionToken')[0];
  const number = (name: string) => (token?.hasAttribute(name) ? Number(token.getAttribute(name)) : null);
  return {
    xml, root, errors: all(root, 'error').map((e) => e.getAttribute('code') ?? ''), headers: all(root, 'header').map(headerOf),
    token: token?.textContent ?? null, cursor: number('cursor'), size: number('completeListSize'),
  };
}

/** A harvester of the simplest kind; it keeps every answer for the schema. */
export function harvester(url: string) {
  const documents: string[] = [];
  const ask = async (query: string | Readonly<Record<string, string>>, method: 'GET' | 'POST' = 'GET'): Promise<OaiReply> => {
    const body = new URLSearchParams(query).toString();
    const answer = await (method === 'GET' ? fetch(`${url}/oai?${body}`) : fetch(`${url}/oai`, { method: 'POST', body: new URLSearchParams(query) }));
    const xml = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} to ${body}: ${xml.slice(0, 300)}`);
    documents.push(xml);
    return readOai(xml);
  };
  /** Follows resumption tokens to the end; `between` happens after the first page. */
  const pages = async (query: Readonly<Record<string, string>>, between?: () => Promise<unknown>, method: 'GET' | 'POST' = 'GET'): Promise<OaiReply[]> => {
    const first = await ask({ metadataPrefix: 'oai_dc', verb: 'ListRecords', ...query }, method);
    const found = [first];
    if (between) await between();
    for (let token = first.token; token; ) {
      const next = await ask({ verb: query['verb'] ?? 'ListRecords', resumptionToken: token }, method);
      found.push(next);
      token = next.token;
    }
    return found;
  };
  const harvest = async (query: Readonly<Record<string, string>> = {}, between?: () => Promise<unknown>) => (await pages(query, between)).flatMap((p) => p.headers);
  return { documents, ask, pages, harvest };
}

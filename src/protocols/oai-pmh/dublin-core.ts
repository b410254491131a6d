import { element, type XmlElement } from '../xml.ts';

/** A text, with its language where it is in one. */
export type DcText = string | { readonly text: string; readonly lang: string };

const names = [
  'title', 'creator', 'subject', 'description', 'publisher', 'contributor', 'date', 'type', 'format', 'identifier', 'source', 'language', 'relation', 'coverage', 'rights',
] as const;

/** The fifteen elements of Dublin Core (ISO 15836-1), each any number of times. */
export type DublinCore = Readonly<Partial<Record<(typeof names)[number], readonly DcText[]>>>;

/** The metadata format that every repository has. */
export const oaiDc = {
  prefix: 'oai_dc',
  schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
  namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
} as const;

/** A record in `oai_dc`, in as many languages as it has. */
export function dublinCore(record: DublinCore): XmlElement {
  return element(
    'oai_dc:dc',
    {
      'xmlns:oai_dc': oaiDc.namespace,
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': `${oaiDc.namespace} ${oaiDc.schema}`,
    },
    names.map((name) => record[name]?.map((t) => (typeof t === 'string' ? element(`dc:${name}`, {}, t) : element(`dc:${name}`, { 'xml:lang': t.lang }, t.text)))),
  );
}

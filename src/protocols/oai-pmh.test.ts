import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dublinCore, oaiDc, oaiIdentifier, openToken, parseOaiIdentifier, parseOaiRequest, sealToken, writeOai, type OaiAnswer, type OaiTokenState } from './oai-pmh.ts';
import { naughtyStrings, parseXml, schemaFindings, sharedFile, xmlRepresentable } from './testing.ts';

const options = { metadata_prefixes: ['oai_dc'], sets: true };
const now = new Date('2026-11-25T10:00:00.500Z');
const parse = (query: string, o = options) => parseOaiRequest(new URLSearchParams(query), o);
const codes = (query: string, o = options) => {
  const { result, echo } = parse(query, o);
  return 'errors' in result ? { codes: result.errors.map((e) => e.code), echo } : { request: result.request, echo };
};
const write = (answer: OaiAnswer, echo: Readonly<Record<string, string>> = {}) => [...writeOai(answer, { base_url: 'https://portal.example/oai', now, echo })].join('');

describe('an OAI-PMH request', () => {
  it.each([
    ['', 'badVerb'],
    ['verb=', 'badVerb'],
    ['verb=identify', 'badVerb'],
    ['verb=Identify&verb=Identify', 'badVerb'],
    ['verb=Identify&verb=ListSets', 'badVerb'],
    ['verb=constructor', 'badVerb'],
    ['verb=Identify&set=x', 'badArgument'],
    ['verb=GetRecord', 'badArgument badArgument'],
    ['verb=GetRecord&identifier=oai:a.b:c&metadataPrefix=', 'badArgument'],
    ['verb=GetRecord&identifier=oai:a.b:c&identifier=oai:a.b:d&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=ListRecords', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&unknown=1', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai%20dc', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2009', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2009-02-30', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2009-02-01T10:00Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2009-02-01T10:00:00', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2009-02-01T24:00:00Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2009-02-01T10:00:00.5Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2009-02-01&until=2009-02-01T10:00:00Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2009-02-02&until=2009-02-01', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=a%20b', 'badArgument'],
    ['verb=ListSets&set=a', 'badArgument'],
  ])('%s: %s, and nothing is repeated', (query, expected) => {
    expect(codes(query)).toEqual({ codes: expected.split(' '), echo: {} });
  });

  it.each([
    ['verb=ListRecords&metadataPrefix=marc21', 'cannotDisseminateFormat'],
    ['verb=GetRecord&identifier=oai:a.b:c/d&metadataPrefix=marc21', 'cannotDisseminateFormat'],
  ])('%s: %s, and the request is repeated', (query, code) => {
    expect(codes(query)).toEqual({ codes: [code], echo: Object.fromEntries(new URLSearchParams(query)) });
  });

  it('knows a repository without sets', () => {
    const without = { ...options, sets: false };
    expect(codes('verb=ListSets', without)).toMatchObject({ codes: ['noSetHierarchy'] });
    expect(codes('verb=ListRecords&metadataPrefix=oai_dc&set=a', without)).toMatchObject({ codes: ['noSetHierarchy'] });
  });

  it('reads both granularities as spans: until is inclusive', () => {
    expect(codes('verb=ListIdentifiers&metadataPrefix=oai_dc&from=2009-02-05&until=2009-02-05&set=kind:news')).toMatchObject({
      request: { verb: 'ListIdentifiers', selection: { metadata_prefix: 'oai_dc', from: new Date('2009-02-05T00:00:00Z'), before: new Date('2009-02-06T00:00:00Z'), set: 'kind:news' } },
    });
    expect(codes('verb=ListRecords&metadataPrefix=oai_dc&until=2009-02-05T23:59:59Z')).toMatchObject({ request: { selection: { from: null, before: new Date('2009-02-06T00:00:00Z') } } });
  });

  it('reads the other verbs', () => {
    expect(codes('verb=Identify')).toEqual({ request: { verb: 'Identify' }, echo: { verb: 'Identify' } });
    expect(codes('verb=ListMetadataFormats')).toMatchObject({ request: { verb: 'ListMetadataFormats', identifier: null } });
    expect(codes('verb=ListSets&resumptionToken=x')).toMatchObject({ request: { verb: 'ListSets', resumption_token: 'x' } });
    expect(codes('verb=ListRecords&resumptionToken=x.y')).toMatchObject({ request: { verb: 'ListRecords', resumption_token: 'x.y' } });
    expect(codes('verb=GetRecord&identifier=oai:a.b:c/d&metadataPrefix=oai_dc')).toMatchObject({ request: { verb: 'GetRecord', identifier: 'oai:a.b:c/d', metadata_prefix: 'oai_dc' } });
  });

  it('does not repeat an identifier that the schema would refuse', () => {
    expect(codes('verb=GetRecord&identifier=not%20a%20%22uri&metadataPrefix=oai_dc')).toMatchObject({ echo: { verb: 'GetRecord', metadataPrefix: 'oai_dc' } });
  });

  it('never throws, and every answer to bad input is valid by the schema', async () => {
    const names = fc.oneof(fc.constantFrom('verb', 'identifier', 'metadataPrefix', 'from', 'until', 'set', 'resumptionToken', '__proto__'), fc.string());
    const values = fc.oneof(fc.constantFrom('Identify', 'GetRecord', 'ListRecords', 'ListSets', 'oai_dc', '2009-01-01', '2009-01-01T00:00:00Z', 'oai:a.b:c/d'), fc.constantFrom(...naughtyStrings()));
    const documents: string[] = [];
    fc.assert(fc.property(fc.array(fc.tuple(names, values), { maxLength: 5 }), (query) => {
      const { echo, result } = parseOaiRequest(query, options);
      documents.push(write('errors' in result ? result : { errors: [{ code: 'badResumptionToken', message: 'x' }] }, echo));
    }), { numRuns: 1000 });
    expect(await schemaFindings('oai.xsd', documents)).toEqual([]);
  });
});

const header = { identifier: oaiIdentifier('portal.example', 'document', '32011L0095'), datestamp: now, sets: ['kind:document', 'focus:asylum'], deleted: false };
const gone = { ...header, identifier: oaiIdentifier('portal.example', 'news', '2009/x'), deleted: true };
const metadata = dublinCore({ title: [{ text: 'Qualification Directive', lang: 'en' }, { text: 'Квалификационная директива', lang: 'ru' }], date: ['2011-12-13'], identifier: ['https://portal.example/en/documents/32011L0095'] });
const resumption = { token: 'abc.def', expires: new Date('2026-11-26T10:00:00Z'), complete_list_size: 1000, cursor: 100 };
const identity = {
  repository_name: 'Söderköping', admin_emails: ['a@portal.example'], earliest_datestamp: new Date('2001-05-01T00:00:00Z'), host: 'portal.example', sample_identifier: header.identifier, compressions: ['gzip'],
};
const answers: readonly OaiAnswer[] = [
  { verb: 'Identify', identity },
  { verb: 'Identify', identity: { ...identity, host: '127.0.0.1' } },
  { verb: 'ListMetadataFormats', formats: [oaiDc] },
  { verb: 'ListSets', sets: [{ spec: 'focus:asylum', name: 'Asylum', descriptions: [{ text: 'Убежище', lang: 'ru' }] }, { spec: 'kind:news', name: 'News' }] },
  { verb: 'GetRecord', record: { header, metadata } },
  { verb: 'GetRecord', record: { header: gone, metadata: null } },
  { verb: 'ListIdentifiers', headers: [header, gone], resumption },
  { verb: 'ListRecords', records: [{ header, metadata }, { header: gone, metadata: null }], resumption },
  { verb: 'ListRecords', records: [{ header, metadata }], resumption: { token: null, complete_list_size: 101, cursor: 100 } },
  ...(['badArgument', 'badResumptionToken', 'badVerb', 'cannotDisseminateFormat', 'idDoesNotExist', 'noRecordsMatch', 'noMetadataFormats', 'noSetHierarchy'] as const).map((code) => ({ errors: [{ code, message: 'why' }] })),
];

describe('an OAI-PMH answer', () => {
  it('is valid by the schema, for every verb and error', async () => {
    expect(await schemaFindings('oai.xsd', answers.map((a) => write(a)))).toEqual([]);
  });

  it('the schema is that of others: it accepts their answers and refuses broken ones', async () => {
    const theirs = ['noRecordsMatch', 'idDoesNotExist', 'cannotDisseminateFormat', 'ListIdentifiers', 'ListMetadataFormats'].map((n) => sharedFile(`ical-oai-email/oai-pmh/sickle/${n}.xml`)).filter((t) => t !== null);
    if (theirs.length > 0) expect(await schemaFindings('oai.xsd', theirs)).toEqual([]);
    const broken = write({ verb: 'GetRecord', record: { header, metadata } }).replace('<identifier>', '<identifier/><identifier>');
    expect(await schemaFindings('oai.xsd', [broken])).not.toEqual([]);
  });

  it('says it in two languages, and deleted records have a header only', () => {
    const root = parseXml(write(answers[7] ?? { errors: [] })).documentElement;
    const titles = [...(root?.getElementsByTagName('dc:title') ?? [])].map((t) => [t.getAttribute('xml:lang'), t.textContent]);
    expect(titles).toEqual([['en', 'Qualification Directive'], ['ru', 'Квалификационная директива']]);
    const records = [...(root?.getElementsByTagName('record') ?? [])];
    expect(records.map((r) => [r.getElementsByTagName('header')[0]?.getAttribute('status') ?? '', r.getElementsByTagName('metadata').length])).toEqual([['', 1], ['deleted', 0]]);
    const token = root?.getElementsByTagName('resumptionToken')[0];
    expect([token?.textContent, token?.getAttribute('cursor'), token?.getAttribute('completeListSize'), token?.getAttribute('expirationDate')]).toEqual(['abc.def', '100', '1000', '2026-11-26T10:00:00Z']);
    expect(root?.getElementsByTagName('responseDate')[0]?.textContent).toBe('2026-11-25T10:00:00Z');
  });

  it('keeps any text', async () => {
    const documents = naughtyStrings().map((text) => write({ verb: 'GetRecord', record: { header, metadata: dublinCore({ title: [{ text, lang: 'ru' }], description: [text] }) } }));
    expect(await schemaFindings('oai.xsd', documents)).toEqual([]);
    documents.forEach((d, i) => expect(parseXml(d).getElementsByTagName('dc:title')[0]?.textContent ?? '').toBe(xmlRepresentable(naughtyStrings()[i] ?? '')));
  });
});

describe('an identifier', () => {
  it('leads back to the record, on its own host only', () => {
    expect(parseOaiIdentifier(header.identifier, 'portal.example')).toEqual({ kind: 'document', slug: '32011L0095' });
    expect(parseOaiIdentifier(gone.identifier, 'portal.example')).toEqual({ kind: 'news', slug: '2009/x' });
    for (const bad of ['', 'oai:portal.example:', 'oai:portal.example:document/', 'oai:portal.example:/x', 'oai:other.example:document/x', 'oai:portal.example:document/a b', ...naughtyStrings()]) {
      expect(parseOaiIdentifier(bad, 'portal.example')).toBeNull();
    }
  });
});

const key = 'a key of the installation';
const state: OaiTokenState = {
  verb: 'ListRecords', selection: { metadata_prefix: 'oai_dc', from: new Date('2009-01-01T00:00:00Z'), before: null, set: 'kind:news' },
  position: ['2009-02-05T10:00:00.123456Z', 4711], cursor: 100, complete_list_size: 1000, expires: new Date('2026-11-26T10:00:00Z'),
};

describe('a resumption token', () => {
  it('carries the query and the position', () => {
    expect(openToken(sealToken(state, key), key, { verb: 'ListRecords', now })).toEqual(state);
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 4 }), fc.option(fc.stringMatching(/^[a-z:]+$/)), fc.nat(), (position, set, cursor) => {
      const other = { ...state, position, cursor, selection: { ...state.selection, set } };
      const token = sealToken(other, key);
      expect(token).toMatch(/^[A-Za-z0-9_.-]+$/);
      expect(openToken(token, key, { verb: 'ListRecords', now })).toEqual(other);
    }));
  });

  it('is refused when old, forged, of another verb, or none at all', () => {
    const token = sealToken(state, key);
    expect(openToken(token, key, { verb: 'ListRecords', now: state.expires })).toEqual({ problem: 'expired' });
    expect(openToken(token, 'another key', { verb: 'ListRecords', now })).toEqual({ problem: 'forged' });
    expect(openToken(token, key, { verb: 'ListIdentifiers', now })).toEqual({ problem: 'mismatched' });
    for (const bad of ['', 'x', '.', token.slice(0, -1), `${token}x`, ...naughtyStrings()]) expect(openToken(bad, key, { verb: 'ListRecords', now })).toEqual({ problem: 'malformed' });
  });

  it('is refused when one character of it differs', () => {
    const token = sealToken(state, key);
    fc.assert(fc.property(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09-_'), (i, c) => {
      fc.pre(token[i] !== c);
      expect(openToken(token.slice(0, i) + c + token.slice(i + 1), key, { verb: 'ListRecords', now })).toHaveProperty('problem');
    }));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSearchDescription, suggestions, type OpenSearch } from './opensearch.ts';
import { naughtyStrings, parseXml, schemaFindings } from './testing.ts';

const description: OpenSearch = {
  short_name: 'Söderköping', long_name: 'Portal of the Söderköping Process', description: 'Policy, law, news and research', tags: ['asylum', 'border management'], lang: 'en', contact: 'a@portal.example',
  attribution: 'CC BY 4.0', icon: { url: 'https://portal.example/icon.png', type: 'image/png', width: 64, height: 64 }, html: 'https://portal.example/en/search?q={searchTerms}&page={startPage?}',
  atom: 'https://portal.example/en/search.atom?q={searchTerms}', suggestions: 'https://portal.example/en/suggest?q={searchTerms}', self: 'https://portal.example/en/opensearch.xml',
};

describe('OpenSearch', () => {
  it('describes the searches', async () => {
    const text = openSearchDescription(description);
    expect(await schemaFindings('opensearch.xsd', [text])).toEqual([]);
    const urls = [...parseXml(text).getElementsByTagName('Url')].map((u) => [u.getAttribute('type'), u.getAttribute('rel'), u.getAttribute('template')]);
    expect(urls).toEqual([
      ['text/html', 'results', description.html], ['application/atom+xml', 'results', description.atom], ['application/x-suggestions+json', 'suggestions', description.suggestions],
      ['application/opensearchdescription+xml', 'self', description.self],
    ]);
  });

  it('keeps the lengths that the format allows, and whole letters', async () => {
    const long = (text: string): OpenSearch => ({ ...description, short_name: text, long_name: text, description: text, attribution: text, tags: [text, text] });
    const documents: string[] = [];
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 1200 }), fc.constantFrom(...naughtyStrings())), (text) => {
      documents.push(openSearchDescription({ ...long(text), short_name: `S${text}` }));
    }), { numRuns: 100 });
    expect(await schemaFindings('opensearch.xsd', documents)).toEqual([]);
    expect(parseXml(openSearchDescription(long('Сёдерчёпингский 👩‍👩‍👧‍👦'))).getElementsByTagName('ShortName')[0]?.textContent).toBe('Сёдерчёпингский');
  });

  it('suggests', () => {
    expect(JSON.parse(suggestions('read', [{ text: 'readmission', description: 'concept', url: 'https://portal.example/x' }, { text: 'ready' }]))).toEqual(['read', ['readmission', 'ready'], ['concept', ''], ['https://portal.example/x', '']]);
    expect(JSON.parse(suggestions('"<', []))).toEqual(['"<', [], [], []]);
  });
});

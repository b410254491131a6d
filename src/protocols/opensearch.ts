import { element, optional, xmlText } from './xml.ts';

/** The media type of {@link openSearchDescription}. */
export const openSearchType = 'application/opensearchdescription+xml; charset=utf-8';
/** The media type of {@link suggestions}. */
export const suggestionsType = 'application/x-suggestions+json; charset=utf-8';

export interface OpenSearch {
  /** What a browser shows; cut to the 16 characters that the format allows. */
  readonly short_name: string;
  readonly long_name: string;
  readonly description: string;
  readonly tags?: readonly string[];
  readonly lang: string;
  readonly contact?: string;
  readonly attribution?: string;
  readonly icon?: { readonly url: string; readonly type: string; readonly width: number; readonly height: number };
  /** Addresses with `{searchTerms}` where the words belong. */
  readonly html: string;
  readonly atom?: string;
  readonly suggestions?: string;
  /** The address of the description itself, so that programs can look for a newer one. */
  readonly self: string;
}

/** As many whole letters as fit into `length`. */
function cut(text: string, length: number): string {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text)) {
    if (index + segment.length > length) return text.slice(0, end).trimEnd();
    end = index + segment.length;
  }
  return text;
}

/** An OpenSearch 1.1 description document, draft 6. */
export function openSearchDescription(d: OpenSearch): string {
  const address = (type: string, template: string | undefined, rel?: string) => (template === undefined ? null : element('Url', { type, rel, template }));
  return xmlText(element(
    'OpenSearchDescription', { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' },
    element('ShortName', {}, cut(d.short_name, 16)),
    element('Description', {}, cut(d.description, 1024)),
    address('text/html', d.html, 'results'),
    address('application/atom+xml', d.atom, 'results'),
    address('application/x-suggestions+json', d.suggestions, 'suggestions'),
    address('application/opensearchdescription+xml', d.self, 'self'),
    optional('Contact', d.contact),
    optional('Tags', cut(d.tags?.map((t) => t.replace(/\s+/g, '-')).join(' ') ?? '', 256)),
    element('LongName', {}, cut(d.long_name, 48)),
    d.icon && element('Image', { height: d.icon.height, width: d.icon.width, type: d.icon.type }, d.icon.url),
    optional('Attribution', cut(d.attribution ?? '', 256)),
    element('SyndicationRight', {}, 'open'),
    element('Language', {}, d.lang),
    element('InputEncoding', {}, 'UTF-8'),
    element('OutputEncoding', {}, 'UTF-8'),
  ));
}

/** The answer to a suggestions address: what was typed, completions, a word on each, its address (OpenSearch Suggestions 1.1). */
export function suggestions(typed: string, found: readonly { readonly text: string; readonly description?: string; readonly url?: string }[]): string {
  return JSON.stringify([typed, found.map((f) => f.text), found.map((f) => f.description ?? ''), found.map((f) => f.url ?? '')]);
}

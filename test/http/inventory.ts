/** Every GET route of the program, with addresses that it answers on the starter content. A new route is entered here, or a test fails. */
export interface Route {
  readonly pattern: string;
  /** `page`: HTML that the crawl reaches by links. `linked`: something else that pages link to. `machine`: nothing on a page need lead there. */
  readonly kind: 'page' | 'linked' | 'machine';
  readonly example: string;
}

const lists = ['news', 'documents', 'legislation', 'research', 'meetings', 'pages'] as const;
const records: Readonly<Record<(typeof lists)[number], string>> = {
  news: '2005/eubam-launched', documents: '32011L0095', legislation: 'ua/3671-vi', research: 'emn-glossary', meetings: '2009/strategy-for-the-future', pages: 'about',
};
const page = (pattern: string, example: string): Route => ({ pattern, kind: 'page', example });
const linked = (pattern: string, example: string): Route => ({ pattern, kind: 'linked', example });
const machine = (pattern: string, example: string): Route => ({ pattern, kind: 'machine', example });

export const routes: readonly Route[] = [
  machine('/', '/'),
  page('/:lang', '/en'),
  ...lists.flatMap((folder) => [(folder === 'pages' ? machine : page)(`/:lang/${folder}`, `/en/${folder}`), page(`/:lang/${folder}/*`, `/en/${folder}/${records[folder]}`)]),
  ...[...lists, 'archive'].flatMap((folder) => ['atom', 'json', 'csv'].map((format) => (folder === 'pages' || folder === 'archive' ? machine : linked)(`/:lang/${folder}.${format}`, `/en/${folder}.${format}`))),
  linked('/:lang/meetings.ics', '/en/meetings.ics'),
  page('/:lang/search', '/en/search?q=asylum'),
  ...['atom', 'json', 'csv'].map((format) => linked(`/:lang/search.${format}`, `/en/search.${format}?q=asylum`)),
  machine('/:lang/search/suggestions', '/en/search/suggestions?q=asyl'),
  machine('/:lang/search/opensearch', '/en/search/opensearch?q=asyl'),
  page('/:lang/glossary', '/en/glossary'),
  page('/:lang/states', '/en/states'),
  page('/:lang/states/:code', '/en/states/ua'),
  page('/:lang/themes', '/en/themes'),
  page('/:lang/themes/:id', '/en/themes/reception'),
  page('/:lang/bodies', '/en/bodies'),
  page('/:lang/archive', '/en/archive'),
  page('/:lang/archive/:year', '/en/archive/2009'),
  machine('/files/*', '/files/documents/x/y.pdf'),
  linked('/assets/*', '/assets/manifest.json'),
  machine('/healthz', '/healthz'),
  machine('/oai', '/oai?verb=Identify'),
  ...['records', 'records/*', 'search', 'glossary', 'process', 'openapi.json', '*'].map((rest) => machine(`/api/v1/${rest}`, `/api/v1/${rest.replace('/*', '/documents/32011L0095').replace(/^\*$/, 'nothing')}`)),
  machine('/sitemap.xml', '/sitemap.xml'),
  machine('/sitemaps/:part', '/sitemaps/1.xml'),
  machine('/robots.txt', '/robots.txt'),
  machine('/.well-known/security.txt', '/.well-known/security.txt'),
  machine('/opensearch.xml', '/opensearch.xml'),
  machine('/:lang/opensearch.xml', '/en/opensearch.xml'),
];

/** The pattern that an address belongs to, the most exact one where several fit. */
export function routeOf(address: string): Route | undefined {
  const path = address.split('?')[0] ?? '';
  const fits = routes.filter((r) => new RegExp(`^${r.pattern.replace(/[.]/g, '\\.').replace(/:[a-z]+/g, '[^/]+').replace(/\*$/, '.+')}$`).test(path));
  return fits.sort((a, b) => Number(/[:*]/.test(a.pattern.replace('/:lang', ''))) - Number(/[:*]/.test(b.pattern.replace('/:lang', ''))) || b.pattern.length - a.pattern.length)[0];
}

/** The patterns of a Fastify instance that answer a method, read from its drawing of them. */
export function patternsOf(drawing: string, method = 'GET'): string[] {
  const at: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const match = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!match) return [];
    const depth = (match[1] ?? '').length / 4;
    at.length = depth;
    at.push(match[2] ?? '');
    return match[3]?.split(', ').includes(method) ? [at.join('')] : [];
  });
}

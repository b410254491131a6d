/** Every address of the portal, as a function. Nothing else builds addresses. */

/** Pattern of the language prefix for routes. */
const L = '/:lang';

const query = (values: Readonly<Record<string, string | undefined>>): string => {
  const entries = Object.entries(values).filter((e): e is [string, string] => e[1] !== undefined && e[1] !== '');
  return entries.length > 0 ? `?${new URLSearchParams(entries)}` : '';
};

const encoded = (slug: string): string => slug.split('/').map(encodeURIComponent).join('/');

export const paths = {
  root: () => '/',
  home: (lang: string) => `/${lang}`,
  list: (lang: string, folder: string, search?: URLSearchParams) => `/${lang}/${folder}${search && search.size > 0 ? `?${search}` : ''}`,
  /** The same list for programs: `/en/news.atom?state=ua`. */
  listAs: (lang: string, folder: string, format: 'atom' | 'json' | 'csv' | 'ics', search?: URLSearchParams) => `/${lang}/${folder}.${format}${search && search.size > 0 ? `?${search}` : ''}`,
  record: (lang: string, folder: string, slug: string, anchor?: string) => `/${lang}/${folder}/${encoded(slug)}${anchor ? `#${encodeURIComponent(anchor)}` : ''}`,
  /** The record for programs that keep references, and its description in schema.org. No slug has a dot, so no record is hidden by one. */
  recordAs: (lang: string, folder: string, slug: string, format: 'bib' | 'ris' | 'csl.json' | 'jsonld') => `/${lang}/${folder}/${encoded(slug)}.${format}`,
  /** A version of the record by its number, current or not: an address to cite, which shows the same for ever. */
  version: (lang: string, folder: string, slug: string, version: number) => `/${lang}/${folder}/${encoded(slug)}${query({ version: String(version) })}`,
  /** The record with its text in a language of its own, on a page in `lang`. */
  text: (lang: string, folder: string, slug: string, text: string, version?: number) => `/${lang}/${folder}/${encoded(slug)}${query({ version: version?.toString(), text })}`,
  /** Side by side: the record with two languages. */
  parallel: (lang: string, folder: string, slug: string, left: string, right: string, version?: number) => `/${lang}/${folder}/${encoded(slug)}${query({ version: version?.toString(), left, right })}`,
  legislationOf: (lang: string, state: string) => `/${lang}/legislation/${state}`,
  page: (lang: string, slug: string) => `/${lang}/pages/${slug}`,
  search: (lang: string, q?: string) => `/${lang}/search${query({ q })}`,
  suggestions: (lang: string) => `/${lang}/search/suggestions`,
  /** What browsers ask while one types into their own search box. */
  openSearchSuggestions: (lang: string) => `/${lang}/search/opensearch`,
  glossary: (lang: string) => `/${lang}/glossary`,
  states: (lang: string) => `/${lang}/states`,
  state: (lang: string, code: string) => `/${lang}/states/${code}`,
  themes: (lang: string) => `/${lang}/themes`,
  theme: (lang: string, id: string) => `/${lang}/themes/${id}`,
  bodies: (lang: string) => `/${lang}/bodies`,
  body: (lang: string, id: string) => `/${lang}/bodies#body-${encodeURIComponent(id)}`,
  archive: (lang: string) => `/${lang}/archive`,
  archiveYear: (lang: string, year: string | number) => `/${lang}/archive/${year}`,
  /** A file keeps its address when its bytes are replaced. */
  file: (folder: string, slug: string, path: string, page?: number | null) => `/files/${folder}/${encoded(slug)}/${encodeURIComponent(path)}${page ? `#page=${page}` : ''}`,
  /** A file as it was in a version of the record. */
  fileOf: (folder: string, slug: string, path: string, version: number) => `/files/${folder}/${encoded(slug)}/${encodeURIComponent(path)}${query({ version: String(version) })}`,
  asset: (name: string) => `/assets/${name}`,
  styleguide: (lang: string) => `/${lang}/styleguide`,
  health: () => '/healthz',
  api: (rest: string) => `/api/v1/${rest}`,
  oai: () => '/oai',
  sitemap: () => '/sitemap.xml',
  sitemapPart: (part: number) => `/sitemaps/${part}.xml`,
  openSearch: (lang: string) => `/${lang}/opensearch.xml`,
} as const;

/** Patterns of routes, for mounting. */
export const patterns = {
  home: L,
  list: (folder: string) => `${L}/${folder}`,
  listAs: (folder: string, format: string) => `${L}/${folder}.${format}`,
  /** Also `recordAs`: a pattern cannot go on after an asterisk. */
  record: (folder: string) => `${L}/${folder}/*`,

  search: `${L}/search`,
  suggestions: `${L}/search/suggestions`,
  openSearchSuggestions: `${L}/search/opensearch`,
  glossary: `${L}/glossary`,
  states: `${L}/states`,
  state: `${L}/states/:code`,
  themes: `${L}/themes`,
  theme: `${L}/themes/:id`,
  bodies: `${L}/bodies`,
  archive: `${L}/archive`,
  archiveYear: `${L}/archive/:year`,
  file: '/files/*',
  asset: '/assets/*',
  styleguide: `${L}/styleguide`,
  api: (rest: string) => `/api/v1/${rest}`,
  oai: '/oai',
  sitemap: '/sitemap.xml',
  sitemapPart: '/sitemaps/:part',
  robots: '/robots.txt',
  securityTxt: '/.well-known/security.txt',
  openSearch: '/opensearch.xml',
  openSearchIn: `${L}/opensearch.xml`,
} as const;

export { parseSearchFilter, type SearchFacet, type SearchFilter } from './filter.ts';
export type { Passage } from './passages.ts';
export { parseQuery, type Query, type Term } from './query.ts';
export { searchRoutes } from './routes.tsx';
export { search, type SearchHit, type SearchRequest, type SearchResult } from './search.ts';

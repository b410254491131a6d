export { parseSearchFilter, type SearchFacet, type SearchFilter } from './filter.ts';
export type { Passage } from './passages.ts';
export { parseQuery, type Query, type Term } from './query.ts';
export { searchRoutes } from './routes.tsx';
export type { SearchRequest } from './request.ts';
export { search, type SearchHit, type SearchResult } from './search.ts';

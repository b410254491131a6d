import { patterns } from '#paths';
import type { Site } from '#kernel/http';
import type { AnyKind } from '../kind.ts';
import { searchPage } from '../pages/search-page.tsx';
import type { EditorialContext } from '../routes.tsx';
import { parseSearchFilter } from './filter.ts';
import { glossaryPage } from './glossary-page.tsx';
import { search } from './search.ts';
import { suggest } from './suggestions.ts';

/** Mounts the search page, its suggestions, and the glossary that widens it. */
export function searchRoutes(site: Site, editorial: EditorialContext, kinds: readonly AnyKind[]): void {
  site.page(patterns.search, async ({ view, db, query }) => {
    const request = {
      q: query.get('q') ?? '', lang: view.lang, filter: parseSearchFilter(query), order: query.get('sort') === 'newest' ? 'newest' as const : 'relevance' as const,
      page: /^[0-9]{1,9}$/.test(query.get('page') ?? '') ? Number(query.get('page')) : 1, wide: query.get('wide') !== '0',
    };
    return searchPage(view, request, await search(db, request), { names: editorial.names(view.lang), source: editorial.facets(), kinds });
  });
  site.answer(patterns.suggestions, async ({ view, db, query }) => {
    const kindOf = (kind: string) => {
      const found = kinds.find((k) => k.kind === kind);
      return found ? { folder: found.folder, name: view.t(`${found.domain}.one`) } : undefined;
    };
    const suggestions = await suggest(db, query.get('q') ?? '', { lang: view.lang, kindOf });
    return { type: 'application/json; charset=utf-8', body: JSON.stringify({ suggestions }) };
  });
  site.page(patterns.glossary, async ({ view, db, query }) => glossaryPage(view, db, query));
}

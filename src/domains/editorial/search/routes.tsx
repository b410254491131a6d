import { suggestions, suggestionsType } from '#protocols/opensearch';
import { paths, patterns } from '#paths';
import type { PageContext, Site } from '#kernel/http';
import type { AnyKind } from '../kind.ts';
import { mountSearchFeeds } from '../outputs/search-feeds.ts';
import { searchPage } from '../pages/search-page.tsx';
import type { EditorialContext } from '../routes.tsx';
import { glossaryPage } from './glossary-page.tsx';
import { readRequest } from './request.ts';
import { search } from './search.ts';
import { suggest, type Suggestion } from './suggestions.ts';

/** Mounts the search page and its feeds, suggestions in the forms of its box and of browsers, and the glossary that widens it. */
export function searchRoutes(site: Site, editorial: EditorialContext, kinds: readonly AnyKind[]): void {
  site.page(patterns.search, async ({ view, db, query }) => {
    const request = readRequest(query, view.lang);
    return searchPage(view, request, await search(db, request), { names: editorial.names(view.lang), source: editorial.facets(), kinds });
  });
  const suggested = ({ view, db, query }: PageContext): Promise<Suggestion[]> => {
    const kindOf = (kind: string) => {
      const found = kinds.find((k) => k.kind === kind);
      return found ? { folder: found.folder, name: view.t(`${found.domain}.one`) } : undefined;
    };
    return suggest(db, query.get('q') ?? '', { lang: view.lang, kindOf });
  };
  mountSearchFeeds(site, editorial);
  site.answer(patterns.suggestions, async (context) => ({ type: 'application/json; charset=utf-8', body: JSON.stringify({ suggestions: await suggested(context) }) }));
  site.answer(patterns.openSearchSuggestions, async (context) => {
    const { view, query } = context;
    const found = (await suggested(context)).map(({ text, kind, href }) => ({ text, url: view.origin + (href ?? paths.search(view.lang, text)), ...(kind ? { description: kind } : {}) }));
    return { type: suggestionsType, body: suggestions(query.get('q') ?? '', found) };
  });
  site.page(patterns.glossary, async ({ view, db, query }) => glossaryPage(view, db, query));
}

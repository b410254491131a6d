import type { JsonLd } from './document.ts';

export interface OrganizationFacts {
  readonly name: string;
  readonly id?: string;
  readonly url?: string;
  readonly logo?: string;
  readonly email?: string;
  readonly same_as?: readonly string[];
  readonly founded?: string;
}

export function organization(o: OrganizationFacts): JsonLd {
  return { '@type': 'Organization', '@id': o.id, name: o.name, url: o.url, logo: o.logo, email: o.email, sameAs: o.same_as, foundingDate: o.founded };
}

export interface WebSiteFacts {
  readonly url: string;
  readonly name: string;
  readonly description?: string;
  readonly languages: readonly string[];
  /** The address of the search with `{search_term_string}` where the words belong. */
  readonly search: string;
  readonly publisher: OrganizationFacts;
}

/** The portal, with the search box that programs may show. */
export function webSite(s: WebSiteFacts): JsonLd {
  return {
    '@type': 'WebSite', '@id': s.url, url: s.url, name: s.name, description: s.description, inLanguage: s.languages,
    publisher: organization(s.publisher),
    potentialAction: { '@type': 'SearchAction', target: { '@type': 'EntryPoint', urlTemplate: s.search }, 'query-input': 'required name=search_term_string' },
  };
}

/** The way from the first page to this one; the last step is the page itself. */
export function breadcrumbs(steps: readonly { readonly name: string; readonly url: string }[]): JsonLd {
  return { '@type': 'BreadcrumbList', itemListElement: steps.map((s, i) => ({ '@type': 'ListItem', position: i + 1, name: s.name, item: s.url })) };
}

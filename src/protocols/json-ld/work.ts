import { rfc3339 } from '../dates.ts';
import { many, type JsonLd } from './document.ts';
import { organization, type OrganizationFacts } from './site.ts';

/** What every record has. */
export interface WorkFacts {
  /** The permanent address, the same in every language. */
  readonly id: string;
  /** The page in this language. */
  readonly url: string;
  readonly name: string;
  readonly short_name?: string;
  readonly description?: string;
  readonly lang: string;
  /** The date of the item itself, as precise as it is known. */
  readonly date?: string;
  readonly published?: Date;
  readonly modified?: Date;
  readonly translations?: readonly { readonly lang: string; readonly url: string }[];
  readonly keywords?: readonly string[];
  /** States concerned, by name. */
  readonly places?: readonly string[];
  readonly publisher?: OrganizationFacts;
  readonly source_url?: string;
  readonly files?: readonly { readonly url: string; readonly type: string; readonly lang?: string; readonly title?: string; readonly bytes?: number }[];
  readonly license?: string;
}

/** Properties of schema.org's CreativeWork. */
export function work(type: string, w: WorkFacts): JsonLd {
  return {
    '@type': type, '@id': w.id, url: w.url, name: w.name, alternateName: w.short_name, description: w.description, inLanguage: w.lang,
    dateCreated: w.date, datePublished: w.published && rfc3339(w.published), dateModified: w.modified && rfc3339(w.modified),
    workTranslation: many(w.translations?.map((t) => ({ '@type': type, '@id': t.url, url: t.url, inLanguage: t.lang }))),
    keywords: w.keywords?.length ? w.keywords : undefined,
    spatialCoverage: many(w.places?.map((name) => ({ '@type': 'Place', name }))),
    publisher: w.publisher && organization(w.publisher),
    isBasedOn: w.source_url,
    encoding: many(w.files?.map((f) => ({ '@type': 'MediaObject', contentUrl: f.url, encodingFormat: f.type, inLanguage: f.lang, name: f.title, contentSize: f.bytes?.toString() }))),
    license: w.license,
  };
}

export interface ReportFacts extends WorkFacts {
  /** Institutions. */
  readonly authors: readonly OrganizationFacts[];
  readonly number?: string;
  readonly isbn?: string;
  readonly doi?: string;
  readonly pages?: number;
}

/** A publication of research. */
export function report(r: ReportFacts): JsonLd {
  return {
    ...work('Report', r),
    datePublished: r.date ?? (r.published && rfc3339(r.published)),
    dateCreated: undefined,
    author: many(r.authors.map(organization)),
    reportNumber: r.number,
    isbn: r.isbn,
    identifier: r.doi && { '@type': 'PropertyValue', propertyID: 'DOI', value: r.doi },
    sameAs: r.doi && `https://doi.org/${r.doi}`,
    numberOfPages: r.pages,
  };
}

export interface NewsFacts extends WorkFacts {
  /** Where the news comes from, by name. */
  readonly source_title?: string;
}

/** A news item; its source is what it is based on. Headlines are whole: the old limit of 110 characters is gone. */
export function newsArticle(n: NewsFacts): JsonLd {
  return {
    ...work('NewsArticle', n),
    headline: n.name,
    isBasedOn: n.source_url === undefined ? undefined : { '@type': 'CreativeWork', url: n.source_url, name: n.source_title },
    author: n.publisher && organization(n.publisher),
    mainEntityOfPage: n.url,
  };
}

export interface DatasetFacts extends WorkFacts {
  readonly creators: readonly OrganizationFacts[];
  /** ISO 8601 interval: `2001/2009`, `2001-05/..`. */
  readonly temporal_coverage?: string;
  readonly variables?: readonly string[];
}

/** A dataset; its files are its distributions. */
export function dataset(d: DatasetFacts): JsonLd {
  const { encoding: _, ...common } = work('Dataset', d);
  return {
    ...common,
    '@type': 'Dataset',
    creator: many(d.creators.map(organization)),
    temporalCoverage: d.temporal_coverage,
    variableMeasured: d.variables?.length ? d.variables : undefined,
    isAccessibleForFree: true,
    distribution: d.files?.map((f) => ({ '@type': 'DataDownload', contentUrl: f.url, encodingFormat: f.type, inLanguage: f.lang, name: f.title })),
  };
}

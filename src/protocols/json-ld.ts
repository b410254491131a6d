export { embedJsonLd, jsonLd, type JsonLd } from './json-ld/document.ts';
export { event, type EventFacts } from './json-ld/event.ts';
export { legislation, type LegislationFacts } from './json-ld/legislation.ts';
export { breadcrumbs, organization, webSite, type OrganizationFacts, type WebSiteFacts } from './json-ld/site.ts';
export { dataset, newsArticle, report, type DatasetFacts, type NewsFacts, type ReportFacts, type WorkFacts } from './json-ld/work.ts';

/** The media type of {@link jsonLd}. */
export const jsonLdType = 'application/ld+json; charset=utf-8';

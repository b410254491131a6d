export { mountAssets } from './http/assets.ts';
export { mountErrors, statusOf } from './http/errors.ts';
export { createPageCache, prepareAnswer, type PageCache } from './http/page-cache.ts';
export { immutableCaching, publicCaching, securityHeaders } from './http/security.ts';
export { sendAnswer } from './http/send.ts';
export { createHttpServer } from './http/server.ts';
export { createSite, viewOf, type Answer, type AnswerHandler, type Page, type PageContext, type PageHandler, type Redirect, type Site, type SiteLanguages, type SiteParts } from './http/site.ts';

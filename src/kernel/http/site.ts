import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Db } from '../db.ts';
import { UnknownLanguage } from '../errors.ts';
import type { Locale } from '../i18n.ts';
import { renderDocument, type View } from '../view.ts';
import { prepareAnswer, type PageCache } from './page-cache.ts';
import { publicCaching } from './security.ts';
import { sendAnswer } from './send.ts';

/** What a handler may look at. The database is the one of the public role. */
export interface PageContext {
  readonly view: View;
  readonly db: Db;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** A page before its surroundings are drawn. */
export interface Page {
  readonly title: string;
  readonly description?: string;
  readonly body: VNode;
  /** Key of the navigation entry that it belongs to. */
  readonly section?: string;
  readonly head?: VNode;
  readonly status?: number;
  readonly noindex?: boolean;
}

export interface Redirect {
  readonly redirect: string;
  readonly permanent?: boolean;
}

/** Any other public answer: a feed, JSON, a text. */
export interface Answer {
  readonly type: string;
  readonly body: string | Buffer;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** False: made anew each time. */
  readonly keep?: boolean;
}

/** A page, or what is at the same address in another form. */
export type PageHandler = (context: PageContext) => Promise<Page | Answer | Redirect>;
export type AnswerHandler = (context: PageContext) => Promise<Answer | Redirect>;

/** What the languages and the name of the process are now; they are content and may change while the program runs. */
export interface SiteLanguages {
  readonly languages: readonly string[];
  readonly locales: ReadonlyMap<string, Locale>;
  readonly process_name: Readonly<Record<string, string>>;
}

export interface SiteParts {
  readonly app: FastifyInstance;
  readonly db: Db;
  readonly cache: PageCache;
  readonly languages: () => SiteLanguages;
  readonly origin: () => string;
  readonly headers: Readonly<Record<string, string>>;
  readonly shell: (view: View, page: Page) => VNode;
}

/** Where domains mount what they serve to the public. Every pattern begins with `/:lang`, unless it is given to `answer`. */
export interface Site {
  page(pattern: string, handler: PageHandler): void;
  answer(pattern: string, handler: AnswerHandler): void;
  /** The same question asked by POST of a form, which changes nothing: its fields are the query. */
  form(pattern: string, handler: AnswerHandler): void;
}

/** The view of a request: its language from the address. Throws {@link UnknownLanguage} for a language that the process does not have. */
export function viewOf(parts: Pick<SiteParts, 'languages' | 'origin'>, lang: string, url: string): View {
  const { languages, locales, process_name } = parts.languages();
  const locale = locales.get(lang);
  if (!locale) throw new UnknownLanguage(`no language ${lang}`);
  const here = url.startsWith(`/${lang}`) ? url.slice(lang.length + 1) : url;
  return { ...locale, here, languages, origin: parts.origin(), process_name: locale.pick(process_name).text };
}

const isRedirect = (result: object): result is Redirect => 'redirect' in result;
const isAnswer = (result: object): result is Answer => 'type' in result;

/** Longest address that is kept in the cache; longer ones are answered and forgotten. */
const longestKey = 1000;
/** Longest form that is read, in bytes. */
const longestForm = 64 * 1024;

export function createSite(parts: SiteParts): Site {
  parts.app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: longestForm }, (_request, body, done) => done(null, String(body)));

  const respond = async (request: FastifyRequest, reply: FastifyReply, query: URLSearchParams, produce: AnswerHandler) => {
    const epoch = parts.cache.epoch;
    const params = request.params as Record<string, string>;
    const { languages } = parts.languages();
    const view = viewOf(parts, params['lang'] ?? languages[0] ?? 'en', request.url);
    const result = await produce({ view, db: parts.db, params, query });
    if (isRedirect(result)) return reply.redirect(result.redirect, result.permanent ? 301 : 302);
    const headers = { 'content-type': result.type, 'cache-control': publicCaching, ...parts.headers, ...result.headers };
    const answer = await prepareAnswer(result.status ?? 200, headers, result.body);
    const keep = request.method === 'GET' && answer.status === 200 && result.keep !== false && request.url.length <= longestKey;
    if (keep) parts.cache.set(request.url, answer, epoch);
    reply.hijack();
    sendAnswer(request.raw, reply.raw, answer);
    return reply;
  };
  const serve = (pattern: string, produce: AnswerHandler) => {
    parts.app.get(pattern, (request, reply) => respond(request, reply, new URLSearchParams(request.url.split('?')[1] ?? ''), produce));
  };
  return {
    page(pattern, handler) {
      serve(pattern, async (context) => {
        const page = await handler(context);
        if (isRedirect(page) || isAnswer(page)) return page;
        return { type: 'text/html; charset=utf-8', status: page.status ?? 200, body: renderDocument(parts.shell(context.view, page)), headers: { 'content-language': context.view.lang } };
      });
    },
    answer: serve,
    form(pattern, handler) {
      parts.app.post(pattern, (request, reply) => respond(request, reply, new URLSearchParams(typeof request.body === 'string' ? request.body : ''), handler));
    },
  };
}

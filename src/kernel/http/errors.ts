import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isConnectionLost } from '../db.ts';
import { Conflict, Forbidden, Gone, Invalid, NotFound } from '../errors.ts';
import { negotiateLanguage } from '../i18n.ts';
import { renderDocument, type View } from '../view.ts';
import { prepareAnswer } from './page-cache.ts';
import { sendAnswer } from './send.ts';
import { viewOf, type Page, type SiteParts } from './site.ts';

/** The HTTP status that stands for an error. */
export function statusOf(error: unknown): number {
  if (error instanceof NotFound) return 404;
  if (error instanceof Gone) return 410;
  if (error instanceof Forbidden) return 403;
  if (error instanceof Conflict) return 409;
  if (error instanceof Invalid || error instanceof URIError) return 400;
  const status = (error as FastifyError | undefined)?.statusCode;
  if (status !== undefined && status >= 400 && status < 500) return status;
  // The database is away or has no connection left: it may come back.
  const code = String((error as { code?: unknown } | undefined)?.code ?? '');
  return /^(08|53|57P)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'].includes(code) || isConnectionLost(error) ? 503 : 500;
}

/** The language of an error page: the one in the address, otherwise the browser's. */
function viewFor(parts: SiteParts, request: FastifyRequest): View {
  const { languages } = parts.languages();
  const inAddress = /^\/([a-z]{2,3})(?=[/?]|$)/.exec(request.url)?.[1];
  const lang = languages.find((l) => l === inAddress) ?? negotiateLanguage(request.headers['accept-language'], languages);
  return viewOf(parts, lang, lang === inAddress ? request.url : `/${lang}`);
}

/** Answers every error with a page, an unknown address that used to be with the way to where its matter is now; the log gets what went wrong under the reference that the page shows. */
export function mountErrors(
  parts: SiteParts, app: FastifyInstance, redirect: (url: string, lang: string) => Promise<string | null>, draw: (view: View, error: unknown, status: number, reference: string) => Page,
): void {
  const answer = async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const status = statusOf(error);
    if (status >= 500) request.log.error({ err: error, reference: request.id, url: request.url }, 'request failed');
    const view = viewFor(parts, request);
    if (status === 404 && (request.method === 'GET' || request.method === 'HEAD')) {
      const moved = await redirect(request.url, view.lang).catch(() => null);
      if (moved) return reply.headers({ ...parts.headers }).redirect(moved, 301);
    }
    const html = renderDocument(parts.shell(view, draw(view, error, status, request.id)));
    const prepared = await prepareAnswer(status, {
      ...parts.headers, 'content-type': 'text/html; charset=utf-8', 'content-language': view.lang,
      'cache-control': status === 404 || status === 410 ? 'public, max-age=0, s-maxage=30' : 'no-store',
    }, html);
    reply.hijack();
    sendAnswer(request.raw, reply.raw, prepared);
    return reply;
  };
  app.setErrorHandler((error, request, reply) => answer(error, request, reply));
  app.setNotFoundHandler((request, reply) => answer(new NotFound(request.url), request, reply));
}

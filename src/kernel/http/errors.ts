import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isConnectionLost } from '../db.ts';
import { Conflict, Forbidden, Gone, Invalid, NotFound, UnknownLanguage } from '../errors.ts';
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

/** A language tag at the beginning of an address: `/de`, `/pt-br`. */
const languagePrefix = /^\/[a-z]{2,3}(-[a-z0-9]{2,8})?(?=[/?]|$)/i;

/** The same address without the slash at its end, where people put one; null when it has none. */
const withoutSlash = (url: string): string | null => (/[^/]\/+(?=\?|$)/.test(url) ? url.replace(/\/+(?=\?|$)/, '') : null);

/** The language of an error page: the one in the address, otherwise the browser's; the rest of the address stays when only its language is unknown. */
function viewFor(parts: SiteParts, request: FastifyRequest, error: unknown): { view: View; negotiated: boolean } {
  const { languages } = parts.languages();
  const inAddress = /^\/([a-z]{2,3})(?=[/?]|$)/.exec(request.url)?.[1];
  const named = languages.find((l) => l === inAddress);
  if (named !== undefined) return { view: viewOf(parts, named, request.url), negotiated: false };
  const lang = negotiateLanguage(request.headers['accept-language'], languages);
  const here = error instanceof UnknownLanguage && languagePrefix.test(request.url) ? request.url.replace(languagePrefix, `/${lang}`) : `/${lang}`;
  return { view: viewOf(parts, lang, here), negotiated: true };
}

/** An error as a program reads it (RFC 9457); `reference` is that of the log. */
async function sendProblem(parts: SiteParts, request: FastifyRequest, reply: FastifyReply, error: number, reference: string): Promise<FastifyReply> {
  // Programs only read here: another method is what is wrong, not the address.
  const wrongMethod = error === 404 && request.method !== 'GET' && request.method !== 'HEAD';
  const status = wrongMethod ? 405 : error;
  const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, ...(status >= 500 ? { reference } : {}) });
  const prepared = await prepareAnswer(status, {
    ...parts.headers, 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', 'access-control-allow-origin': '*', ...(wrongMethod ? { allow: 'GET, HEAD' } : {}),
  }, body);
  reply.hijack();
  sendAnswer(request.raw, reply.raw, prepared);
  return reply;
}

/** Answers every error with a page, at an address `forPrograms` with a problem, an unknown address that used to be with the way to where its matter is now; the log gets what went wrong under the reference that the page shows. */
export function mountErrors(
  parts: SiteParts, app: FastifyInstance, redirect: (url: string, lang: string) => Promise<string | null>, draw: (view: View, error: unknown, status: number, reference: string) => Page,
  forPrograms: (url: string) => boolean,
): void {
  const answer = async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const status = statusOf(error);
    if (status >= 500) request.log.error({ err: error, reference: request.id, url: request.url }, 'request failed');
    if (forPrograms(request.url)) return sendProblem(parts, request, reply, status, request.id);
    const { view, negotiated } = viewFor(parts, request, error);
    if (status === 404 && (request.method === 'GET' || request.method === 'HEAD')) {
      const tidy = negotiated ? null : withoutSlash(request.url);
      const moved = (await redirect(request.url, view.lang).catch(() => null)) ?? tidy;
      if (moved) return reply.headers({ ...parts.headers }).redirect(moved, 301);
    }
    const html = renderDocument(parts.shell(view, draw(view, error, status, request.id)));
    const prepared = await prepareAnswer(status, {
      ...parts.headers, 'content-type': 'text/html; charset=utf-8', 'content-language': view.lang, ...(negotiated ? { vary: 'Accept-Language' } : {}),
      'cache-control': status === 404 || status === 410 ? 'public, max-age=0, s-maxage=30' : 'no-store',
    }, html);
    reply.hijack();
    sendAnswer(request.raw, reply.raw, prepared);
    return reply;
  };
  app.setErrorHandler((error, request, reply) => answer(error, request, reply));
  app.setNotFoundHandler((request, reply) => answer(new NotFound(request.url), request, reply));
}

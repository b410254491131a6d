import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Log } from '../log.ts';
import type { PageCache } from './page-cache.ts';
import { sendAnswer } from './send.ts';

export interface ServerOptions {
  readonly log: Log;
  readonly cache: PageCache;
  readonly trust_proxy: boolean;
}

/** Longest header block that a client may send, in bytes; longer is answered with 431. */
const maxHeaderSize = 32 * 1024;

/**
 * The HTTP server. What the cache holds is answered before routing, which costs about as much as bare `node:http`; everything else goes through Fastify.
 */
export function createHttpServer({ log, cache, trust_proxy }: ServerOptions): FastifyInstance {
  return fastify({
    // The address is told once, by the command; Fastify would log it again.
    loggerInstance: (log.level === 'info' ? log.child({}, { level: 'warn' }) : log) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trust_proxy,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: false },
    bodyLimit: 1024 * 1024,
    // An address that cannot be decoded is answered like any other error.
    frameworkErrors: (error, request, reply) => request.server.errorHandler(error, request, reply),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    serverFactory: (handler) => {
      return createServer({ maxHeaderSize, keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 60_000 }, (request: IncomingMessage, response: ServerResponse) => {
        const hit = request.method === 'GET' || request.method === 'HEAD' ? cache.get(request.url ?? '') : undefined;
        if (hit) sendAnswer(request, response, hit);
        else handler(request, response);
      });
    },
  });
}

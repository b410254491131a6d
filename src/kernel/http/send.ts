import type { IncomingMessage, ServerResponse } from 'node:http';
import { negotiateCoding, tagMatches, type CachedAnswer } from './page-cache.ts';

/** Writes a finished answer: 304 where the client has it, otherwise compressed as it asks. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: CachedAnswer): void {
  const coding = negotiateCoding(request.headers['accept-encoding'] as string | undefined);
  const body = answer.bodies[coding];
  const encoded = body !== answer.bodies.identity;
  const etag = `"${answer.tag}${encoded ? `-${coding}` : ''}"`;
  const headers = { ...answer.headers, etag, vary: answer.headers['vary'] ? `${answer.headers['vary']}, Accept-Encoding` : 'Accept-Encoding' };
  if (answer.status === 200 && tagMatches(request.headers['if-none-match'], answer.tag)) {
    const { 'content-type': _type, ...rest } = headers as Record<string, string>;
    response.writeHead(304, rest).end();
    return;
  }
  response.writeHead(answer.status, { ...headers, ...(encoded ? { 'content-encoding': coding } : {}), 'content-length': body.length });
  if (request.method === 'HEAD') response.end();
  else response.end(body);
}

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { NotFound } from '../errors.ts';
import { prepareAnswer, type CachedAnswer } from './page-cache.ts';
import { immutableCaching } from './security.ts';
import { sendAnswer } from './send.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.webmanifest': 'application/manifest+json',
};

/** Serves the built assets from memory. Their names hold a hash of their bytes, so clients keep them for ever. */
export async function mountAssets(app: FastifyInstance, pattern: string, dir: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const answers = new Map<string, CachedAnswer>();
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(dir.length + 1).replaceAll('\\', '/');
    answers.set(name, await prepareAnswer(200, { ...headers, 'content-type': type, 'cache-control': immutableCaching, 'access-control-allow-origin': '*' }, readFileSync(path)));
  }
  app.get(pattern, async (request, reply) => {
    const answer = answers.get((request.params as { '*': string })['*']);
    if (!answer) throw new NotFound(request.url);
    reply.hijack();
    sendAnswer(request.raw, reply.raw, answer);
    return reply;
  });
}

import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { patterns } from '#paths';
import type { Db } from '#kernel/db';
import { NotFound } from '#kernel/errors';
import { fileHeaders, parseRange, type FileStore } from '#kernel/files';
import type { AnyKind } from './kind.ts';
import { versionAsked } from './queries/versions.ts';

export interface FileParts {
  readonly db: Db;
  readonly store: FileStore;
  readonly kinds: readonly AnyKind[];
  readonly headers: Readonly<Record<string, string>>;
}

interface FoundFile {
  sha256: string;
  bytes: number;
  media_type: string;
  path: string;
  created_at: Date;
}

/** The file of the current version, or of the one of a number. */
async function findFile(db: Db, kind: string, slug: string, name: string, number: number | null): Promise<FoundFile | undefined> {
  const { rows: [file] } = await sql<FoundFile>`
    select fr.sha256, fr.bytes, fr.media_type, f.path, fr.created_at
    from published.showing s join editorial.version_file vf on vf.version_id = s.version_id join editorial.file_revision fr on fr.id = vf.file_revision_id join editorial.file f on f.id = fr.file_id
    where s.kind = ${kind} and s.slug = ${slug} and f.path = ${name} and ${number === null ? sql`s.current` : sql`s.number = ${number}`}`.execute(db);
  return file;
}

/** Serves `/files/KIND/SLUG/NAME`: the newest published revision, or by `?version=` that of a version, whole or a range (RFC 9110, section 14). */
export function mountFiles(app: FastifyInstance, { db, store, kinds, headers }: FileParts): void {
  app.get(patterns.file, async (request, reply) => {
    const [folder = '', ...rest] = (request.params as { '*': string })['*'].split('/').map(decodeURIComponent);
    const name = rest.pop() ?? '';
    const kind = kinds.find((k) => k.folder === folder)?.kind;
    const version = versionAsked(new URLSearchParams(request.url.split('?')[1] ?? ''));
    const file = await findFile(db, kind ?? '', rest.join('/'), name, version);
    if (!file) throw new NotFound(request.url);
    const etag = `"${file.sha256.slice(0, 32)}"`;
    reply.headers({
      ...headers, ...fileHeaders(file.media_type, file.path), etag, 'accept-ranges': 'bytes', 'cache-control': 'public, max-age=0, s-maxage=60', 'last-modified': file.created_at.toUTCString(),
      // Search engines are to find the current file.
      ...(version === null ? {} : { 'x-robots-tag': 'noindex' }),
    });
    if (request.headers['if-none-match']?.split(',').some((t) => t.trim().replace(/^W\//, '') === etag)) return reply.code(304).send();
    const fresh = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    const range = fresh ? parseRange(request.headers.range, file.bytes) : null;
    if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${file.bytes}`).send();
    if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
    reply.header('content-length', range ? range.end - range.start + 1 : file.bytes);
    if (request.method === 'HEAD') return reply.send();
    const { stream } = await store.read(file.sha256, range ?? undefined);
    return reply.send(stream);
  });
}

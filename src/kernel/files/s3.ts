import { AwsClient } from 'aws4fetch';
import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FileStoreConfig } from '../config.ts';
import { NotFound } from '../errors.ts';
import { type FileStore, pathOf } from './store.ts';
import { sweepTemporary, writeTemporary } from './temporary.ts';

/** The store did not do what was asked. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/**
 * Files in a bucket of an S3-compatible store, path style. A content is spooled to a temporary file, since its name is its hash; it is
 * sent in one request (S3 takes 5 GB so) with that hash, which the store checks.
 */
export function createS3Store(config: Extract<FileStoreConfig, { kind: 's3' }>, maxBytes: number): FileStore {
  const client = new AwsClient({
    accessKeyId: config.access_key_id, secretAccessKey: config.secret_access_key, region: config.region, service: 's3', retries: 3,
  });
  const incoming = join(tmpdir(), 'soderkoping-incoming');
  const address = (sha256: string) => `${config.endpoint.replace(/\/+$/, '')}/${config.bucket}/${pathOf(sha256)}`;

  async function send(method: string, sha256: string, init: RequestInit = {}): Promise<Response> {
    const response = await client.fetch(address(sha256), { method, ...init });
    if (response.ok || response.status === 404) return response;
    const detail = /<Code>([^<]{1,80})/.exec(await response.text())?.[1] ?? response.statusText;
    throw new StorageError(`${method} ${sha256}: the file store answers ${response.status} ${detail}`);
  }

  async function has(sha256: string): Promise<boolean> {
    return (await send('HEAD', sha256)).ok;
  }

  return {
    async put(content) {
      const { path, sha256, bytes } = await writeTemporary(incoming, content, maxBytes);
      try {
        if (!(await has(sha256))) {
          const body = await openAsBlob(path);
          const response = await send('PUT', sha256, { body, headers: { 'x-amz-content-sha256': sha256 } });
          await response.arrayBuffer();
          if (!response.ok) throw new StorageError(`PUT ${sha256}: the file store has no bucket ${config.bucket}`);
        }
      } finally {
        await rm(path, { force: true });
      }
      return { sha256, bytes };
    },
    async read(sha256, range) {
      const headers = range === undefined ? {} : { range: `bytes=${range.start}-${range.end}` };
      const response = await send('GET', sha256, { headers });
      if (response.status === 404) {
        await response.body?.cancel();
        throw new NotFound(`no file ${sha256}`);
      }
      if (range !== undefined && response.status !== 206) throw new StorageError(`GET ${sha256}: the file store answers no range`);
      const stream = response.body === null ? Readable.from([]) : Readable.fromWeb(response.body as ReadableStream);
      return { stream, bytes: Number(response.headers.get('content-length') ?? 0) };
    },
    async has(sha256) {
      return has(sha256);
    },
    async delete(sha256) {
      await (await send('DELETE', sha256)).arrayBuffer();
    },
    sweep: () => sweepTemporary(incoming),
  };
}

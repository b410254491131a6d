import { createHash } from 'node:crypto';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { LRUCache } from 'lru-cache';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

export type Coding = 'br' | 'gzip' | 'identity';

/** A finished answer, kept compressed in the ways that clients ask for. */
export interface CachedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Opaque tag over the bytes before compression; each coding has its own strong tag (RFC 9110, section 8.8.3.3). */
  readonly tag: string;
  readonly bodies: Readonly<Record<Coding, Buffer>>;
}

/** Below this many bytes compression costs more than it saves. */
const worthCompressing = 512;

/** The bytes alone: what comes from zlib is a view of a larger buffer, which it would keep alive. */
function exact(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}

/** Compresses a finished answer. */
export async function prepareAnswer(status: number, headers: Record<string, string>, body: string | Buffer): Promise<CachedAnswer> {
  const identity = Buffer.isBuffer(body) ? body : Buffer.from(body);
  const small = identity.length < worthCompressing;
  const [br = identity, gz = identity] = small
    ? []
    : (await Promise.all([brotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length } }), gzipped(identity, { level: 6 })])).map(exact);
  return { status, headers, tag: createHash('sha256').update(identity).digest('base64url').slice(0, 22), bodies: { identity, br, gzip: gz } };
}

export interface PageCache {
  get(key: string): CachedAnswer | undefined;
  set(key: string, answer: CachedAnswer, epoch: number): void;
  /** Forgets everything; answers that were begun before are not kept either. */
  clear(): void;
  readonly epoch: number;
  readonly bytes: number;
}

/** Finished public answers by address, bounded by bytes; the least recently asked go first. */
export function createPageCache(maxBytes: number): PageCache {
  let epoch = 0;
  const size = (a: CachedAnswer, key: string) => key.length * 2 + a.bodies.identity.length + a.bodies.br.length + a.bodies.gzip.length + 600;
  const cache = maxBytes > 0 ? new LRUCache<string, CachedAnswer>({ maxSize: maxBytes, maxEntrySize: Math.max(1, Math.floor(maxBytes / 8)), sizeCalculation: size }) : null;
  return {
    get: (key) => cache?.get(key),
    set(key, answer, begunIn) {
      if (begunIn === epoch) cache?.set(key, answer);
    },
    clear() {
      epoch += 1;
      cache?.clear();
    },
    get epoch() {
      return epoch;
    },
    get bytes() {
      return cache?.calculatedSize ?? 0;
    },
  };
}

/** The best coding for an Accept-Encoding header (RFC 9110, section 12.5.3). */
export function negotiateCoding(header: string | undefined): Coding {
  if (!header) return 'identity';
  const q = new Map<string, number>();
  for (const part of header.slice(0, 500).toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.trim().split(/\s*;\s*/);
    const weight = Number(parameters.find((p) => p.startsWith('q='))?.slice(2) ?? 1);
    q.set(name, Number.isFinite(weight) ? weight : 0);
  }
  const of = (name: string) => q.get(name) ?? q.get('*') ?? 0;
  const [br, gz] = [of('br'), of('gzip')];
  if (br > 0 && br >= gz) return 'br';
  return gz > 0 ? 'gzip' : 'identity';
}

/** Whether If-None-Match names this tag in any coding; weak comparison (RFC 9110, section 13.1.2). */
export function tagMatches(header: string | undefined, tag: string): boolean {
  if (!header) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((t) => t.trim().replace(/^W\//, '').replace(/^"|"$/g, '').replace(/-(br|gzip)$/, '') === tag);
}

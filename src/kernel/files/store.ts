import { createHash, type Hash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { Invalid, NotFound } from '../errors.ts';

/** Bytes `start` to `end` of a file, both included, from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface Stored {
  /** The SHA-256 of the content in lower-case hexadecimal: the name of the file in the store. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Files by their content. What `put` has acknowledged is on stable storage; the same content is kept once. */
export interface FileStore {
  /** Stores a content. Throws {@link Invalid} when it is larger than the store takes; then, as after any failure, nothing is left. */
  put(content: Readable | Uint8Array): Promise<Stored>;
  /** A stream of the content or of a range of it, and how many bytes the stream gives. Throws {@link NotFound}. */
  read(sha256: string, range?: ByteRange): Promise<{ stream: Readable; bytes: number }>;
  has(sha256: string): Promise<boolean>;
  /** Removes a content; no error when it is not there. */
  delete(sha256: string): Promise<void>;
  /** Removes what interrupted writes left behind, and says how many. */
  sweep(): Promise<number>;
}

/** `ab/cd/abcd…`: no folder grows beyond what file systems like. */
export function pathOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new NotFound(`no file ${sha256.slice(0, 80)}`);
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

/** A stream that hashes and counts what passes, and fails when more comes than may. */
export function meter(maxBytes: number): { through: Transform; result: () => Stored } {
  const hash: Hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) return done(tooLarge(maxBytes));
      hash.update(chunk);
      return done(null, chunk);
    },
  });
  return { through, result: () => ({ sha256: hash.digest('hex'), bytes }) };
}

function tooLarge(maxBytes: number): Invalid {
  const message = `larger than ${maxBytes} bytes (${(maxBytes / 1024 / 1024).toFixed(1)} MB)`;
  return new Invalid([{ file: 'file', message, severity: 'error' }]);
}

export function asStream(content: Readable | Uint8Array): Readable {
  if (content instanceof Readable) return content;
  return Readable.from([Buffer.from(content.buffer, content.byteOffset, content.byteLength)]);
}

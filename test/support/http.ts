import { request } from 'node:http';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As sent, compressed or not. */
  readonly bytes: Buffer;
  /** Decoded. */
  readonly text: string;
}

function decoded(bytes: Buffer, coding: string | undefined): string {
  if (bytes.length === 0) return '';
  return (coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Asks without the helpfulness of `fetch`: the path goes out as it is, nothing is added to the headers, nothing is unpacked or followed. */
export function askRaw(origin: string, path: string, options: { method?: string; headers?: Readonly<Record<string, string>> } = {}): Promise<RawAnswer> {
  return new Promise((done, fail) => {
    const { hostname, port } = new URL(origin);
    const sent = request({ hostname, port, path, method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', fail);
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const headers = Object.fromEntries(Object.entries(answer.headers).map(([k, v]) => [k, Array.isArray(v) ? v.join(', ') : v]));
        done({ status: answer.statusCode ?? 0, headers, bytes, text: decoded(bytes, headers['content-encoding']) });
      });
    });
    sent.on('error', fail);
    sent.end();
  });
}

/** Sends bytes that no client would, and returns the first line of the answer; empty when the server hung up without one. */
export function sendBytes(origin: string, bytes: Buffer | string): Promise<string> {
  return new Promise((done, fail) => {
    const { hostname, port } = new URL(origin);
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? done('') : fail(error)));
    socket.on('close', () => done(Buffer.concat(chunks).toString('latin1').split('\r\n')[0] ?? ''));
  });
}

import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

/**
 * A client that costs little beside the server it measures: it sends one request again and again over open connections and counts bytes.
 * Every answer must be as long as the first one.
 */
export interface LoadOptions {
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly milliseconds: number;
}

function requestBytes({ url, path, headers }: LoadOptions): Buffer {
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${new URL(url).host}`, ...Object.entries(headers).map(([k, v]) => `${k}: ${v}`), '', ''];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

/** The first answer, from its status line to its last byte. */
async function firstAnswer(socket: Socket, request: Buffer): Promise<Buffer> {
  socket.write(request);
  let got = Buffer.alloc(0);
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    got = Buffer.concat([got, chunk]);
    const end = got.indexOf('\r\n\r\n');
    const length = end === -1 ? undefined : /content-length: (\d+)/i.exec(got.subarray(0, end).toString('latin1'))?.[1];
    if (end !== -1 && length === undefined) throw new Error('the answer has no Content-Length');
    if (length !== undefined && got.length >= end + 4 + Number(length)) return got;
  }
}

async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** One answer as it comes over the wire. */
export async function fetchRaw(options: Pick<LoadOptions, 'url' | 'path' | 'headers'>): Promise<{ head: string; body: Buffer }> {
  const socket = await open(options.url);
  const answer = await firstAnswer(socket, requestBytes({ ...options, connections: 1, milliseconds: 0 }));
  socket.destroy();
  const end = answer.indexOf('\r\n\r\n');
  return { head: answer.subarray(0, end).toString('latin1'), body: answer.subarray(end + 4) };
}

/** Answers a second. */
export async function load(options: LoadOptions): Promise<number> {
  const request = requestBytes(options);
  const sockets = await Promise.all(Array.from({ length: options.connections }, () => open(options.url)));
  const size = (await Promise.all(sockets.map((s) => firstAnswer(s, request))))[0]?.length ?? 0;
  let answers = 0;
  const begun = performance.now();
  const end = begun + options.milliseconds;
  await Promise.all(sockets.map((socket) => new Promise<void>((done, fail) => {
    let missing = size;
    socket.on('data', (chunk: Buffer) => {
      missing -= chunk.length;
      if (missing > 0) return;
      if (missing < 0) return fail(new Error('an answer was longer than the first'));
      answers += 1;
      if (performance.now() >= end) return done();
      missing = size;
      socket.write(request);
    });
    socket.once('error', fail);
    socket.write(request);
  })));
  const seconds = (performance.now() - begun) / 1000;
  for (const socket of sockets) socket.destroy();
  return answers / seconds;
}

import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { readDocument } from './read.ts';
import type { ExtractLimits } from './types.ts';

/** One file to read: where it lies, or its bytes. */
export interface Task {
  readonly source: string | Uint8Array;
  readonly media_type: string;
  readonly limits: ExtractLimits;
}

// What a library prints is of no use to anybody, and nobody takes it off.
process.stdout.write = () => true;
process.stderr.write = () => true;

// A promise that a library forgot must not take the thread from the next file.
process.on('unhandledRejection', () => undefined);

parentPort?.on('message', async ({ source, media_type: mediaType, limits }: Task) => {
  const bytes = typeof source === 'string' ? await readFile(source) : Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  parentPort?.postMessage(await readDocument(bytes, mediaType, limits));
});

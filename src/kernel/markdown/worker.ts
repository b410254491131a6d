import { parentPort } from 'node:worker_threads';
import { parseText } from '../markdown.ts';
import type { Task } from './threads.ts';

parentPort?.on('message', ({ id, texts }: Task) => {
  parentPort?.postMessage({ id, blocks: texts.map(({ markdown, prefix }) => parseText(markdown, { prefix })) });
});

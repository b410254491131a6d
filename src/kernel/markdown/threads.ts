import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Block } from './blocks.ts';

export interface Text {
  readonly markdown: string;
  readonly prefix: string;
}

export interface Task {
  readonly id: number;
  readonly texts: readonly Text[];
}

/** Reads many texts at once, in threads. */
export interface TextReader {
  /** The blocks of these texts, in their order. */
  read(texts: readonly Text[]): Promise<Block[][]>;
  close(): Promise<void>;
}

const mostThreads = 4;

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, { done: (blocks: Block[][]) => void; fail: (error: Error) => void }>;
}

function startThread(): Thread {
  const worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), { execArgv: [] });
  const waiting: Thread['waiting'] = new Map();
  worker.on('message', ({ id, blocks }: { id: number; blocks: Block[][] }) => {
    waiting.get(id)?.done(blocks);
    waiting.delete(id);
  });
  const fail = (error: Error) => {
    for (const task of waiting.values()) task.fail(error);
    waiting.clear();
  };
  worker.on('error', fail).on('exit', () => fail(new Error('a thread that reads texts has ended')));
  return { worker, waiting };
}

/** As many threads as the machine has processors, up to four. Each takes the next task of those that wait for it in turn. */
export function createTextReader(): TextReader {
  const threads = Array.from({ length: Math.min(mostThreads, availableParallelism()) }, startThread);
  let id = 0;
  return {
    read(texts) {
      const least = threads.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a));
      return new Promise((done, fail) => {
        id += 1;
        least.waiting.set(id, { done, fail });
        least.worker.postMessage({ id, texts } satisfies Task);
      });
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

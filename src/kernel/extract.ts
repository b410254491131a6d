import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Extracted, ExtractLimits, ExtractWarning } from './extract/types.ts';
import type { Task } from './extract/worker.ts';

export type { Extracted, ExtractedPage, ExtractLimits, ExtractWarning } from './extract/types.ts';

const megabyte = 1024 * 1024;
const defaults: ExtractLimits = { bytes: 100 * megabyte, milliseconds: 60_000, characters: 5_000_000, unpacked_bytes: 200 * megabyte };
/** The heap limit does not count buffers, so the growth of the process is watched too. */
const maxGrowth = 1024 * megabyte;
const watchMilliseconds = 100;

/** Reads the texts of files in a thread of its own, one at a time. */
export interface Extractor {
  /**
   * The text of a file for search, by page where it has pages. `source` is a path, or the bytes. Everything that is wrong with the file
   * is a warning, with no pages or with those that could be read; it throws only when a path cannot be read at all.
   */
  extract(source: string | Uint8Array, mediaType: string, limits?: Partial<ExtractLimits>): Promise<Extracted>;
  /** Stops the thread; what is being read ends as `timed-out`. */
  close(): Promise<void>;
}

function startWorker(heapMegabytes: number): Worker {
  const file = new URL(`./extract/worker${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, {
    execArgv: [],
    env: {},
    // What a library prints goes nowhere. It is not read either: a stream that is read would keep the process alive.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
  });
  // What fails between two tasks must not end the process.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

interface Outcome {
  readonly result: Extracted;
  /** Whether the worker can take another task. */
  readonly alive: boolean;
}

const nothing = (warning: ExtractWarning): Extracted => ({ pages: [], warnings: [warning] });

/** Runs one task to its end, or ends the worker. */
async function run(worker: Worker, task: Task): Promise<Outcome> {
  const before = process.memoryUsage.rss();
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const lost = (warning: ExtractWarning) => resolve({ result: nothing(warning), alive: false });
  const onMessage = (result: Extracted) => resolve({ result, alive: true });
  const onError = (error: NodeJS.ErrnoException) => lost(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-large' : 'damaged');
  const onExit = () => lost('timed-out');
  const timer = setTimeout(lost, task.limits.milliseconds, 'timed-out');
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() - before > maxGrowth) lost('too-large');
  }, watchMilliseconds);
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  worker.ref();
  worker.postMessage(task);
  const outcome = await promise;
  clearTimeout(timer);
  clearInterval(watch);
  worker.off('message', onMessage).off('error', onError).off('exit', onExit);
  if (outcome.alive) worker.unref();
  else await worker.terminate();
  return outcome;
}

/**
 * An extractor whose thread starts with the first file, serves the following ones, and is replaced when a file has ended it.
 * `heapMegabytes`: the memory that the thread may take before it is ended.
 */
export function createExtractor(heapMegabytes = 512): Extractor {
  let worker: Worker | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  async function next(task: Task): Promise<Extracted> {
    if (worker?.threadId === -1) worker = null;
    worker ??= startWorker(heapMegabytes);
    const { result, alive } = await run(worker, task);
    if (!alive) worker = null;
    return result;
  }

  return {
    async extract(source, mediaType, limits = {}) {
      const task: Task = { source, media_type: mediaType, limits: { ...defaults, ...limits } };
      const bytes = typeof source === 'string' ? (await stat(source)).size : source.byteLength;
      if (bytes > task.limits.bytes) return nothing('too-large');
      const result = queue.then(() => next(task));
      queue = result.catch(() => undefined);
      return result;
    },
    async close() {
      await worker?.terminate();
    },
  };
}

const shared = createExtractor();

/** {@link Extractor.extract} of one thread that the whole process shares; it does not keep the process alive. */
export const extractText: Extractor['extract'] = (source, mediaType, limits) => shared.extract(source, mediaType, limits);

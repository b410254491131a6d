import { setFlagsFromString } from 'node:v8';

/**
 * Loaded before everything else. V8 would let a server's heap grow to five times what lives in it before it looks for garbage; a portal shares a
 * small machine with its database. The space for fresh objects does not grow any more, and the heap is cleaned when it has grown by two fifths: a page
 * that is not in memory costs a little more processor time, and the process stays at two thirds of the size (`bench/memory.bench.ts`).
 */
if (process.argv[2] === 'start') {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=40');
}

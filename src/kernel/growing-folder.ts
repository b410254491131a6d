import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';

/** A folder that is made beside its place, as `DIR.partial`. */
export interface GrowingFolder {
  /** Where to write. */
  readonly path: string;
  /** Lets it take its place; what stood there stays until then. */
  finish(): void;
}

/**
 * Begins a folder that appears whole or not at all. What an interrupted run left is cleared away; if it was killed just as one folder
 * gave way to the other, the former is put back first.
 */
export function growFolder(dir: string): GrowingFolder {
  const path = `${dir}.partial`;
  const old = `${dir}.old`;
  if (!existsSync(dir) && existsSync(old)) renameSync(old, dir);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return {
    path,
    finish() {
      rmSync(old, { recursive: true, force: true });
      if (existsSync(dir)) renameSync(dir, old);
      renameSync(path, dir);
      rmSync(old, { recursive: true, force: true });
    },
  };
}

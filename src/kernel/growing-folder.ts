import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';

const remove = (path: string) => rmSync(path, { recursive: true, force: true });

/** Clears away what an interrupted run left, and says so. If it was killed just as one folder gave way to the other, the former is put back first. */
function tidyUp(dir: string, path: string, old: string, say: (line: string) => void): void {
  if (existsSync(old) && !existsSync(dir)) {
    renameSync(old, dir);
    say(`an earlier run was interrupted as its work took the place of ${dir}; what stood there before is back`);
  }
  if (existsSync(path)) say(`an earlier run was interrupted and left ${path} unfinished; it is removed${existsSync(dir) ? `, and ${dir} is as it was before` : ''}`);
  for (const left of [path, old]) remove(left);
}

/**
 * Lets a folder appear whole or not at all: `fill` writes into one beside its place, `DIR.partial`, which then takes the place; what stood there stays until
 * then. When `fill` fails, or the program ends by itself before, nothing is left of it; after a kill the next run clears up and says so.
 */
export async function growFolder<T>(dir: string, say: (line: string) => void, fill: (path: string) => Promise<T>): Promise<T> {
  const [path, old] = [`${dir}.partial`, `${dir}.old`];
  tidyUp(dir, path, old, say);
  mkdirSync(path, { recursive: true });
  const takeAway = () => remove(path);
  process.once('exit', takeAway);
  try {
    const result = await fill(path);
    if (existsSync(dir)) renameSync(dir, old);
    renameSync(path, dir);
    remove(old);
    return result;
  } finally {
    process.off('exit', takeAway);
    takeAway();
  }
}

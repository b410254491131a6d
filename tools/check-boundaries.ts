/** Runs dependency-cruiser over the source, and makes sure that it saw the source: with a compiler it cannot use it sees nothing and is content. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

const root = join(import.meta.dirname, '..');
const result = spawnSync(
  process.execPath,
  [join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'), 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
  { cwd: root, encoding: 'utf8' },
);
process.stdout.write(result.stdout);
process.stderr.write(result.stderr);
const cruised = Number(/(\d+) modules/.exec(result.stdout)?.[1] ?? 0);
const files = globSync('src/**/*.{ts,tsx}', { cwd: root, exclude: (name) => name.endsWith('.d.ts') }).length;
if (cruised < files) {
  process.stderr.write(`dependency-cruiser saw ${cruised} modules of at least ${files}\n`);
  process.exit(1);
}
process.exit(result.status ?? 1);

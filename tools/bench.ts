/** Runs the benchmarks one after the other and prints their figures beside their limits. `npm run bench -- NAME …` runs only those whose names contain one of the words. */
import { fork, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatFigure, type Figure } from '../bench/support/report.ts';

const root = join(import.meta.dirname, '..');
const wanted = process.argv.slice(2);

const built = spawnSync(process.execPath, [join(root, 'tools/build.ts')], { stdio: 'inherit', cwd: root });
if (built.status !== 0) process.exit(1);

const names = readdirSync(join(root, 'bench')).filter((n) => n.endsWith('.bench.ts')).map((n) => n.slice(0, -'.ts'.length)).sort()
  .filter((n) => wanted.length === 0 || wanted.some((w) => n.includes(w)));

const figures: Figure[] = [];
const failed: string[] = [];
for (const name of names) {
  console.log(`▸ ${name}`);
  const child = fork(join(root, 'dist/bench', `${name}.js`), { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.on('message', (figure) => figures.push(figure as Figure));
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  if (code !== 0) failed.push(name);
}

console.log(`\n${figures.map(formatFigure).join('\n')}`);
for (const name of failed) console.error(`✗ ${name} broke off`);
process.exitCode = failed.length > 0 ? 1 : 0;

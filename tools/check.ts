/** Everything that `npm test` checks, in order of cost; the first failure ends it. `npm test -- PATH …` runs only these test files. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', name);

const steps: readonly (readonly [string, readonly string[]])[] = [
  ['build and types', [join(root, 'tools/build.ts')]],
  ['lint', [bin('oxlint/bin/oxlint'), '--quiet']],
  ['boundaries', [join(root, 'tools/check-boundaries.ts')]],
  ['unused code', [bin('knip/bin/knip.js'), '--no-progress']],
  ['unused styles', [join(root, 'tools/check-styles.ts')]],
  ['generated types', [join(root, 'tools/generate-db-types.ts'), '--verify']],
];

const only = process.argv.slice(2);
const run = (name: string, args: readonly string[]) => {
  const begun = Date.now();
  process.stdout.write(`▸ ${name}\n`);
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root });
  if (status !== 0) {
    process.stderr.write(`✗ ${name} failed\n`);
    process.exit(status ?? 1);
  }
  process.stdout.write(`✓ ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)\n`);
};

for (const [name, args] of only.length > 0 ? steps.slice(0, 1) : steps) run(name, args);
run('tests', [bin('vitest/vitest.mjs'), 'run', ...only]);

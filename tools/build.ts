/** Compiles the server with tsc and builds the assets, both only as far as something changed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
for (const args of [[join(root, 'node_modules/typescript-7/bin/tsc'), '-p', root], [join(root, 'tools/build-assets.ts')]]) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root });
  if (status !== 0) process.exit(status ?? 1);
}

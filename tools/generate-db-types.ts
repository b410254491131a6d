/**
 * Writes src/kernel/db-types.ts and db/schema.sql's catalogue from a freshly migrated database, or with `--verify` fails when the committed
 * files differ from it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { startEmbeddedPostgres } from '../src/kernel/postgres.ts';
import { migrate } from '../src/kernel/migrate.ts';
import { describeSchema } from './describe-schema.ts';

const root = join(import.meta.dirname, '..');
const verify = process.argv.includes('--verify');
const scratch = mkdtempSync(join(tmpdir(), 'soderkoping-types-'));
const server = await startEmbeddedPostgres(scratch);
try {
  await migrate(server.url, join(root, 'db'));
  const typesFile = join(root, 'src/kernel/db-types.ts');
  const out = verify ? join(scratch, 'db-types.ts') : typesFile;
  const result = spawnSync(
    process.execPath,
    [join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'), '--dialect', 'postgres', '--url', server.url, '--out-file', out, '--date-parser', 'string', '--numeric-parser', 'number',
      '--default-schema', 'none', '--include-pattern', '(kernel|parties|editorial|library|legislation|news|research|meetings|published).*', '--type-mapping', '{"int8":"number"}'],
    { encoding: 'utf8' },
  );
  if (result.status !== 0) throw new Error(result.stdout + result.stderr);
  const schemaFile = join(root, 'db/schema.sql');
  const schema = await describeSchema(server.url);
  if (verify) {
    const stale = [readFileSync(out, 'utf8') !== readFileSync(typesFile, 'utf8') && 'src/kernel/db-types.ts', schema !== readFileSync(schemaFile, 'utf8') && 'db/schema.sql'].filter(Boolean);
    if (stale.length > 0) throw new Error(`${stale.join(', ')}: not what the migrations make; run npm run generate`);
  } else {
    writeFileSync(schemaFile, schema);
  }
} finally {
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
}

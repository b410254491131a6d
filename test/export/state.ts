import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Every file below a folder with the checksum of its bytes. */
export function filesOf(dir: string): Readonly<Record<string, string>> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((e) => !e.isDirectory()).map((e) => join(e.parentPath, e.name));
  return Object.fromEntries(files.map((path) => [relative(dir, path), createHash('sha256').update(readFileSync(path)).digest('hex')] as const).sort());
}

/** Keys that differ between two databases that hold the same, and what stays inside an installation. */
const own = `array['id', 'version_id', 'language_version_id', 'file_revision_id', 'file_id', 'changed_at']`;

const versions = `editorial.version v join editorial.record r on r.id = v.record_id`;
/** Rows under names that mean the same everywhere. */
const tables: Readonly<Record<string, string>> = {
  record: `select r.id as x, to_jsonb(r) as row from editorial.record r`,
  version: `select concat_ws('/', r.kind, r.slug, v.number) as x, to_jsonb(v) - ${own} as row from ${versions}`,
  text: `select concat_ws('/', r.kind, r.slug, v.number, t.lang) as x, to_jsonb(t) - ${own} as row from editorial.language_version t join ${versions} on v.id = t.version_id`,
  block: `select concat_ws('/', r.kind, r.slug, v.number, t.lang, b.position) as x, to_jsonb(b) - ${own} as row
    from editorial.block b join editorial.language_version t on t.id = b.language_version_id join ${versions} on v.id = t.version_id`,
  relation: `select concat_ws('/', r.kind, r.slug, v.number, a.position) as x, to_jsonb(a) - ${own} as row from editorial.relation a join ${versions} on v.id = a.version_id`,
  identifier: `select concat_ws('/', r.kind, r.slug, v.number, a.scheme, a.value) as x, to_jsonb(a) - ${own} as row from editorial.identifier a join ${versions} on v.id = a.version_id`,
  file: `select concat_ws('/', r.kind, r.slug, v.number, a.position) as x, (to_jsonb(f) || to_jsonb(fr) || to_jsonb(a)) - ${own} as row
    from editorial.version_file a join editorial.file_revision fr on fr.id = a.file_revision_id join editorial.file f on f.id = fr.file_id join ${versions} on v.id = a.version_id`,
  file_page: `select concat_ws('/', r.kind, r.slug, f.path, fr.number, a.position) as x, to_jsonb(a) - ${own} as row
    from editorial.file_page a join editorial.file_revision fr on fr.id = a.file_revision_id join editorial.file f on f.id = fr.file_id join editorial.record r on r.id = f.record_id`,
  publication: `select concat_ws('/', r.kind, r.slug, v.number) as x, to_jsonb(a) - ${own} as row from editorial.publication a join ${versions} on v.id = a.version_id`,
  withdrawal: `select a.record_id as x, to_jsonb(a) as row from editorial.withdrawal a`,
  search: `select concat_ws('/', r.kind, r.slug, v.number, t.lang, f.path, a.part) as x, to_jsonb(a) - ${own} as row
    from editorial.search_document a left join editorial.language_version t on t.id = a.language_version_id left join editorial.file_revision fr on fr.id = a.file_revision_id
      left join editorial.file f on f.id = fr.file_id join ${versions} on v.id = a.version_id`,
  redirect: `select a.address as x, to_jsonb(a) as row from editorial.redirect a`,
  glossary: `select concat_ws('/', a.id, a.lang, a.position) as x, to_jsonb(a) as row from editorial.glossary_term a`,
  process: `select '' as x, to_jsonb(a) - ${own} as row from parties.process a`,
  ...Object.fromEntries(['library.document', 'legislation.act', 'research.publication', 'meetings.meeting'].map((table) => [
    table, `select concat_ws('/', r.kind, r.slug, v.number) as x, to_jsonb(a) - ${own} as row from ${table} a join ${versions} on v.id = a.version_id`,
  ])),
};

/** Everything that a database holds of a portal, in an order and under keys that do not depend on the database. */
export async function stateOf(db: Db): Promise<Record<string, readonly unknown[]>> {
  const state: Record<string, readonly unknown[]> = {};
  for (const [name, query] of Object.entries(tables)) {
    const { rows } = await sql<{ row: unknown }>`select row from (${sql.raw(query)}) q order by x::text collate "C", row::text collate "C"`.execute(db);
    state[name] = rows.map((r) => r.row);
  }
  return state;
}

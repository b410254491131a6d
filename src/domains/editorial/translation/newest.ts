import { sql } from 'kysely';
import type { Db, Tx } from '#kernel/db';
import { lockRecords } from '../commands/lock.ts';
import type { Draft, DraftText, StoredFile } from '../draft.ts';
import type { AnyKind } from '../kind.ts';
import { filesOfVersion, relationsOfVersion, textsOfVersion } from '../queries/version-parts.ts';

/** The newest version of a record, shown or not, with everything that it holds. */
export interface NewestVersion {
  /** As in addresses: `documents/32011L0095`. */
  readonly record: string;
  readonly record_id: string;
  readonly version_id: number;
  readonly number: number;
  readonly withdrawn: boolean;
  readonly draft: Draft;
}

interface Row extends Omit<Draft, 'identifiers' | 'facts' | 'texts'> {
  record_id: string;
  version_id: number;
  number: number;
  withdrawn: boolean;
  texts: (DraftText & { source_hash: string | null })[];
}

async function readRows(db: Db, kind: AnyKind, slugs: readonly string[] | null): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.id as record_id, v.id as version_id, v.number, exists (select from editorial.withdrawal w where w.record_id = r.id) as withdrawn,
      r.kind, r.slug, v.type, v.status, v.date, v.themes, v.focus, v.states, v.audience, v.source, v.added,
      ${textsOfVersion} as texts, ${relationsOfVersion} as relations, ${filesOfVersion} as files
    from editorial.record r
    join lateral (select * from editorial.version where record_id = r.id order by number desc limit 1) v on true
    where r.kind = ${kind.kind} and (${slugs === null} or r.slug = any(${slugs ?? []}::text[])) order by r.slug collate "C"`.execute(db);
  return rows;
}

/**
 * The newest versions of these records (`null`: of all), by kind and address; those that do not exist are left out. The text of files is not read: their
 * revisions hold it already.
 */
export async function readNewest(db: Db, kinds: readonly AnyKind[], records: readonly string[] | null): Promise<NewestVersion[]> {
  const found: NewestVersion[] = [];
  for (const kind of kinds) {
    const slugs = records?.filter((r) => r.startsWith(`${kind.folder}/`)).map((r) => r.slice(kind.folder.length + 1)) ?? null;
    if (slugs?.length === 0) continue;
    const rows = await readRows(db, kind, slugs);
    const facts = await kind.load(db, rows.map((r) => r.version_id));
    for (const { record_id, version_id, number, withdrawn, files, ...rest } of rows) {
      const own: unknown = facts.get(version_id);
      const stored = files.map((f): StoredFile => ({ ...f, pages: [] }));
      found.push({ record: `${kind.folder}/${rest.slug}`, record_id, version_id, number, withdrawn, draft: { ...rest, files: stored, identifiers: kind.identifiers(rest.slug, own), facts: own } });
    }
  }
  return found;
}

/** Locks the records of these addresses. */
export async function lockAddresses(tx: Tx, kinds: readonly AnyKind[], records: readonly string[]): Promise<void> {
  const keys = records.map((record) => {
    const [folder = '', ...rest] = record.split('/');
    return { kind: kinds.find((k) => k.folder === folder)?.kind ?? folder, slug: rest.join('/') };
  });
  await lockRecords(tx, sql`(r.kind, r.slug) in (select kind, slug from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(kind text, slug text))`);
}

import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { folderOf, type AnyKind } from '../kind.ts';

/** Folders of all records that exist, drafts and withdrawn ones included. */
export async function knownFolders(db: Db, kinds: readonly AnyKind[]): Promise<Set<string>> {
  const { rows } = await sql<{ kind: string; slug: string }>`select kind, slug from editorial.record`.execute(db);
  return new Set(rows.map((r) => `${folderOf(kinds, r.kind)}/${r.slug}`));
}

/** Those of these versions that are shown now or scheduled. */
export async function shownVersions(db: Db, versionIds: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ version_id: number }>`
    select version_id from editorial.publication where version_id = any(${versionIds}::bigint[]) and visible_until > now()`.execute(db);
  return new Set(rows.map((r) => r.version_id));
}

/** Withdrawn records, as `kind/slug`. */
export async function withdrawnFolders(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select r.kind || '/' || r.slug as key from editorial.withdrawal w join editorial.record r on r.id = w.record_id`.execute(db);
  return new Set(rows.map((r) => r.key));
}

/** The digest of the newest version of every record, by `kind/slug`. */
export async function newestDigests(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; digest: string }>`
    select distinct on (r.id) r.kind || '/' || r.slug as key, v.digest from editorial.record r join editorial.version v on v.record_id = r.id order by r.id, v.number desc`.execute(db);
  return new Map(rows.map((r) => [r.key, r.digest]));
}

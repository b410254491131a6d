import { sql } from 'kysely';
import { paths } from '#paths';
import type { Db } from '#kernel/db';
import { folderOf, type AnyKind } from '../kind.ts';

/** Addresses that answer although no page leads to them: tombstones, in each language, and old addresses that are paths. */
export async function unlinkedAddresses(db: Db, kinds: readonly AnyKind[], languages: readonly string[]): Promise<string[]> {
  const [{ rows: tombstones }, { rows: redirects }] = await Promise.all([
    sql<{ kind: string; slug: string }>`select kind, slug from published.tombstone order by kind, slug`.execute(db),
    sql<{ address: string }>`select address from editorial.redirect where address not like '%?%' order by address`.execute(db),
  ]);
  return [...tombstones.flatMap(({ kind, slug }) => languages.map((lang) => paths.record(lang, folderOf(kinds, kind), slug))), ...redirects.map((r) => r.address)];
}

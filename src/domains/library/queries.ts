import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** What a document knows beyond the spine. Dates are known to the day, the month or the year. */
export interface DocumentRow {
  readonly version_id: number;
  readonly celex: string | null;
  readonly number: string | null;
  readonly institutions: readonly string[];
  readonly oj: string | null;
  readonly published: string | null;
  readonly in_force: string | null;
  readonly applies: string | null;
  readonly ended: string | null;
}

/** The documents of these versions that everybody may read, by version. */
export async function documentsOf(db: Db, versionIds: readonly number[]): Promise<Map<number, DocumentRow>> {
  const { rows } = await sql<DocumentRow>`
    select version_id, celex, number, institutions, oj, published, in_force, applies, ended from library.document where version_id = any(${versionIds}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.version_id, row]));
}

import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Texts } from '#kernel/i18n';

/** What a publication knows beyond the spine; its authors are institutions. */
export interface PublicationRow {
  readonly version_id: number;
  readonly authors: readonly Texts[];
  readonly publisher: Texts | null;
  readonly isbn: string | null;
  readonly doi: string | null;
  readonly pages: number | null;
}

/** The publications of these versions that everybody may read, by version. */
export async function publicationsOf(db: Db, versionIds: readonly number[]): Promise<Map<number, PublicationRow>> {
  const { rows } = await sql<PublicationRow>`
    select version_id, authors, publisher, isbn, doi, pages from research.publication where version_id = any(${versionIds}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.version_id, row]));
}

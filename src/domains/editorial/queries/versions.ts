import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { NotFound } from '#kernel/errors';
import type { Texts } from '#kernel/i18n';

/** A version of a record that everybody may read: the current one, or one that stood before. */
export interface RecordVersion {
  readonly number: number;
  readonly visible_from: Date;
  /** Null on the current one. */
  readonly visible_until: Date | null;
  readonly correction: Texts | null;
  readonly current: boolean;
}

/** The number of a version that an address asks for by `?version=`; null: the current one. Throws {@link NotFound} when it is no number. */
export function versionAsked(query: URLSearchParams): number | null {
  const asked = query.get('version');
  if (asked !== null && !/^[1-9]\d{0,6}$/.test(asked)) throw new NotFound(`no version ${asked}`);
  return asked === null ? null : Number(asked);
}

/** The versions of a record that have an address, latest first. */
export async function readVersions(db: Db, recordId: string): Promise<RecordVersion[]> {
  const { rows } = await sql<RecordVersion>`
    select number, visible_from, visible_until, correction, current from published.showing where record_id = ${recordId} order by visible_from desc, number desc`.execute(db);
  return rows;
}

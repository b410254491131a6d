import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** What an act knows beyond the spine. Dates are known to the day, the month or the year. */
export interface ActRow {
  readonly version_id: number;
  readonly state: string;
  readonly number: string | null;
  readonly issuer: string;
  readonly in_force: string | null;
  readonly ended: string | null;
}

/** The acts of these versions that everybody may read, by version. */
export async function actsOf(db: Db, versionIds: readonly number[]): Promise<Map<number, ActRow>> {
  const { rows } = await sql<ActRow>`
    select version_id, state, number, issuer, in_force, ended from legislation.act where version_id = any(${versionIds}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.version_id, row]));
}

/** How many acts of each State everybody may read now. */
export async function countActsByState(db: Db): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ state: string; n: number }>`
    select a.state, count(*)::int as n from legislation.act a join published.version v on v.id = a.version_id group by a.state`.execute(db);
  return new Map(rows.map((r) => [r.state, r.n]));
}

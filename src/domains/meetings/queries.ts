import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Texts } from '#kernel/i18n';

/** What a meeting knows beyond the spine. `starts` and `ends` are local to `time_zone`: a day, a month, a year, or a day with a time. */
export interface MeetingRow {
  readonly version_id: number;
  readonly starts: string;
  readonly ends: string | null;
  readonly time_zone: string | null;
  readonly place: Texts | null;
  readonly country: string | null;
  readonly host: Texts | null;
  readonly body: string | null;
}

/** The meetings of these versions that everybody may read, by version. */
export async function meetingsOf(db: Db, versionIds: readonly number[]): Promise<Map<number, MeetingRow>> {
  const { rows } = await sql<MeetingRow>`
    select version_id, starts, ends, time_zone, place, country, host, body from meetings.meeting where version_id = any(${versionIds}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.version_id, row]));
}

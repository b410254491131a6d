import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { rowsOf, type ListRow } from '#domains/editorial';

/** Records of one kind and one month; `month` is `null` where only the year is known. */
export interface MonthGroup {
  readonly month: number | null;
  readonly kind: string;
  readonly total: number;
  /** The first of them. */
  readonly rows: readonly ListRow[];
}

/** Everything of a year by month and kind, at most `limit` rows of each group. */
export async function readYear(db: Db, year: string, limit: number): Promise<readonly MonthGroup[]> {
  const { rows: found } = await sql<{ month: number | null; kind: string; total: number; id: number }>`
    select * from (
      select nullif(substr(v.date, 6, 2), '')::int as month, v.kind, v.id,
        count(*) over (partition by substr(v.date, 6, 2), v.kind)::int as total,
        row_number() over (partition by substr(v.date, 6, 2), v.kind order by v.date, v.id) as n
      from published.version v where v.kind <> 'page' and v.date_from between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
    ) g where n <= ${limit} order by month nulls last, kind, n`.execute(db);
  const rows = new Map((await rowsOf(db, found.map((f) => f.id))).map((r) => [r.version_id, r]));
  const groups = new Map<string, MonthGroup & { rows: ListRow[] }>();
  for (const { month, kind, total, id } of found) {
    const key = `${month ?? ''} ${kind}`;
    const group = groups.get(key) ?? { month, kind, total, rows: [] };
    const row = rows.get(id);
    if (row) group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

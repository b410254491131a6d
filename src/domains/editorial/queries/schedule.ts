import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** The next moment at which what is shown changes by itself: a scheduled or embargoed version becomes visible. */
export async function nextScheduledChange(db: Db): Promise<Date | null> {
  const { rows: [row] } = await sql<{ at: Date | null }>`
    select least(min(visible_from) filter (where visible_from > now()), min(visible_until) filter (where visible_until > now() and visible_until < 'infinity')) as at
    from editorial.publication`.execute(db);
  return row?.at ?? null;
}

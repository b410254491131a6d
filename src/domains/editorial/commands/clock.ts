import { sql } from 'kysely';
import type { Tx } from '#kernel/db';

/** The clock of the database at this moment, not at the beginning of the transaction. Read after the records are locked: whoever held them before has an earlier moment. */
export async function readClock(tx: Tx): Promise<Date> {
  const { rows: [row] } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(tx);
  return row?.at ?? new Date();
}

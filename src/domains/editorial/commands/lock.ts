import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '#kernel/db';

/**
 * Keeps others from changing records until the transaction ends: those for which `where` holds, a condition on `r`, a row of `editorial.record`. Always in the same
 * order, so that two commands never wait for each other. What is read of other tables must be read by a later statement: one that waits for a lock sees them
 * as they were before it waited.
 */
export async function lockRecords(tx: Tx, where: RawBuilder<unknown>): Promise<void> {
  await sql`select from editorial.record r where ${where} order by r.id for update of r`.execute(tx);
}

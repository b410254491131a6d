import pg from 'pg';
import { sql } from 'kysely';
import type { Tx } from './db.ts';

const channel = 'soderkoping_published';

/** Tells every node that what is published changed; delivered when the transaction commits. */
export async function announceChange(tx: Tx): Promise<void> {
  await sql`select pg_notify(${channel}, '')`.execute(tx);
}

/**
 * Calls `changed` whenever something published changes anywhere, and after every reconnection, since a change may have been missed.
 * Returns a function that ends the listening.
 */
export async function listenForChanges(url: string, changed: () => void): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let stopped = false;
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'soderkoping listener', keepAlive: true });
    next.on('notification', changed);
    next.on('error', () => undefined);
    next.on('end', () => {
      client = null;
      if (!stopped) void retry();
    });
    await next.connect();
    await next.query(`listen ${channel}`);
    client = next;
    changed();
  };
  const retry = async (): Promise<void> => {
    for (let wait = 250; !stopped; wait = Math.min(wait * 2, 5000)) {
      await new Promise((done) => setTimeout(done, wait).unref());
      try {
        if (!stopped) await connect();
        return;
      } catch {
        // The server is away; the next attempt follows.
      }
    }
  };
  await connect();
  return async () => {
    stopped = true;
    await client?.end();
  };
}

import pg from 'pg';
import { sql } from 'kysely';
import type { Tx } from './db.ts';

const channel = 'soderkoping_published';

/** Tells every node that what is published changed; delivered when the transaction commits. */
export async function announceChange(tx: Tx): Promise<void> {
  await sql`select pg_notify(${channel}, '')`.execute(tx);
}

/** How often the connection is tried, and how long an answer may take, in milliseconds: a server that vanished without a word is noticed. */
const heartbeat = 30_000;
const answerWithin = 10_000;
const longestWait = 5000;

/** One connection that listens; `lost` is called once when it is no more. Throws when there is none to be had. */
async function listen(url: string, changed: () => void, lost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'soderkoping listener', keepAlive: true, connectionTimeoutMillis: answerWithin, query_timeout: answerWithin });
  client.on('error', () => undefined);
  client.on('notification', changed);
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
  } catch (error) {
    void client.end().catch(() => undefined);
    throw error;
  }
  const pulse = setInterval(() => void client.query('select 1').catch(() => client.end().catch(() => undefined)), heartbeat).unref();
  client.once('end', () => {
    clearInterval(pulse);
    lost();
  });
  return client;
}

/**
 * Calls `changed` whenever something published changes anywhere, and after every reconnection, since a change may have been missed.
 * Returns a function that ends the listening. Needs a session of its own: a pooler between must not share it out by transaction.
 */
export async function listenForChanges(url: string, changed: () => void): Promise<() => Promise<void>> {
  let stopped = false;
  const reconnect = async (): Promise<void> => {
    for (let wait = 250; !stopped; wait = Math.min(wait * 2, longestWait)) {
      await new Promise((done) => setTimeout(done, wait).unref());
      if (stopped) return;
      try {
        client = await listen(url, changed, lost);
        if (stopped) await client.end();
        else changed();
        return;
      } catch {
        // The server is away; the next attempt follows.
      }
    }
  };
  const lost = () => {
    if (!stopped) void reconnect();
  };
  let client = await listen(url, changed, lost);
  changed();
  return async () => {
    stopped = true;
    await client.end().catch(() => undefined);
  };
}

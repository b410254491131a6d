import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './db-types.ts';

/** Reads take a `Db`. */
export type Db = Kysely<DB>;

declare const inTransaction: unique symbol;

/** Writes take a `Tx`, which only {@link transaction} makes: a command cannot run outside one. */
export type Tx = Transaction<DB> & { readonly [inTransaction]: true };

// Dates travel as `YYYY-MM-DD`: a calendar day has no time zone, a JavaScript Date has.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
// Counts and identity columns stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export interface PoolOptions {
  readonly max?: number;
  /** Role that the sessions act under. */
  readonly role?: string;
  readonly statement_timeout_ms?: number;
  readonly name?: string;
}

export function createPool(url: string, options: PoolOptions = {}): pg.Pool {
  const settings = [options.role ? `-c role=${options.role}` : '', `-c statement_timeout=${options.statement_timeout_ms ?? 0}`, '-c timezone=UTC'];
  const pool = new pg.Pool({
    connectionString: url, max: options.max ?? 10, options: settings.filter(Boolean).join(' '), application_name: options.name ?? 'soderkoping',
    connectionTimeoutMillis: 15_000,
  });
  // A connection that breaks is replaced at the next use; without listeners Node would end the process. The pool listens to idle ones only.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export function createDb(pool: pg.Pool): Db {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

/** Whether the driver itself found the connection broken, or none to be had in time; such errors have no code of PostgreSQL. */
export function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed))/.test(error.message);
}

/** Runs `work` in one transaction: all of it happens, or nothing. */
export function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute((tx) => work(tx as Tx));
}

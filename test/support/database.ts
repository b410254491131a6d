import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createDb, createPool, type Db } from '#kernel/db';
import { databaseUrl } from './global.ts';

/** A database of a test file's own: a clone of the migrated template. */
export interface TestDatabase {
  readonly url: string;
  /** The owner of the tables. */
  readonly db: Db;
  /** The public role. */
  readonly publicDb: Db;
  close(): Promise<void>;
}

/** Two clones at once would each find the template in use. */
const cloneLock = 7_304_222;

/** Clones a database, the migrated template by default. */
export async function testDatabase(template = 'soderkoping_template'): Promise<TestDatabase> {
  const server = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query('select pg_advisory_lock($1)', [cloneLock]);
  await admin.query(`create database ${name} template ${template}`);
  await admin.query('select pg_advisory_unlock($1)', [cloneLock]);
  await admin.end();
  const url = databaseUrl(server, name);
  const pools = [createPool(url, { max: 4 }), createPool(url, { max: 4, role: 'soderkoping_public' })];
  const [db, publicDb] = pools.map(createDb);
  if (!db || !publicDb) throw new Error('unreachable');
  return {
    url, db, publicDb,
    async close() {
      await Promise.all([db.destroy(), publicDb.destroy()]);
      const closing = new pg.Client({ connectionString: server });
      await closing.connect();
      await closing.query(`drop database if exists ${name} with (force)`);
      await closing.end();
    },
  };
}

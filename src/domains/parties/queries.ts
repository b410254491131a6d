import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { processSchema, type Process } from './process.ts';

/** The process that this installation serves, as everybody may read it; `null` before the first import. */
export async function readProcess(db: Db): Promise<Process | null> {
  const { rows } = await sql<{ definition: unknown }>`select definition from published.process`.execute(db);
  return rows[0] ? processSchema.parse(rows[0].definition) : null;
}

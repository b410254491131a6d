import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Mandate } from './lifecycle.ts';
import { processSchema, type Process } from './process.ts';

/** The process that this installation serves, as everybody may read it; `null` before the first import. */
export async function readProcess(db: Db): Promise<Process | null> {
  const { rows } = await sql<{ definition: unknown }>`select definition from published.process`.execute(db);
  return rows[0] ? processSchema.parse(rows[0].definition) : null;
}

const mandates = sql`
  select m.id, m.person, m.party, m.role, m.body, m.starts, least(m.ends, e.ends) as ends, m.alternate_of
  from parties.mandate m left join parties.mandate_ending e on e.mandate_id = m.id`;

/** All mandates that a person has, had and will have, by their first day. */
export async function mandatesOfPerson(db: Db, person: string): Promise<Mandate[]> {
  const { rows } = await sql<Mandate>`${mandates} where m.person = ${person} order by m.starts, m.id`.execute(db);
  return rows;
}

/** Everybody who speaks, spoke and will speak for a party, by their first day. */
export async function mandatesOfParty(db: Db, party: string): Promise<Mandate[]> {
  const { rows } = await sql<Mandate>`${mandates} where m.party = ${party} order by m.starts, m.id`.execute(db);
  return rows;
}

export async function findMandate(db: Db, id: number): Promise<Mandate | null> {
  const { rows } = await sql<Mandate>`${mandates} where m.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

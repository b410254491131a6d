import { sql } from 'kysely';
import { audit, type Actor } from '#kernel/audit';
import type { Tx } from '#kernel/db';
import type { Process } from './process.ts';

/** Replaces the process definition. Returns whether it differs from the one before. */
export async function saveProcess(tx: Tx, actor: Actor, process: Process): Promise<boolean> {
  const definition = JSON.stringify(process);
  const { rows } = await sql`
    insert into parties.process (definition) values (${definition}::jsonb)
    on conflict (singleton) do update set definition = excluded.definition, changed_at = now()
    where parties.process.definition is distinct from excluded.definition
    returning 1`.execute(tx);
  if (rows.length > 0) await audit(tx, actor, [{ action: 'process.saved', subject: `process/${process.id}` }]);
  return rows.length > 0;
}

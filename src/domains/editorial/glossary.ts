import { sql } from 'kysely';
import { audit, type Actor } from '#kernel/audit';
import type { Tx } from '#kernel/db';
import type { GlossaryRow } from './content/glossary.ts';

/** Replaces the glossary. Returns the number of concepts. */
export async function saveGlossary(tx: Tx, actor: Actor, rows: readonly GlossaryRow[]): Promise<number> {
  await sql`delete from editorial.glossary_term`.execute(tx);
  await sql`
    insert into editorial.glossary_term (id, lang, term, variant, definition, position)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id text, lang text, term text, variant boolean, definition text, position int)`.execute(tx);
  await audit(tx, actor, [{ action: 'glossary.saved', subject: 'glossary', details: { terms: rows.length } }]);
  return new Set(rows.map((r) => r.id)).size;
}

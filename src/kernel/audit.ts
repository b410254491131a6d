import { sql } from 'kysely';
import type { Tx } from './db.ts';

export { auditHead, verifyAudit, type AuditHead, type AuditReport, type BrokenLink } from './audit/chain.ts';

/** Who acts: a role and a party, or an account of the command line; never a person's name. */
export interface Actor {
  readonly name: string;
}

export interface AuditEntry {
  readonly action: string;
  /** What was changed, as `kind/slug`. */
  readonly subject: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Writes what an actor did, in the transaction of the change itself; PostgreSQL adds it to the chain when that commits (db/migrations/0006_audit_chain.sql). */
export async function audit(tx: Tx, actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = JSON.stringify(entries.map((e) => ({ action: e.action, subject: e.subject, details: e.details ?? {} })));
  await sql`
    insert into kernel.audit_event (actor, action, subject, details)
    select ${actor.name}, action, subject, details from jsonb_to_recordset(${rows}::jsonb) as x(action text, subject text, details jsonb)`.execute(tx);
}

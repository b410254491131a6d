import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** An end of the chain: every event up to it follows from its hash. Noted elsewhere, it proves later that none of them was taken off. */
export interface AuditHead {
  /** Counted from 1. */
  readonly position: number;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
}

/** The first place at which the chain does not hold. */
export interface BrokenLink {
  readonly position: number | null;
  readonly event_id: number | null;
  readonly problem: 'altered' | 'removed' | 'reordered' | 'inserted' | 'unknown head';
  readonly message: string;
}

export interface AuditReport {
  /** Events that were found in order, up to the first that is not. */
  readonly events: number;
  readonly head: AuditHead | null;
  /** Events after the head that was asked for. */
  readonly since: number | null;
  readonly broken: BrokenLink | null;
}

interface AuditEvent {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: unknown;
}

interface Link {
  readonly position: number;
  readonly event_id: number;
  readonly previous: string;
  readonly hash: string;
  readonly event: AuditEvent | null;
}

/** Links read at a time: bounds memory, however long the trail. */
const batch = 2000;

/** SHA-256 over the event and the hash before it, as one object in the form of RFC 8785. `kernel.audit_hash` does the same in SQL when the event is written. */
function hashOf(event: AuditEvent, previous: string): string {
  return createHash('sha256').update(canonicalize({ ...event, previous }) ?? '').digest('hex');
}

async function readLinks(db: Db, after: number | null): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select l.position, l.event_id, encode(l.previous, 'hex') as previous, encode(l.hash, 'hex') as hash,
      case when e.id is not null then jsonb_build_object('id', e.id, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'actor', e.actor, 'action', e.action,
        'subject', e.subject, 'details', e.details) end as event
    from kernel.audit_link l left join kernel.audit_event e on e.id = l.event_id
    where ${after}::bigint is null or l.position > ${after} order by l.position limit ${batch}`.execute(db);
  return rows;
}

async function exists(db: Db, hash: string): Promise<boolean> {
  const { rows } = await sql`select from kernel.audit_link where hash = decode(${hash}, 'hex') limit 1`.execute(db);
  return rows.length > 0;
}

/** What is wrong with the link that comes after `head`; null when it holds. */
async function faultOf(db: Db, link: Link, head: AuditHead | null): Promise<BrokenLink | null> {
  const { position, event_id, event } = link;
  const expected = (head?.position ?? 0) + 1;
  const previous = head?.hash ?? '';
  const fault = (problem: BrokenLink['problem'], message: string): BrokenLink => ({ position, event_id, problem, message });
  if (position < expected) return fault('inserted', `a link stands before the first one`);
  if (position > expected) return fault('removed', `the links from ${expected} to ${position - 1}, before this event, were removed`);
  if (event === null) return fault('removed', 'the event was removed');
  if (hashOf(event, link.previous) !== link.hash) return fault('altered', 'the event, or its link, was altered after it was written');
  if (link.previous === previous) return null;
  return (link.previous === '' || (await exists(db, link.previous)))
    ? fault('reordered', 'the event follows another one than it did when it was written')
    : fault('removed', 'what came before the event was removed or replaced');
}

/** An event that no link holds: it was written around the trigger, or its link was removed. */
async function unlinked(db: Db): Promise<BrokenLink | null> {
  const { rows: [row] } = await sql<{ id: number }>`
    select e.id from kernel.audit_event e where not exists (select from kernel.audit_link l where l.event_id = e.id) order by e.id limit 1`.execute(db);
  return row ? { position: null, event_id: row.id, problem: 'inserted', message: 'the event is in no link: it was added around the chain, or its link was removed' } : null;
}

/**
 * Proves the chain of audit events from its beginning, in bounded memory, by computing every hash anew outside the database. `head`: a hash noted earlier, which
 * must still be in the chain. Only such a head tells that the newest events were removed, or the whole chain written anew.
 */
export async function verifyAudit(db: Db, options: { readonly head?: string } = {}): Promise<AuditReport> {
  let head: AuditHead | null = null;
  let noted: number | null = null;
  const report = (broken: BrokenLink | null): AuditReport => ({ events: head?.position ?? 0, head, since: noted === null || head === null ? null : head.position - noted, broken });
  for (let links = await readLinks(db, null); links.length > 0; links = await readLinks(db, links.at(-1)?.position ?? null)) {
    for (const link of links) {
      const broken = await faultOf(db, link, head);
      if (broken) return report(broken);
      head = { position: link.position, hash: link.hash };
      if (link.hash === options.head?.toLowerCase()) noted = link.position;
    }
  }
  const added = await unlinked(db);
  if (added) return report(added);
  if (options.head !== undefined && noted === null) {
    return report({ position: null, event_id: null, problem: 'unknown head', message: `the chain does not hold ${options.head}: events up to it were removed, or the chain was written anew` });
  }
  return report(null);
}

/** The end of the chain as it stands, without proving it; null while nothing has happened. */
export async function auditHead(db: Db): Promise<AuditHead | null> {
  const { rows: [head] } = await sql<AuditHead>`select position, encode(hash, 'hex') as hash from kernel.audit_link order by position desc limit 1`.execute(db);
  return head ?? null;
}

import { sql } from 'kysely';
import { audit, type Actor } from '#kernel/audit';
import type { Tx } from '#kernel/db';
import { Conflict, Forbidden, NotFound } from '#kernel/errors';
import { dayOf } from './day.ts';
import { overlap, phaseOn, runningOn, type Mandate } from './lifecycle.ts';
import { checkMandate, mayManage, type ProposedMandate } from './policy.ts';
import type { Process } from './process.ts';
import { findMandate, mandatesOfParty } from './queries.ts';

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

/** Who gives or ends a mandate. The operator at the command line of the machine may do all. */
export interface MandateManager {
  readonly actor: Actor;
  readonly holds: readonly Mandate[] | 'operator';
}

export interface MandateInput extends Omit<ProposedMandate, 'alternate_of'> {
  readonly person: string;
  readonly alternate_of: number | null;
}

const allows = ({ holds }: MandateManager, mandate: Parameters<typeof mayManage>[1], today: string): boolean =>
  holds === 'operator' || mayManage(runningOn(holds, today), mandate);

/** Changes of one party's people follow one another: each is judged by what the one before left. */
async function lockParty(tx: Tx, party: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('parties.mandate'), hashtext(${party}))`.execute(tx);
}

/**
 * Gives a person a mandate and returns its number. Throws {@link Forbidden} when the manager may not, {@link Conflict} when the process definition does not
 * allow it (the message lists the problems) or when the State has another National Coordinator on one of the days.
 */
export async function giveMandate(tx: Tx, manager: MandateManager, process: Process, input: MandateInput, now: Date): Promise<number> {
  await lockParty(tx, input.party);
  const holder = input.alternate_of === null ? null : await findMandate(tx, input.alternate_of);
  if (input.alternate_of !== null && holder === null) throw new NotFound(`no mandate ${input.alternate_of}`);
  const proposed = { ...input, alternate_of: holder };
  if (!allows(manager, proposed, dayOf(process, now))) throw new Forbidden(`may not give ${input.role} of ${input.party}`);
  const problems = checkMandate(process, proposed);
  if (problems.length > 0) throw new Conflict(problems.join(', '));
  if (input.role === 'coordinator' && holder === null) {
    const others = (await mandatesOfParty(tx, input.party)).filter((m) => m.role === 'coordinator' && m.alternate_of === null && overlap(m, input));
    if (others.length > 0) throw new Conflict('another_coordinator');
  }
  const { rows: [given] } = await sql<{ id: number }>`
    insert into parties.mandate (person, party, role, body, starts, ends, alternate_of, given_by)
    values (${input.person}, ${input.party}, ${input.role}, ${input.body}, ${input.starts}, ${input.ends}, ${input.alternate_of}, ${manager.actor.name})
    returning id`.execute(tx);
  if (!given) throw new Error('unreachable');
  await audit(tx, manager.actor, [{ action: 'mandate.given', subject: `mandate/${given.id}`, details: { party: input.party, role: input.role, body: input.body, starts: input.starts, ends: input.ends } }]);
  return given.id;
}

/**
 * Lets a mandate end on a day, the last on which it gives rights; the day before its first one takes back what has not begun. What is over stays as it was.
 * Throws {@link NotFound}, {@link Forbidden}, or {@link Conflict} when it is over, ends no later anyway, or the day is past.
 */
export async function endMandate(tx: Tx, manager: MandateManager, process: Process, id: number, lastDay: string, now: Date): Promise<void> {
  const found = await findMandate(tx, id);
  if (found === null) throw new NotFound(`no mandate ${id}`);
  await lockParty(tx, found.party);
  const mandate = (await findMandate(tx, id)) ?? found;
  const today = dayOf(process, now);
  if (!allows(manager, mandate, today)) throw new Forbidden(`may not end mandate ${id}`);
  const yesterday = dayOf({ time_zone: 'UTC' }, new Date(Date.parse(today) - 86_400_000));
  if (phaseOn(mandate, today) === 'over' || lastDay < yesterday || (mandate.ends !== null && mandate.ends <= lastDay)) throw new Conflict('mandate_over');
  await sql`
    insert into parties.mandate_ending (mandate_id, ends, decided_by) values (${id}, ${lastDay}, ${manager.actor.name})
    on conflict (mandate_id) do update set ends = excluded.ends, decided_at = now(), decided_by = excluded.decided_by`.execute(tx);
  await audit(tx, manager.actor, [{ action: 'mandate.ended', subject: `mandate/${id}`, details: { party: mandate.party, role: mandate.role, ends: lastDay } }]);
}

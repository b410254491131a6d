import { sql } from 'kysely';
import type { Actor } from '#kernel/audit';
import type { Tx } from '#kernel/db';
import { Conflict, Forbidden, NotFound } from '#kernel/errors';
import { next, stateOf, type Action, type Standing, type State } from '../lifecycle.ts';
import { may, mayApprove, type Mandate } from '../policy.ts';
import { lockRecords } from './lock.ts';

/** A person at work, under the mandates that run now. `name` is the role and party that the trail tells; `person` identifies the account and stays inside. */
export interface Editor extends Actor {
  readonly person: string;
  readonly mandates: readonly Mandate[];
}

/** A version whose record this transaction has locked: nothing of it changes until the commit. */
export interface LockedVersion {
  readonly id: number;
  readonly record_id: string;
  readonly kind: string;
  readonly slug: string;
  readonly number: number;
  readonly audience: string;
  readonly states: readonly string[];
  readonly state: State;
  /** Whether any version of the record was ever shown. */
  readonly shown_before: boolean;
  /** Who wrote or handed in versions since one was last shown or scheduled, this one among them. */
  readonly authors: readonly string[];
  readonly second_pair: boolean;
}

type Row = Omit<LockedVersion, 'state'> & Standing;

const visible = (p: string) => sql.raw(`${p}.visible_from < ${p}.visible_until`);

/** Locks the record of a version and tells where the version stands. Throws {@link NotFound}. */
export async function lockVersion(tx: Tx, versionId: number): Promise<LockedVersion> {
  await lockRecords(tx, sql`r.id = (select record_id from editorial.version where id = ${versionId})`);
  const { rows: [row] } = await sql<Row>`
    select v.id, v.record_id, r.kind, r.slug, v.number, v.audience, v.states,
      exists (select from editorial.withdrawal w where w.record_id = r.id) as withdrawn,
      not exists (select from editorial.version n where n.record_id = r.id and n.number > v.number) as newest,
      (select case when p.visible_from > clock_timestamp() then 'coming' when p.visible_until > clock_timestamp() then 'now' else 'past' end
        from editorial.publication p where p.version_id = v.id and ${visible('p')}) as shown,
      (select s.step from editorial.step s where s.version_id = v.id order by s.id desc limit 1) as last_step,
      exists (select from editorial.publication p where p.record_id = r.id and p.visible_from <= clock_timestamp() and ${visible('p')}) as shown_before,
      array(select distinct s.person from editorial.step s join editorial.version o on o.id = s.version_id
        where o.record_id = r.id and o.number <= v.number and s.step in ('saved', 'submitted') and s.person is not null
          and not exists (select from editorial.publication p join editorial.version pv on pv.id = p.version_id where p.record_id = r.id and pv.number >= o.number and pv.number < v.number)) as authors,
      not exists (select from editorial.review_waiver w where w.kind = r.kind) as second_pair
    from editorial.version v join editorial.record r on r.id = v.record_id where v.id = ${versionId}`.execute(tx);
  if (!row) throw new NotFound(`no version ${versionId}`);
  return { ...row, state: stateOf(row) };
}

/** Asks policy, then the table of transitions. Whoever may not read the version is told that there is none. */
export function demand(editor: Editor, action: Action, version: LockedVersion): State {
  const what = `${version.kind}/${version.slug}, version ${version.number}`;
  if (!may(editor.mandates, 'read', version)) throw new NotFound(`no version ${version.id}`);
  if (!may(editor.mandates, action, version)) throw new Forbidden(`${editor.name} may not ${action} ${what}`);
  const to = next(version.state, action, version);
  if (to === null) throw new Conflict(`${what} is ${version.state}: ${action} is not possible`);
  if (action === 'approve' && !mayApprove(editor.person, version.authors, version.second_pair)) throw new Forbidden(`${what} has to be approved by somebody who did not write it`);
  return to;
}

/** Writes a step of a version with its author. */
export async function insertStep(tx: Tx, editor: Editor, versionId: number, step: 'saved' | 'submitted' | 'returned' | 'approved', remark: string | null = null): Promise<void> {
  await sql`insert into editorial.step (version_id, step, taken_by, person, remark) values (${versionId}, ${step}, ${editor.name}, ${editor.person}, ${remark})`.execute(tx);
}

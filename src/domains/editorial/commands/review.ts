import { sql } from 'kysely';
import { audit, type Actor } from '#kernel/audit';
import type { Tx } from '#kernel/db';
import { announceChange } from '#kernel/epoch';
import { Conflict } from '#kernel/errors';
import type { Texts } from '#kernel/i18n';
import { correctionFits } from '../lifecycle.ts';
import { readClock } from './clock.ts';
import { publish } from './publish.ts';
import { demand, insertStep, lockVersion, type Editor, type LockedVersion } from './standing.ts';
import { withdraw, type Withdrawal } from './withdraw.ts';

const told = (tx: Tx, editor: Editor, action: string, version: LockedVersion) =>
  audit(tx, editor, [{ action, subject: `${version.kind}/${version.slug}`, details: { version_id: version.id, version: version.number } }]);

/** Hands a version in for review. */
export async function submit(tx: Tx, editor: Editor, versionId: number): Promise<void> {
  const version = await lockVersion(tx, versionId);
  demand(editor, 'submit', version);
  await insertStep(tx, editor, versionId, 'submitted');
  await told(tx, editor, 'version.submitted', version);
}

/** Takes a scheduled version off the schedule: what stood before it goes on, until what would have followed it. */
async function unschedule(tx: Tx, { id, record_id }: LockedVersion): Promise<void> {
  // As text: a JavaScript Date would lose the microseconds that the rows are compared by.
  const { rows: [gone] } = await sql<{ visible_from: string; visible_until: string }>`
    delete from editorial.publication where version_id = ${id} returning visible_from::text, visible_until::text`.execute(tx);
  if (!gone) return;
  await sql`
    update editorial.publication set visible_until = ${gone.visible_until}::timestamptz where record_id = ${record_id} and visible_until = ${gone.visible_from}::timestamptz`.execute(tx);
  await sql`
    update editorial.publication p set first_visible_from = (select min(f.visible_from) from editorial.publication f where f.record_id = p.record_id)
    where p.record_id = ${record_id} and p.first_visible_from = ${gone.visible_from}::timestamptz`.execute(tx);
  await sql`delete from editorial.search_document where version_id = ${id}`.execute(tx);
  await announceChange(tx);
}

/** Gives a version back to its author with what is to be changed; a scheduled one is taken off the schedule. */
export async function returnWithRemark(tx: Tx, editor: Editor, versionId: number, remark: string): Promise<void> {
  if (remark.trim() === '') throw new Conflict('say what is to be changed');
  const version = await lockVersion(tx, versionId);
  demand(editor, 'return', version);
  if (version.state === 'scheduled') await unschedule(tx, version);
  await insertStep(tx, editor, versionId, 'returned', remark.trim());
  await told(tx, editor, 'version.returned', version);
}

/** Approves a version as it stands: one that is changed afterwards is another version, and needs another approval. */
export async function approve(tx: Tx, editor: Editor, versionId: number): Promise<void> {
  const version = await lockVersion(tx, versionId);
  demand(editor, 'approve', version);
  await insertStep(tx, editor, versionId, 'approved');
  await told(tx, editor, 'version.approved', version);
}

export interface Release {
  /** From when it is shown; at once when absent. */
  readonly at?: Date;
  /** Asked for where the record was shown before: `minor` is silent, a text in languages is shown to readers. */
  readonly correction?: 'minor' | Texts;
}

/** Shows a version at once, or from a moment to come. */
export async function release(tx: Tx, editor: Editor, versionId: number, { at, correction }: Release = {}): Promise<void> {
  const version = await lockVersion(tx, versionId);
  demand(editor, at ? 'schedule' : 'publish', version);
  if (at && at <= (await readClock(tx))) throw new Conflict(`${at.toISOString()} is past`);
  const note = correction === undefined ? 'none' : correction === 'minor' ? 'minor' : 'noted';
  if (!correctionFits(version.shown_before, note)) {
    throw new Conflict(version.shown_before ? 'say of a correction whether it is minor, or what readers should know of it' : 'what was never shown has nothing to correct');
  }
  await publish(tx, editor, [versionId], { ...(at ? { visible_from: at } : {}), ...(correction && correction !== 'minor' ? { correction } : {}) });
}

/** Takes the record of a version back for good. */
export async function takeBack(tx: Tx, editor: Editor, versionId: number, withdrawal: Withdrawal): Promise<void> {
  const version = await lockVersion(tx, versionId);
  demand(editor, 'withdraw', version);
  await withdraw(tx, editor, version, withdrawal);
}

/** Says whether records of a kind ask for a second pair of eyes; they do until it is waived. */
export async function askSecondPair(tx: Tx, actor: Actor, kind: string, asked: boolean): Promise<void> {
  const { numAffectedRows } = asked
    ? await sql`delete from editorial.review_waiver where kind = ${kind}`.execute(tx)
    : await sql`insert into editorial.review_waiver (kind, waived_by) values (${kind}, ${actor.name}) on conflict do nothing`.execute(tx);
  if (numAffectedRows) await audit(tx, actor, [{ action: asked ? 'review.asked' : 'review.waived', subject: `kind/${kind}` }]);
}

import { sql } from 'kysely';
import { audit, type Actor } from '#kernel/audit';
import type { Tx } from '#kernel/db';
import { announceChange } from '#kernel/epoch';
import { Conflict, NotFound } from '#kernel/errors';
import type { Texts } from '#kernel/i18n';
import { indexVersions } from '../search/index-versions.ts';
import { readClock } from './clock.ts';
import { lockRecords } from './lock.ts';

export interface PublishOptions {
  /** From when it is shown; in the future it is scheduled, or under embargo. By default at once. */
  readonly visible_from?: Date;
  /** A correction that readers should know of: a text in languages. Absent on a minor change. */
  readonly correction?: Texts;
}

/**
 * Shows these versions from a moment on; the version shown until then gives way at that moment. Already scheduled versions of the same records
 * that would come later are taken back. A withdrawn record cannot be published again: its address keeps its tombstone.
 */
export async function publish(tx: Tx, actor: Actor, versionIds: readonly number[], options: PublishOptions = {}): Promise<void> {
  if (versionIds.length === 0) return;
  await lockRecords(tx, sql`r.id in (select record_id from editorial.version where id = any(${versionIds}::bigint[]))`);
  const { rows: versions } = await sql<{ id: number; record_id: string; subject: string; withdrawn: boolean }>`
    select v.id, v.record_id, r.kind || '/' || r.slug as subject, exists (select from editorial.withdrawal w where w.record_id = r.id) as withdrawn
    from editorial.version v join editorial.record r on r.id = v.record_id
    where v.id = any(${versionIds}::bigint[]) order by r.id`.execute(tx);
  if (versions.length < new Set(versionIds).size) throw new NotFound('no such version');
  const withdrawn = versions.filter((v) => v.withdrawn);
  if (withdrawn.length > 0) throw new Conflict(`withdrawn: ${withdrawn.map((v) => v.subject).join(', ')}`);
  const recordIds = versions.map((v) => v.record_id);
  const from = options.visible_from ?? (await readClock(tx));
  const { rows: firsts } = await sql<{ record_id: string; first: Date }>`
    select record_id, min(first_visible_from) as first from editorial.publication
    where record_id = any(${recordIds}::uuid[]) and visible_from <= ${from} group by record_id`.execute(tx);
  const firstOf = JSON.stringify(Object.fromEntries(firsts.map((f) => [f.record_id, f.first])));
  await sql`delete from editorial.publication where record_id = any(${recordIds}::uuid[]) and (visible_from > ${from} or version_id = any(${versionIds}::bigint[]))`.execute(tx);
  await sql`
    update editorial.publication set visible_until = ${from}
    where record_id = any(${recordIds}::uuid[]) and visible_until > ${from}`.execute(tx);
  await sql`
    insert into editorial.publication (version_id, record_id, visible_from, audience, first_visible_from, published_by, correction)
    select v.id, v.record_id, ${from}::timestamptz, v.audience, coalesce((${firstOf}::jsonb ->> v.record_id::text)::timestamptz, ${from}::timestamptz), ${actor.name}, ${options.correction ? JSON.stringify(options.correction) : null}::jsonb
    from editorial.version v where v.id = any(${versionIds}::bigint[])`.execute(tx);
  await indexVersions(tx, recordIds, versionIds);
  await audit(tx, actor, versions.map((v) => ({ action: options.visible_from ? 'record.scheduled' : 'record.published', subject: v.subject, details: { version_id: v.id, visible_from: from.toISOString() } })));
  await announceChange(tx);
}

/**
 * Moves what this transaction published to now; called last in a long one. Whoever harvested by date between the publishing and the commit saw nothing of it,
 * goes on from the moment of that harvest, and would never learn of what is dated before. What is restored or scheduled keeps its moment.
 */
export async function publishedNow(tx: Tx): Promise<void> {
  const at = await readClock(tx);
  const ours = (column: string) => sql`${sql.ref(column)} between now() and ${at}`;
  const moved = (column: string) => sql`${sql.ref(column)} = case when ${ours(column)} then ${at} else ${sql.ref(column)} end`;
  await sql`
    update editorial.publication set ${sql.join(['visible_from', 'first_visible_from', 'visible_until'].map(moved))}
    where xmin = pg_current_xact_id()::xid and (${ours('visible_from')} or ${ours('visible_until')})`.execute(tx);
}

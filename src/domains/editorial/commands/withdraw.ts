import { sql } from 'kysely';
import { audit, type Actor } from '#kernel/audit';
import type { Tx } from '#kernel/db';
import { announceChange } from '#kernel/epoch';
import { Conflict, NotFound } from '#kernel/errors';
import type { Texts } from '#kernel/i18n';
import { readClock } from './clock.ts';
import { lockRecords } from './lock.ts';

export interface Withdrawal {
  readonly reason: Texts;
  readonly successor?: { readonly kind: string; readonly slug: string };
}

/** Takes a record back for good: its address answers with a tombstone that gives the reason and what follows it. */
export async function withdraw(tx: Tx, actor: Actor, record: { kind: string; slug: string }, withdrawal: Withdrawal): Promise<void> {
  await lockRecords(tx, sql`r.kind = ${record.kind} and r.slug = ${record.slug}`);
  const { rows: [found] } = await sql<{ id: string; withdrawn: boolean; version_id: number | null; was_public: boolean | null }>`
    select r.id, exists (select from editorial.withdrawal w where w.record_id = r.id) as withdrawn,
      coalesce(
        (select p.version_id from editorial.publication p where p.record_id = r.id and p.visible_from <= clock_timestamp() order by p.audience = 'public' desc, p.visible_from desc limit 1),
        (select v.id from editorial.version v where v.record_id = r.id order by v.number desc limit 1)) as version_id,
      (select bool_or(p.audience = 'public') from editorial.publication p where p.record_id = r.id and p.visible_from <= clock_timestamp()) as was_public
    from editorial.record r where r.kind = ${record.kind} and r.slug = ${record.slug}`.execute(tx);
  const subject = `${record.kind}/${record.slug}`;
  if (!found) throw new NotFound(`no record ${subject}`);
  if (found.withdrawn) throw new Conflict(`${subject} is withdrawn already`);
  const at = await readClock(tx);
  await sql`
    insert into editorial.withdrawal (record_id, withdrawn_at, withdrawn_by, reason, successor_kind, successor_slug, titles, was_public, themes, focus, states)
    select ${found.id}, ${at}, ${actor.name}, ${JSON.stringify(withdrawal.reason)}::jsonb, ${withdrawal.successor?.kind ?? null}, ${withdrawal.successor?.slug ?? null},
      coalesce((select jsonb_object_agg(t.lang, t.title) from editorial.language_version t where t.version_id = ${found.version_id}), '{}'), ${found.was_public ?? false},
      coalesce(v.themes, '{}'), coalesce(v.focus, '{}'), coalesce(v.states, '{}')
    from (values (1)) as one left join editorial.version v on v.id = ${found.version_id}`.execute(tx);
  await sql`delete from editorial.publication where record_id = ${found.id} and visible_from > ${at}`.execute(tx);
  await sql`update editorial.publication set visible_until = ${at} where record_id = ${found.id} and visible_until > ${at}`.execute(tx);
  await sql`delete from editorial.search_document where record_id = ${found.id}`.execute(tx);
  await audit(tx, actor, [{ action: 'record.withdrawn', subject, details: { reason: withdrawal.reason } }]);
  await announceChange(tx);
}

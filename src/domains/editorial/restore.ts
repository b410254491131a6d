import { sql } from 'kysely';
import { audit, type Actor } from '#kernel/audit';
import type { Tx } from '#kernel/db';
import { announceChange } from '#kernel/epoch';
import { saveVersions } from './commands/save.ts';
import type { History } from './content/history.ts';
import type { Draft } from './draft.ts';
import type { AnyKind } from './kind.ts';
import { shownVersions } from './queries/known.ts';
import { indexVersions } from './search/index-versions.ts';

/** A record as an export holds it: its history, and a draft for each of its versions, oldest first. */
export interface RestorableRecord {
  readonly history: History;
  readonly versions: readonly Draft[];
}

interface RestoredVersion {
  readonly id: number;
  readonly record_id: string;
  readonly facts: History['versions'][number];
}

async function insertRecords(tx: Tx, records: readonly RestorableRecord[]): Promise<void> {
  const rows = JSON.stringify(records.map(({ history, versions }) => ({ id: history.id, kind: versions[0]?.kind, slug: versions[0]?.slug, created_at: history.created, created_by: history.by })));
  await sql`
    insert into editorial.record (id, kind, slug, created_at, created_by)
    select * from jsonb_to_recordset(${rows}::jsonb) as x(id uuid, kind text, slug text, created_at timestamptz, created_by text)`.execute(tx);
}

async function stampVersions(tx: Tx, restored: readonly RestoredVersion[]): Promise<void> {
  const rows = JSON.stringify(restored.map(({ id, record_id, facts }) => ({ version_id: id, record_id, created: facts.created, by: facts.by, ...facts.published && { p: facts.published } })));
  await sql`
    update editorial.version v set created_at = x.created, created_by = x.by
    from jsonb_to_recordset(${rows}::jsonb) as x(version_id bigint, created timestamptz, by text) where v.id = x.version_id`.execute(tx);
  await sql`
    update editorial.file_revision fr set created_at = v.created_at
    from (select vf.file_revision_id, min(v.created_at) as created_at from editorial.version_file vf join editorial.version v on v.id = vf.version_id
      where v.record_id in (select record_id from jsonb_to_recordset(${rows}::jsonb) as x(record_id uuid)) group by 1) v
    where fr.id = v.file_revision_id`.execute(tx);
  await sql`
    insert into editorial.publication (version_id, record_id, visible_from, visible_until, audience, first_visible_from, published_at, published_by, correction)
    select x.version_id, x.record_id, (x.p ->> 'from')::timestamptz, coalesce((x.p ->> 'until')::timestamptz, 'infinity'), v.audience, (x.p ->> 'first')::timestamptz, (x.p ->> 'at')::timestamptz,
      x.p ->> 'by', x.p -> 'correction'
    from jsonb_to_recordset(${rows}::jsonb) as x(version_id bigint, record_id uuid, p jsonb) join editorial.version v on v.id = x.version_id where x.p is not null`.execute(tx);
}

async function insertWithdrawals(tx: Tx, records: readonly RestorableRecord[]): Promise<void> {
  const rows = JSON.stringify(records.flatMap(({ history: { id, withdrawn } }) => (withdrawn ? [{ id, ...withdrawn }] : [])));
  await sql`
    insert into editorial.withdrawal (record_id, withdrawn_at, withdrawn_by, reason, successor_kind, successor_slug, titles, was_public, themes, focus, states)
    select x.id, x.at, x.by, x.reason, x.successor ->> 'kind', x.successor ->> 'slug', x.titles, x.was_public, coalesce(v.themes, '{}'), coalesce(v.focus, '{}'), coalesce(v.states, '{}')
    from jsonb_to_recordset(${rows}::jsonb) as x(id uuid, at timestamptz, by text, reason jsonb, successor jsonb, titles jsonb, was_public boolean)
    left join editorial.version v on v.id = coalesce(
      (select p.version_id from editorial.publication p where p.record_id = x.id and p.visible_from <= x.at order by p.audience = 'public' desc, p.visible_from desc limit 1),
      (select n.id from editorial.version n where n.record_id = x.id order by n.number desc limit 1))`.execute(tx);
}

/**
 * Brings records back exactly as an export holds them: identity, versions with their dates, when each was shown, withdrawals. The records must
 * not exist yet.
 */
export async function restoreRecords(tx: Tx, actor: Actor, kinds: readonly AnyKind[], records: readonly RestorableRecord[]): Promise<void> {
  if (records.length === 0) return;
  await insertRecords(tx, records);
  const most = Math.max(...records.map((r) => r.versions.length));
  const restored: RestoredVersion[] = [];
  for (let n = 0; n < most; n++) {
    const step = records.flatMap(({ versions, history }) => {
      const draft = versions[n];
      const facts = history.versions[n];
      return draft && facts ? [{ draft, facts }] : [];
    });
    const saved = await saveVersions(tx, actor, kinds, step.map((s) => s.draft));
    saved.forEach(({ version_id, record_id }, i) => {
      const facts = step[i]?.facts;
      if (facts) restored.push({ id: version_id, record_id, facts });
    });
  }
  await stampVersions(tx, restored);
  await insertWithdrawals(tx, records);
  const shown = await shownVersions(tx, restored.map((r) => r.id));
  await indexVersions(tx, records.map((r) => r.history.id), [...shown]);
  await audit(tx, actor, records.map(({ versions }) => ({ action: 'record.restored', subject: `${versions[0]?.kind}/${versions[0]?.slug}` })));
  await announceChange(tx);
}

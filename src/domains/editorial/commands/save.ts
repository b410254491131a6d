import { sql } from 'kysely';
import { audit, type Actor } from '#kernel/audit';
import type { Tx } from '#kernel/db';
import { announceChange } from '#kernel/epoch';
import { Conflict, NotFound } from '#kernel/errors';
import type { Texts } from '#kernel/i18n';
import { blocksOf } from './blocks.ts';
import { contentHash, draftDigest, firstDay, normalizeIdentifier, type Draft } from './draft.ts';
import type { AnyKind } from './kind.ts';
import { indexVersions } from './search/index-versions.ts';

/** Rows a statement: enough to spare round trips, little enough to stay in memory. */
const batchRows = 2000;

async function insertRows<R>(rows: readonly R[], insert: (json: string) => Promise<void>): Promise<void> {
  for (let i = 0; i < rows.length; i += batchRows) await insert(JSON.stringify(rows.slice(i, i + batchRows)));
}

export interface SavedVersion {
  readonly record_id: string;
  readonly version_id: number;
  readonly number: number;
  /** True when the newest version already held exactly this; nothing was written then. */
  readonly unchanged: boolean;
}

interface HeadRow {
  i: number;
  record_id: string;
  version_id: number | null;
  number: number | null;
  digest: string | null;
}

/** Locks the records of these drafts, creating the missing ones, and tells their newest versions, in the order of the drafts. */
async function lockHeads(tx: Tx, actor: Actor, drafts: readonly Draft[]): Promise<HeadRow[]> {
  const keys = JSON.stringify(drafts.map((d, i) => ({ i, kind: d.kind, slug: d.slug })));
  await sql`
    insert into editorial.record (kind, slug, created_by)
    select kind, slug, ${actor.name} from jsonb_to_recordset(${keys}::jsonb) as k(kind text, slug text)
    on conflict (kind, slug) do nothing`.execute(tx);
  const { rows } = await sql<HeadRow>`
    with locked as (
      select r.id, r.kind, r.slug from editorial.record r
      where (r.kind, r.slug) in (select kind, slug from jsonb_to_recordset(${keys}::jsonb) as k(kind text, slug text))
      order by r.id for update
    )
    select k.i, l.id as record_id, v.id as version_id, v.number, v.digest
    from jsonb_to_recordset(${keys}::jsonb) as k(i int, kind text, slug text)
    join locked l using (kind, slug)
    left join lateral (select id, number, digest from editorial.version where record_id = l.id order by number desc limit 1) v on true
    order by k.i`.execute(tx);
  return rows;
}

async function insertVersions(tx: Tx, actor: Actor, drafts: readonly { draft: Draft; head: HeadRow; digest: string }[]): Promise<number[]> {
  const rows = JSON.stringify(
    drafts.map(({ draft, head, digest }, i) => ({
      i, record_id: head.record_id, number: (head.number ?? 0) + 1, kind: draft.kind, type: draft.type, status: draft.status, date: draft.date, date_from: firstDay(draft.date),
      themes: draft.themes, focus: draft.focus, states: draft.states, audience: draft.audience, source: draft.source, added: draft.added, digest,
    })),
  );
  const { rows: ids } = await sql<{ id: number }>`
    insert into editorial.version (record_id, number, kind, type, status, date, date_from, themes, focus, states, audience, source, added, digest, created_by)
    select record_id, number, kind, type, status, date, date_from, themes, focus, states, audience, source, added, digest, ${actor.name}
    from jsonb_to_recordset(${rows}::jsonb) as x(i int, record_id uuid, number int, kind text, type text, status text, date text, date_from date, themes text[], focus text[],
      states text[], audience text, source jsonb, added date, digest text)
    order by i
    returning id`.execute(tx);
  return ids.map((r) => r.id);
}

async function insertTexts(tx: Tx, versions: readonly { id: number; draft: Draft }[]): Promise<void> {
  const texts = versions.flatMap(({ id, draft }) => {
    const hashes = new Map(draft.texts.map((t) => [t.lang, contentHash(t)]));
    return draft.texts.map((t) => ({ version_id: id, ...t, source_hash: t.translates === null ? null : hashes.get(t.translates) ?? null, content_hash: hashes.get(t.lang) }));
  });
  const idOf = new Map<string, number>();
  await insertRows(texts, async (json) => {
    const { rows } = await sql<{ id: number; version_id: number; lang: string }>`
      insert into editorial.language_version (version_id, lang, title, short, summary, body, translates, source_hash, content_hash, authenticity)
      select * from json_to_recordset(${json}::json)
        as x(version_id bigint, lang text, title text, short text, summary text, body text, translates text, source_hash text, content_hash text, authenticity text)
      returning id, version_id, lang`.execute(tx);
    for (const r of rows) idOf.set(`${r.version_id} ${r.lang}`, r.id);
  });
  const blocks = versions.flatMap(({ id, draft }) =>
    draft.texts.flatMap((t) => blocksOf(t).map((b, position) => ({ language_version_id: idOf.get(`${id} ${t.lang}`), position, lang: t.lang, ...b }))),
  );
  await insertRows(blocks, async (json) => {
    await sql`
      insert into editorial.block (language_version_id, position, anchor, kind, level, section, heading, lang, html, text)
      select * from json_to_recordset(${json}::json)
        as x(language_version_id bigint, position int, anchor text, kind text, level int, section text, heading text, lang text, html text, text text)`.execute(tx);
  });
}

async function insertLinks(tx: Tx, versions: readonly { id: number; draft: Draft }[]): Promise<void> {
  const relations = versions.flatMap(({ id, draft }) => draft.relations.map((r, position) => ({ version_id: id, position, ...r })));
  await insertRows(relations, async (json) => {
    await sql`
      insert into editorial.relation (version_id, position, type, target_kind, target_slug)
      select * from jsonb_to_recordset(${json}::jsonb) as x(version_id bigint, position int, type text, target_kind text, target_slug text)`.execute(tx);
  });
  const identifiers = versions.flatMap(({ id, draft }) => draft.identifiers.map((n) => ({ version_id: id, ...n, normalized: normalizeIdentifier(n.value) })));
  await insertRows(identifiers, async (json) => {
    await sql`
      insert into editorial.identifier (version_id, scheme, value, normalized)
      select * from jsonb_to_recordset(${json}::jsonb) as x(version_id bigint, scheme text, value text, normalized text)
      where normalized <> '' on conflict do nothing`.execute(tx);
  });
}

/** Files keep their address; bytes, language or title that differ make a new revision of the same file. */
async function insertFiles(tx: Tx, versions: readonly { id: number; record_id: string; draft: Draft }[]): Promise<void> {
  for (const { id, record_id, draft } of versions) {
    for (const [position, file] of draft.files.entries()) {
      const { rows: [kept] } = await sql<{ file_id: string; revision_id: number | null; number: number | null; same: boolean | null }>`
        with f as (
          insert into editorial.file (record_id, path) values (${record_id}, ${file.path})
          on conflict (record_id, path) do update set path = excluded.path returning id
        )
        select f.id as file_id, r.id as revision_id, r.number,
          r.sha256 = ${file.sha256} and r.lang is not distinct from ${file.lang} and r.title = ${JSON.stringify(file.title)}::jsonb as same
        from f left join lateral (select * from editorial.file_revision where file_id = f.id order by number desc limit 1) r on true`.execute(tx);
      if (!kept) throw new Conflict(`the file ${file.path} could not be kept`);
      let revision = kept.same ? kept.revision_id : null;
      if (revision === null) {
        const { rows: [added] } = await sql<{ id: number }>`
          insert into editorial.file_revision (file_id, number, sha256, bytes, media_type, lang, title)
          values (${kept.file_id}, ${(kept.number ?? 0) + 1}, ${file.sha256}, ${file.bytes}, ${file.media_type}, ${file.lang}, ${JSON.stringify(file.title)}::jsonb)
          returning id`.execute(tx);
        revision = added?.id ?? null;
        const pages = file.pages.map((p, i) => ({ file_revision_id: revision, position: i, page: p.number, lang: file.lang ?? 'en', text: p.text }));
        await insertRows(pages, async (json) => {
          await sql`
            insert into editorial.file_page (file_revision_id, position, page, lang, text)
            select * from jsonb_to_recordset(${json}::jsonb) as x(file_revision_id bigint, position int, page int, lang text, text text)`.execute(tx);
        });
      }
      await sql`insert into editorial.version_file (version_id, position, file_revision_id) values (${id}, ${position}, ${revision})`.execute(tx);
    }
  }
}

/**
 * Keeps drafts as new versions of their records, creating records as needed; a draft equal to the newest version writes nothing.
 * Answers in the order of `drafts`. Nothing becomes visible by it: that is {@link publish}.
 */
export async function saveVersions(tx: Tx, actor: Actor, kinds: readonly AnyKind[], drafts: readonly Draft[]): Promise<SavedVersion[]> {
  if (drafts.length === 0) return [];
  const heads = await lockHeads(tx, actor, drafts);
  const work = drafts.map((draft, i) => ({ draft, head: heads[i] as HeadRow, digest: draftDigest(draft) }));
  const changed = work.filter((w) => w.head.digest !== w.digest);
  const ids = changed.length > 0 ? await insertVersions(tx, actor, changed) : [];
  const versions = changed.map((w, i) => ({ id: ids[i] as number, record_id: w.head.record_id, draft: w.draft }));
  await insertTexts(tx, versions);
  await insertLinks(tx, versions);
  await insertFiles(tx, versions);
  for (const kind of kinds) {
    const rows = versions.filter((v) => v.draft.kind === kind.kind).map((v) => ({ version_id: v.id, facts: v.draft.facts }));
    if (rows.length > 0) await kind.save(tx, rows);
  }
  await audit(tx, actor, changed.map((w) => ({ action: w.head.number === null ? 'record.created' : 'version.saved', subject: `${w.draft.kind}/${w.draft.slug}` })));
  const idOf = new Map(versions.map((v) => [v.draft, v.id]));
  return work.map(({ draft, head }) => {
    const id = idOf.get(draft);
    return id === undefined
      ? { record_id: head.record_id, version_id: head.version_id as number, number: head.number as number, unchanged: true }
      : { record_id: head.record_id, version_id: id, number: (head.number ?? 0) + 1, unchanged: false };
  });
}

async function readClock(tx: Tx): Promise<Date> {
  const { rows: [row] } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(tx);
  return row?.at ?? new Date();
}

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
  const { rows: versions } = await sql<{ id: number; record_id: string; subject: string; withdrawn: boolean }>`
    select v.id, v.record_id, r.kind || '/' || r.slug as subject, exists (select from editorial.withdrawal w where w.record_id = r.id) as withdrawn
    from editorial.version v join editorial.record r on r.id = v.record_id
    where v.id = any(${versionIds}::bigint[]) order by r.id for update of r`.execute(tx);
  if (versions.length < new Set(versionIds).size) throw new NotFound('no such version');
  const withdrawn = versions.filter((v) => v.withdrawn);
  if (withdrawn.length > 0) throw new Conflict(`withdrawn: ${withdrawn.map((v) => v.subject).join(', ')}`);
  const recordIds = versions.map((v) => v.record_id);
  // The clock is read after the records are locked: whoever held them before has an earlier moment.
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

export interface Withdrawal {
  readonly reason: Texts;
  readonly successor?: { readonly kind: string; readonly slug: string };
}

/** Takes a record back for good: its address answers with a tombstone that gives the reason and what follows it. */
export async function withdraw(tx: Tx, actor: Actor, record: { kind: string; slug: string }, withdrawal: Withdrawal): Promise<void> {
  const { rows: [found] } = await sql<{ id: string; withdrawn: boolean; version_id: number | null; was_public: boolean | null }>`
    select r.id, exists (select from editorial.withdrawal w where w.record_id = r.id) as withdrawn,
      coalesce(
        (select p.version_id from editorial.publication p where p.record_id = r.id and p.visible_from <= clock_timestamp() order by p.audience = 'public' desc, p.visible_from desc limit 1),
        (select v.id from editorial.version v where v.record_id = r.id order by v.number desc limit 1)) as version_id,
      (select bool_or(p.audience = 'public') from editorial.publication p where p.record_id = r.id and p.visible_from <= clock_timestamp()) as was_public
    from editorial.record r where r.kind = ${record.kind} and r.slug = ${record.slug} for update of r`.execute(tx);
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

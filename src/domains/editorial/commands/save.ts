import { sql } from 'kysely';
import { audit, type Actor } from '#kernel/audit';
import type { Tx } from '#kernel/db';
import { Conflict } from '#kernel/errors';
import { blocksOf } from '../blocks.ts';
import { contentHash, draftDigest, firstDay, normalizeIdentifier, type Draft } from '../draft.ts';
import type { AnyKind } from '../kind.ts';
import { lockRecords } from './lock.ts';

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
  await lockRecords(tx, sql`(r.kind, r.slug) in (select kind, slug from jsonb_to_recordset(${keys}::jsonb) as k(kind text, slug text))`);
  const { rows } = await sql<HeadRow>`
    select k.i, r.id as record_id, v.id as version_id, v.number, v.digest
    from jsonb_to_recordset(${keys}::jsonb) as k(i int, kind text, slug text)
    join editorial.record r using (kind, slug)
    left join lateral (select id, number, digest from editorial.version where record_id = r.id order by number desc limit 1) v on true
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
    return draft.texts.map((t) => ({ version_id: id, ...t, source_hash: t.translates === null ? null : t.source_hash ?? hashes.get(t.translates) ?? null, content_hash: hashes.get(t.lang) }));
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
 * Answers in the order of `drafts`. Nothing becomes visible by it: that is `publish`.
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

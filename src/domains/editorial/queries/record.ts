import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { Gone, NotFound } from '#kernel/errors';
import type { Texts } from '#kernel/i18n';
import type { Source } from '../draft.ts';
import type { ListText } from './list.ts';
import { readVersions, type RecordVersion } from './versions.ts';

export interface RecordText extends ListText {
  readonly id: number;
  readonly version_id: number;
  /** Of the source that this translates, and of that source now: a difference means outdated. */
  readonly source_hash: string | null;
  readonly content_hash: string;
  readonly has_body: boolean;
}

export interface RecordBlock {
  readonly anchor: string;
  readonly kind: string;
  readonly level: number | null;
  readonly section: string | null;
  readonly html: string;
  readonly text: string;
}

export interface RecordFile {
  readonly path: string;
  readonly bytes: number;
  readonly media_type: string;
  readonly lang: string | null;
  readonly title: Texts;
  readonly number: number;
}

/** A record that this one points to, or that points to it. */
export interface RelatedRecord {
  readonly type: string;
  /** True when the other record states the relation. */
  readonly inverse: boolean;
  readonly record_id: string;
  readonly kind: string;
  readonly slug: string;
  readonly date: string | null;
  readonly titles: readonly { lang: string; title: string; short: string | null }[];
}

export interface RecordView {
  readonly record_id: string;
  readonly version_id: number;
  readonly number: number;
  readonly kind: string;
  readonly slug: string;
  readonly type: string | null;
  readonly status: string | null;
  readonly date: string | null;
  readonly added: string;
  readonly updated_at: Date;
  readonly themes: readonly string[];
  readonly focus: readonly string[];
  readonly states: readonly string[];
  readonly source: Source | null;
  readonly correction: Texts | null;
  readonly texts: readonly RecordText[];
  readonly files: readonly RecordFile[];
  readonly relations: readonly RelatedRecord[];
  /** Latest first; the one in view among them. */
  readonly versions: readonly RecordVersion[];
}

/**
 * The record at an address as everybody may read it, in its current version or in the one of a number. Throws {@link Gone} with its tombstone when it was
 * withdrawn, {@link NotFound} otherwise.
 */
export async function readRecord(db: Db, kind: string, slug: string, number: number | null = null): Promise<RecordView> {
  // PostgreSQL keeps no such character, and refuses the question.
  if (slug.includes('\0')) throw new NotFound(`no ${kind}`);
  const { rows: [version] } = await sql<Omit<RecordView, 'texts' | 'files' | 'relations' | 'versions'>>`
    select v.record_id, v.id as version_id, v.number, v.kind, s.slug, v.type, v.status, v.date, coalesce(v.added, s.first_visible_from::date) as added, s.visible_from as updated_at, v.themes, v.focus,
      v.states, v.source, s.correction
    from published.showing s join editorial.version v on v.id = s.version_id
    where s.kind = ${kind} and s.slug = ${slug} and ${number === null ? sql`s.current` : sql`s.number = ${number}`}`.execute(db);
  if (!version) throw await whyMissing(db, kind, slug);
  const { version_id, record_id } = version;
  const [texts, files, relations, versions] = await Promise.all([readTexts(db, version_id), readFiles(db, version_id), readRelations(db, version_id, kind, slug), readVersions(db, record_id)]);
  return { ...version, texts, files, relations, versions };
}

async function whyMissing(db: Db, kind: string, slug: string): Promise<Error> {
  const { rows: [tombstone] } = await sql<{ withdrawn_at: Date; reason: Texts; successor_kind: string | null; successor_slug: string | null; successor_titles: Texts | null; titles: Texts }>`
    select withdrawn_at, reason, successor_kind, successor_slug, titles,
      (select jsonb_object_agg(t.lang, coalesce(t.short, t.title)) from published.version v join published.text t on t.version_id = v.id where v.kind = successor_kind and v.slug = successor_slug) as successor_titles
    from published.tombstone where kind = ${kind} and slug = ${slug}`.execute(db);
  if (!tombstone) return new NotFound(`no ${kind} ${slug}`);
  const { withdrawn_at, reason, titles, successor_kind, successor_slug, successor_titles } = tombstone;
  return new Gone({ kind, slug, withdrawn_at: withdrawn_at.toISOString(), reason, titles, successor: successor_kind && successor_slug ? { kind: successor_kind, slug: successor_slug, titles: successor_titles } : null });
}

async function readTexts(db: Db, versionId: number): Promise<RecordText[]> {
  const { rows } = await sql<RecordText>`
    select id, version_id, lang, title, short, summary, authenticity, translates, source_hash, content_hash, body <> '' as has_body
    from editorial.language_version where version_id = ${versionId} order by translates is not null, lang`.execute(db);
  return rows;
}

async function readFiles(db: Db, versionId: number): Promise<RecordFile[]> {
  const { rows } = await sql<RecordFile>`
    select f.path, fr.bytes, fr.media_type, fr.lang, fr.title, fr.number
    from editorial.version_file vf join editorial.file_revision fr on fr.id = vf.file_revision_id join editorial.file f on f.id = fr.file_id
    where vf.version_id = ${versionId} order by vf.position`.execute(db);
  return rows;
}

async function readRelations(db: Db, versionId: number, kind: string, slug: string): Promise<RelatedRecord[]> {
  const titles = sql`(select coalesce(jsonb_agg(jsonb_build_object('lang', t.lang, 'title', t.title, 'short', t.short)), '[]') from published.text t where t.version_id = o.id)`;
  const { rows } = await sql<RelatedRecord>`
    select * from (
      select x.type, false as inverse, o.record_id, o.kind, o.slug, o.date, o.date_from, ${titles} as titles
      from editorial.relation x join published.version o on o.kind = x.target_kind and o.slug = x.target_slug where x.version_id = ${versionId}
      union all
      select x.type, true, o.record_id, o.kind, o.slug, o.date, o.date_from, ${titles}
      from editorial.relation x join published.version o on o.id = x.version_id where x.target_kind = ${kind} and x.target_slug = ${slug}
    ) r order by inverse, type, date_from desc nulls last, slug`.execute(db);
  return rows;
}

/** The body of a language version, in its order. */
export async function readBlocks(db: Db, languageVersionId: number): Promise<RecordBlock[]> {
  const { rows } = await sql<RecordBlock>`
    select anchor, kind, level, section, html, text from editorial.block where language_version_id = ${languageVersionId} order by position`.execute(db);
  return rows;
}

/** The bodies of a published version as Markdown, by language. */
export async function readBodies(db: Db, versionId: number): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ lang: string; body: string }>`select lang, body from published.text where version_id = ${versionId}`.execute(db);
  return new Map(rows.map((r) => [r.lang, r.body]));
}

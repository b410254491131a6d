import { sql } from 'kysely';

/** What a version holds beside its own columns, each as one JSON array; `v` is a row of `editorial.version`. */

/** Its texts by language, as `DraftText`; one that is behind its source says what it translated by `source_hash`. */
export const textsOfVersion = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('lang', t.lang, 'title', t.title, 'short', t.short, 'summary', t.summary, 'body', t.body, 'translates', t.translates, 'authenticity', t.authenticity)
    || case when t.source_hash <> s.content_hash then jsonb_build_object('source_hash', t.source_hash) else '{}' end order by t.lang collate "C"), '[]')
  from editorial.language_version t left join editorial.language_version s on s.version_id = t.version_id and s.lang = t.translates where t.version_id = v.id)`;

/** Its relations in their order, as `DraftRelation`. */
export const relationsOfVersion = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('type', x.type, 'target_kind', x.target_kind, 'target_slug', x.target_slug) order by x.position), '[]')
  from editorial.relation x where x.version_id = v.id)`;

/** Its files in their order, as `StoredFile` without the text. */
export const filesOfVersion = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('path', f.path, 'lang', fr.lang, 'title', fr.title, 'sha256', fr.sha256, 'bytes', fr.bytes, 'media_type', fr.media_type) order by vf.position), '[]')
  from editorial.version_file vf join editorial.file_revision fr on fr.id = vf.file_revision_id join editorial.file f on f.id = fr.file_id where vf.version_id = v.id)`;

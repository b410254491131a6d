import { sql } from 'kysely';
import type { Segment } from '#ui';
import type { Db } from '#kernel/db';
import { anyName, type Compiled } from './compile.ts';
import type { RankedRecord } from './rank.ts';

/** Where a query stands in a text. */
export interface Passage {
  readonly segments: readonly Segment[];
  readonly lang: string;
  /** The block of the record's text; null in a file, and in a summary. */
  readonly anchor: string | null;
  /** The file, and its page where the format has pages. */
  readonly file: { readonly path: string; readonly page: number | null; readonly title: Readonly<Record<string, string>> } | null;
}

/** Blocks or pages of one text that are compared. */
const mostCompared = 40;
/** Marks of hits in what PostgreSQL sends: characters that no text may keep. */
const open = '\uE000';
const close = '\uE001';

/** Cuts a marked passage: text outside and inside the marks. */
export function segmentsOf(marked: string): Segment[] {
  return marked.split(open).flatMap((piece, i): Segment[] => {
    if (i === 0) return piece === '' ? [] : [{ text: piece, hit: false }];
    const [hit = '', ...rest] = piece.split(close);
    const after = rest.join('');
    return [{ text: hit, hit: true }, ...(after === '' ? [] : [{ text: after, hit: false }])];
  });
}

/** Says where a passage was cut out of its text. */
function ellipses(segments: readonly Segment[], starts: string, ends: string): Segment[] {
  const text = segments.map((s) => s.text).join('').trim();
  const gap = { text: ' … ', hit: false };
  return [...(text.startsWith(starts) ? [] : [gap]), ...segments, ...(text.endsWith(ends) ? [] : [gap])];
}

/** The best passage of each record found, by version. Headlines are made of these passages only, never of whole texts. */
export async function readPassages(db: Db, compiled: Compiled, records: readonly RankedRecord[]): Promise<Map<number, Passage>> {
  if (records.length === 0) return new Map();
  const options = `StartSel=${open}, StopSel=${close}, MaxFragments=2, MaxWords=34, MinWords=14, ShortWord=2, FragmentDelimiter=" … "`;
  const { rows } = await sql<{ document: number; anchor: string | null; page: number | null; lang: string; marked: string; starts: string; ends: string; path: string | null; title: Record<string, string> | null }>`
    with passage as (
      select * from published.search_passages(${records.map((r) => r.document)}::bigint[], ${compiled.anything}::tsquery, ${compiled.slots.map(anyName)}::tsquery[], ${mostCompared})
    ),
    quoted as (
      select document, anchor, page, lang, passage from passage
      union all
      select d.id, null, null, d.lang, t.summary from editorial.search_document d join editorial.language_version t on t.id = d.language_version_id
      where d.id = any (${records.map((r) => r.document)}::bigint[]) and d.id not in (select document from passage)
        and to_tsvector(editorial.search_configuration(d.lang), t.summary) @@ ${compiled.anything}::tsquery
    )
    select q.document, q.anchor, q.page, q.lang, f.path, f.title, left(ltrim(q.passage), 12) as starts, right(rtrim(q.passage), 12) as ends,
      ts_headline(editorial.search_configuration(q.lang), translate(left(q.passage, 20000), ${open + close}, ''), ${compiled.anything}::tsquery, ${options}) as marked
    from quoted q
    left join editorial.search_document d on d.id = q.document and d.file_revision_id is not null
    left join lateral (select path, title from published.file p where p.revision_id = d.file_revision_id and p.version_id = d.version_id limit 1) f on true`.execute(db);
  const versionOf = new Map(records.map((r) => [r.document, r.version_id]));
  return new Map(rows.map((r) => [versionOf.get(r.document) ?? 0, {
    segments: ellipses(segmentsOf(r.marked), r.starts, r.ends), lang: r.lang, anchor: r.anchor, file: r.path === null ? null : { path: r.path, page: r.page, title: r.title ?? {} },
  }]));
}

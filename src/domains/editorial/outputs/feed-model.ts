import { sql } from 'kysely';
import type { Feed, FeedEntry, FeedTombstone } from '#protocols/feed';
import { paths } from '#paths';
import type { Db } from '#kernel/db';
import type { Texts } from '#kernel/i18n';
import type { View } from '#kernel/view';
import { bestText, type Names } from '../pages/entry.tsx';
import type { ListRow } from '../queries/list.ts';

/** The permanent name of a record, the same under every host and in every language. */
export function recordUri(recordId: string): string {
  return `urn:uuid:${recordId}`;
}

/** Addresses inside a text made absolute, for readers outside the portal. */
function absolute(html: string, origin: string): string {
  return html.replace(/ (href|src)="\//g, ` $1="${origin}/`);
}

/** HTML of the texts shown for these rows, by version. */
export async function readHtml(db: Db, view: View, rows: readonly ListRow[]): Promise<ReadonlyMap<number, string>> {
  const wanted = rows.map((row) => ({ version_id: row.version_id, lang: bestText(row.texts, view)?.lang ?? view.lang }));
  const { rows: found } = await sql<{ version_id: number; html: string }>`
    select t.version_id, string_agg(b.html, E'\n' order by b.position) as html
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(version_id bigint, lang text)
    join published.text t on t.version_id = w.version_id and t.lang = w.lang
    join editorial.block b on b.language_version_id = t.id
    group by t.version_id`.execute(db);
  return new Map(found.map((f) => [f.version_id, absolute(f.html, view.origin)]));
}

/** A row of a list as an entry of a feed. */
export function feedEntry(view: View, row: ListRow, names: Names, html: string | undefined): FeedEntry {
  const text = bestText(row.texts, view);
  const folder = names.kindOf(row.kind)?.folder ?? row.kind;
  const { lang, origin } = view;
  return {
    id: recordUri(row.record_id),
    url: origin + paths.record(lang, folder, row.slug),
    lang: text?.lang ?? lang,
    title: text?.title ?? row.slug,
    ...(text?.summary ? { summary: text.summary } : {}),
    ...(html ? { content_html: html } : {}),
    published: new Date(`${row.added}T00:00:00Z`),
    updated: row.updated_at,
    categories: [
      ...row.focus.map((id) => ({ term: id, scheme: `${origin}${paths.archive(lang)}#focus`, label: names.focus(id) })),
      ...row.themes.map((id) => ({ term: id, scheme: `${origin}${paths.themes(lang)}`, label: names.theme(id) })),
      ...row.states.map((code) => ({ term: code, scheme: `${origin}${paths.states(lang)}`, label: view.country(code) })),
    ],
    translations: view.languages.filter((l) => l !== lang && row.texts.some((t) => t.lang === l)).map((l) => ({ url: origin + paths.record(l, folder, row.slug), lang: l })),
  };
}

/** Most withdrawn records that a feed tells of. */
const mostTombstones = 100;

/** Records of these kinds that were withdrawn, latest first. */
export async function readTombstones(db: Db, view: View, kinds: readonly string[], names: Names): Promise<FeedTombstone[]> {
  const { rows } = await sql<{ record_id: string; withdrawn_at: Date; reason: Texts; successor_kind: string | null; successor_slug: string | null }>`
    select t.record_id, t.withdrawn_at, t.reason, s.kind as successor_kind, s.slug as successor_slug
    from published.tombstone t left join published.version s on s.kind = t.successor_kind and s.slug = t.successor_slug
    where ${kinds.length === 0} or t.kind = any(${kinds}::text[]) order by t.withdrawn_at desc limit ${mostTombstones}`.execute(db);
  return rows.map((r) => {
    const reason = view.pick(r.reason);
    const folder = r.successor_kind ? names.kindOf(r.successor_kind)?.folder : undefined;
    return {
      id: recordUri(r.record_id), withdrawn: r.withdrawn_at, lang: reason.lang, reason: reason.text,
      ...(folder && r.successor_slug ? { successor_url: view.origin + paths.record(view.lang, folder, r.successor_slug) } : {}),
    };
  });
}

/** The last change that a page of a feed tells of. */
export function newestOf(rows: readonly ListRow[], tombstones: readonly FeedTombstone[]): Date {
  return new Date(Math.max(0, ...rows.map((r) => r.updated_at.getTime()), ...tombstones.map((t) => t.withdrawn.getTime())));
}

/** What every feed of the portal has in common. */
export function feedHead(view: View, title: string, subtitle: string): Pick<Feed, 'title' | 'subtitle' | 'lang' | 'author'> {
  return { title: `${title} · ${view.process_name}`, subtitle, lang: view.lang, author: { name: view.process_name, url: view.origin } };
}

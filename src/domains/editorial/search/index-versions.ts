import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '#kernel/db';

/** Characters of a part of a long text: its words' places fit a vector, which keeps 16,383 of them. */
const partCharacters = 80_000;
/** Most characters of one block or page that are indexed: a vector holds 1 MB. */
const mostCharacters = 300_000;

/** Numbers such as 2011/95/EU and words such as visa/permit are found by their parts: without the slash, the parser takes them for file names. */
const parts = (text: RawBuilder<unknown>) => sql`translate(left(${text}, ${mostCharacters}), '/', ' ')`;

/** The part that a block or page belongs to, counted from 0. */
const partOf = (text: RawBuilder<unknown>) =>
  sql`coalesce((sum(length(b.text)) over (partition by ${text} order by b.position) - length(b.text)) / ${partCharacters}, 0)::int`;

/** Columns that parts of texts and of files take from their version. */
const common = sql`v.kind, v.type, coalesce(v.date_from, v.added, v.created_at::date), v.themes, v.focus, v.states, v.audience,
      array(select o.lang from editorial.language_version o where o.version_id = v.id order by o.lang)`;

/** The State by name, and by the adjective that its own language lends it: Polish, польский. */
function namesOfState(state: string, lang: string): string[] {
  try {
    const country = new Intl.DisplayNames(lang, { type: 'region' }).of(state.toUpperCase()) ?? '';
    const { language } = new Intl.Locale('und', { region: state.toUpperCase() }).maximize();
    const isHome = new Intl.Locale(language).maximize().region === state.toUpperCase();
    return isHome ? [country, new Intl.DisplayNames(lang, { type: 'language' }).of(language) ?? ''] : [country];
  } catch {
    return [];
  }
}

/** How the States of these versions are called in the languages of their texts: `{ "ru ua": "Украина украинский" }`. */
async function stateNames(tx: Tx, versionIds: readonly number[]): Promise<string> {
  const { rows } = await sql<{ lang: string; state: string }>`
    select distinct t.lang, s.state from editorial.version v join editorial.language_version t on t.version_id = v.id cross join unnest(v.states) as s(state)
    where v.id = any(${versionIds}::bigint[])`.execute(tx);
  return JSON.stringify(Object.fromEntries(rows.map(({ lang, state }) => [`${lang} ${state}`, namesOfState(state, lang).join(' ')])));
}

/**
 * Makes the texts and files of these versions findable, and forgets versions of the same records that will not be shown again.
 * Who may find them is decided when reading: `published.search_matches` answers with what is public now.
 */
export async function indexVersions(tx: Tx, recordIds: readonly string[], versionIds: readonly number[]): Promise<void> {
  await sql`
    delete from editorial.search_document s
    where s.record_id = any(${recordIds}::uuid[])
      and (s.version_id = any(${versionIds}::bigint[]) or not exists (select from editorial.publication p where p.version_id = s.version_id and p.visible_until > clock_timestamp()))`.execute(tx);
  const names = await stateNames(tx, versionIds);
  await sql`
    with piece as (
      select t.id, b.position, b.kind, b.text, ${partOf(sql`t.id`)} as part
      from editorial.language_version t left join editorial.block b on b.language_version_id = t.id
      where t.version_id = any(${versionIds}::bigint[])
    ), part as (
      select id, part, min(position) as first_position, max(position) as last_position,
        string_agg(text, ' ' order by position) filter (where kind <> 'heading') as text, string_agg(text, ' ' order by position) filter (where kind = 'heading') as headings
      from piece group by id, part
    )
    insert into editorial.search_document
      (version_id, record_id, language_version_id, part, first_position, last_position, lang, kind, type, date_from, themes, focus, states, audience, readable, title_words, title_tsv, tsv)
    select v.id, v.record_id, t.id, b.part, coalesce(b.first_position, 0), coalesce(b.last_position, 0), t.lang, ${common},
      case when b.part = 0 then to_tsvector('editorial.plain', concat_ws(' ', t.short, t.title)) else '' end, c.title,
      setweight(c.title, 'A') || setweight(to_tsvector(c.cfg, concat_ws(' ', ${parts(sql`t.summary`)}, ${parts(sql`b.headings`)}, n.names)), 'B')
        || setweight(to_tsvector(c.cfg, ${parts(sql`coalesce(b.text, '')`)}), 'C')
    from part b
    join editorial.language_version t on t.id = b.id
    join editorial.version v on v.id = t.version_id
    cross join lateral (select string_agg(${names}::jsonb ->> (t.lang || ' ' || s.state), ' ') as names from unnest(v.states) as s(state)) n
    cross join lateral (
      select cfg,
        setweight(to_tsvector(cfg, ${parts(sql`coalesce(t.short, t.title)`)}), 'A')
          || setweight(to_tsvector(cfg, ${parts(sql`case when t.short is null then '' else t.title end`)}), 'B')
          || setweight(to_tsvector(cfg, ${parts(sql`coalesce((select string_agg(i.value, ' ') from editorial.identifier i where i.version_id = v.id), '')`)}), 'C') as title
      from (select editorial.search_configuration(t.lang) as cfg) x
    ) c
    order by b.id, b.part`.execute(tx);
  await sql`
    with piece as (
      select vf.version_id, r.id, b.position, b.text, ${partOf(sql`vf.version_id, r.id`)} as part
      from editorial.version_file vf join editorial.file_revision r on r.id = vf.file_revision_id left join editorial.file_page b on b.file_revision_id = r.id
      where vf.version_id = any(${versionIds}::bigint[])
    ), part as (
      select version_id, id, part, min(position) as first_position, max(position) as last_position, string_agg(text, ' ' order by position) as text
      from piece group by version_id, id, part
    )
    insert into editorial.search_document
      (version_id, record_id, file_revision_id, part, first_position, last_position, lang, kind, type, date_from, themes, focus, states, audience, readable, title_words, title_tsv, tsv)
    select v.id, v.record_id, r.id, b.part, coalesce(b.first_position, 0), coalesce(b.last_position, 0), c.lang, ${common},
      '', c.title, setweight(c.title, 'A') || setweight(to_tsvector(c.cfg, ${parts(sql`coalesce(b.text, '')`)}), 'D')
    from part b
    join editorial.version v on v.id = b.version_id
    join editorial.file_revision r on r.id = b.id
    join editorial.file f on f.id = r.file_id
    cross join lateral (
      select lang, cfg, setweight(to_tsvector(cfg, ${parts(sql`concat_ws(' ', r.title ->> lang, f.path)`)}), 'B') as title
      from (select coalesce(r.lang, 'en') as lang, editorial.search_configuration(coalesce(r.lang, 'en')) as cfg) x
    ) c
    order by b.version_id, b.id, b.part`.execute(tx);
}

import { sql } from 'kysely';
import type { Tx } from '#kernel/db';

/** Texts that the list of words is drawn from: enough to know every usual word, few enough to stay quick. */
const sampleTexts = 20_000;
/** Of so many of them, the beginning of the body is read too. */
const sampleBodies = 3_000;
const bodyCharacters = 6_000;

/**
 * Counts the words of published titles, summaries, texts and glossary terms anew, for suggestions and corrections.
 * By the clock, not the start of the transaction: what the same transaction has published counts.
 */
export async function refreshWords(tx: Tx): Promise<void> {
  await sql`delete from editorial.word`.execute(tx);
  await sql`
    insert into editorial.word (word, lang, folded, texts)
    select w, lang, unaccent(w), count(distinct id) from (
      select t.id, t.lang, concat_ws(' ', t.title, t.short, t.summary, case when row_number() over (order by t.id desc) <= ${sampleBodies} then left(t.body, ${bodyCharacters}) end) as text
      from editorial.publication p join editorial.language_version t on t.version_id = p.version_id
      where p.audience = 'public' and p.visible_from <= clock_timestamp() and p.visible_until > clock_timestamp()
      order by t.id desc limit ${sampleTexts}
    ) s, regexp_split_to_table(lower(s.text), '[^[:alpha:]]+') as w
    where length(w) between 3 and 40
    group by w, lang`.execute(tx);
  await sql`
    insert into editorial.word (word, lang, folded, texts)
    select distinct w, lang, unaccent(w), 1 from editorial.glossary_term, regexp_split_to_table(lower(term), '[^[:alpha:]]+') as w where length(w) between 3 and 40
    on conflict do nothing`.execute(tx);
}

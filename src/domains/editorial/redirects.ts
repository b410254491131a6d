import { sql } from 'kysely';
import { audit, type Actor } from '#kernel/audit';
import type { Db, Tx } from '#kernel/db';
import type { Redirect } from './content/redirects.ts';

/** Replaces the table of old addresses. */
export async function saveRedirects(tx: Tx, actor: Actor, redirects: readonly Redirect[]): Promise<void> {
  await sql`delete from editorial.redirect`.execute(tx);
  await sql`insert into editorial.redirect (address, target) select * from jsonb_to_recordset(${JSON.stringify(redirects)}::jsonb) as x(address text, target text)`.execute(tx);
  await audit(tx, actor, [{ action: 'redirects.saved', subject: 'redirects', details: { count: redirects.length } }]);
}

/** Where an old address leads, or null. A target without a language is read in `lang`. */
export async function findRedirect(db: Db, address: string, lang: string, languages: readonly string[]): Promise<string | null> {
  const path = address.split('?')[0] ?? '';
  const { rows: [found] } = await sql<{ target: string }>`
    select target from editorial.redirect where address in (${address}, ${path}) order by length(address) desc limit 1`.execute(db);
  if (!found) return null;
  const first = found.target.split(/[/?#]/)[1] ?? '';
  const outside = !found.target.startsWith('/') || languages.includes(first) || first === 'files';
  return outside ? found.target : `/${lang}${found.target === '/' ? '' : found.target}`;
}

import { sql } from 'kysely';
import type { Tx } from '#kernel/db';
import { Conflict, Forbidden, NotFound, Overtaken } from '#kernel/errors';
import type { Draft, DraftText } from '../draft.ts';
import type { AnyKind } from '../kind.ts';
import { may } from '../policy.ts';
import { lockRecords } from './lock.ts';
import { saveVersions, type SavedVersion } from './save.ts';
import { demand, insertStep, lockVersion, type Editor } from './standing.ts';

async function readTexts(tx: Tx, versionId: number): Promise<DraftText[]> {
  const { rows } = await sql<DraftText>`
    select lang, title, short, summary, body, translates, authenticity from editorial.language_version where version_id = ${versionId} order by id`.execute(tx);
  return rows;
}

/** The newest version of the record at an address, with the record locked; null when there is no such record. */
async function lockNewest(tx: Tx, { kind, slug }: Draft): Promise<{ id: number; number: number } | null> {
  await lockRecords(tx, sql`r.kind = ${kind} and r.slug = ${slug}`);
  const { rows: [newest] } = await sql<{ id: number; number: number }>`
    select v.id, v.number from editorial.version v join editorial.record r on r.id = v.record_id where r.kind = ${kind} and r.slug = ${slug} order by v.number desc limit 1`.execute(tx);
  return newest ?? null;
}

/**
 * Keeps what an editor wrote as the next version of its record. `basedOn`: the number of the version that the text was begun from; null for a new record. Throws {@link Overtaken}
 * with both texts when another version was written meanwhile, and writes nothing then.
 */
export async function saveDraft(tx: Tx, editor: Editor, kinds: readonly AnyKind[], draft: Draft, basedOn: number | null): Promise<SavedVersion> {
  const what = `${draft.kind}/${draft.slug}`;
  // Where it is going as well as where it comes from: nobody writes a record into a State or an audience of others.
  if (!may(editor.mandates, 'save', { ...draft, state: 'draft' })) throw new Forbidden(`${editor.name} may not write ${what}`);
  const newest = await lockNewest(tx, draft);
  if (newest === null && basedOn !== null) throw new NotFound(`no record ${what}`);
  if (newest !== null) {
    demand(editor, 'save', await lockVersion(tx, newest.id));
    if (basedOn === null) throw new Conflict(`there is a record at ${what} already`);
    if (basedOn !== newest.number) throw new Overtaken(draft.texts, await readTexts(tx, newest.id), newest.number);
  }
  const [saved] = await saveVersions(tx, editor, kinds, [draft]);
  if (!saved) throw new Conflict(`${what} could not be kept`);
  // Two new records at one address: the later one waited for the earlier, and is its second version now.
  if (newest === null && saved.number > 1) throw new Conflict(`there is a record at ${what} already`);
  if (!saved.unchanged) await insertStep(tx, editor, saved.version_id, 'saved');
  return saved;
}

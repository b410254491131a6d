import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { verifyAudit } from '#kernel/audit';
import { transaction, type Db, type Tx } from '#kernel/db';
import { Conflict, Forbidden, NotFound, Overtaken } from '#kernel/errors';
import { approve, askSecondPair, publish, release, returnWithRemark, saveDraft, submit, takeBack, withdraw, type Draft, type Editor, type Release } from '#domains/editorial';
import { testDatabase, type TestDatabase } from '#test/database';
import { draftOf } from '#test/records';
import { kinds } from '../../../kinds.ts';
import { lockVersion } from './standing.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database?.close());

const officer = (person: string): Editor => ({ name: 'secretariat, IOM', person, mandates: [{ role: 'secretariat', party: 'iom', body: null }] });
const [anna, boris] = [officer('anna'), officer('boris')];
const coordinator = (state: string): Editor => ({ name: `national coordinator, ${state}`, person: `coordinator-${state}`, mandates: [{ role: 'coordinator', party: state, body: null }] });

const run = <T>(work: (tx: Tx) => Promise<T>) => transaction(db, work);
const save = (editor: Editor, draft: Draft, basedOn: number | null = null) => run((tx) => saveDraft(tx, editor, kinds, draft, basedOn));
const hand = (editor: Editor, id: number) => run((tx) => submit(tx, editor, id));
const pass = (editor: Editor, id: number) => run((tx) => approve(tx, editor, id));
const show = (editor: Editor, id: number, how: Release = {}) => run((tx) => release(tx, editor, id, how));
const giveBack = (editor: Editor, id: number, remark = 'Уточните дату') => run((tx) => returnWithRemark(tx, editor, id, remark));
const stateOf = (id: number) => run((tx) => lockVersion(tx, id)).then((v) => v.state);
const inAYear = () => new Date(Date.now() + 365 * 24 * 60 * 60 * 1000);

/** A version that waits for its approval. */
async function submitted(slug: string, author = anna): Promise<number> {
  const { version_id } = await save(author, draftOf(slug, 'A title'));
  await hand(author, version_id);
  return version_id;
}

async function published(slug: string): Promise<number> {
  const id = await submitted(slug);
  await pass(boris, id);
  await show(anna, id);
  return id;
}

/** What everybody finds of a record: titles by its address, and by search. */
async function publicTitles(slug: string): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`
    select t.title from published.version v join published.text t on t.version_id = v.id and t.lang = 'en' where v.slug = ${slug}
    union all select 'found: ' || r.slug from published.search_document s join editorial.record r on r.id = s.record_id where r.slug = ${slug} and s.lang = 'en'`.execute(database.publicDb);
  return rows.map((r) => r.title);
}

async function counts(): Promise<unknown> {
  const { rows } = await sql`select (select count(*) from editorial.version)::int as versions, (select count(*) from editorial.language_version)::int as texts, (select count(*) from editorial.step)::int as steps,
    (select count(*) from editorial.publication)::int as publications, (select count(*) from editorial.search_document)::int as found, (select count(*) from kernel.audit_event)::int as events`.execute(db);
  return rows[0];
}

/** Nothing but the refusal: the tables are as they were. */
async function refused(work: () => Promise<unknown>, error: new (...args: never[]) => Error, message?: string): Promise<void> {
  const before = await counts();
  const thrown = await work().then(() => null, (e: unknown) => e);
  expect(thrown).toBeInstanceOf(error);
  if (message) expect((thrown as Error).message).toContain(message);
  expect(await counts()).toEqual(before);
}

describe('the way of a text', () => {
  test('from a draft over a remark to publication; each step is a row and an event, and nobody outside sees it before', async () => {
    const slug = '2026/a-way';
    const first = await save(anna, draftOf(slug, 'First words'));
    await hand(anna, first.version_id);
    await giveBack(boris, first.version_id);
    expect(await stateOf(first.version_id)).toBe('returned');
    const second = await save(anna, draftOf(slug, 'Better words'), 1);
    expect([await stateOf(first.version_id), await stateOf(second.version_id)]).toEqual(['overtaken', 'draft']);
    await hand(anna, second.version_id);
    await pass(boris, second.version_id);
    expect(await publicTitles(slug)).toEqual([]);
    await show(anna, second.version_id);
    expect(await publicTitles(slug)).toEqual(['Better words', `found: ${slug}`]);

    const { rows: steps } = await sql`select v.number, s.step, s.taken_by, s.person, s.remark from editorial.step s join editorial.version v on v.id = s.version_id join editorial.record r on r.id = v.record_id where r.slug = ${slug} order by s.id`.execute(db);
    expect(steps.map((s) => Object.values(s as object))).toEqual([
      [1, 'saved', anna.name, 'anna', null], [1, 'submitted', anna.name, 'anna', null], [1, 'returned', boris.name, 'boris', 'Уточните дату'],
      [2, 'saved', anna.name, 'anna', null], [2, 'submitted', anna.name, 'anna', null], [2, 'approved', boris.name, 'boris', null],
    ]);
    const { rows: events } = await sql<{ action: string }>`select action from kernel.audit_event where subject = ${`news/${slug}`} order by id`.execute(db);
    expect(events.map((e) => e.action)).toEqual(['record.created', 'version.submitted', 'version.returned', 'version.saved', 'version.submitted', 'version.approved', 'record.published']);
    const { rows: named } = await sql`select from kernel.audit_event where concat(actor, details) ~ 'anna|boris'`.execute(db);
    expect(named).toEqual([]);
    expect((await verifyAudit(db)).broken).toBeNull();
  });

  test('a correction is declared minor or noted, and readers see the note', async () => {
    const slug = '2026/correction';
    await published(slug);
    const { version_id } = await save(anna, draftOf(slug, 'Corrected'), 1);
    expect(await publicTitles(slug)).toEqual(['A title', `found: ${slug}`]);
    await hand(anna, version_id);
    await pass(boris, version_id);
    await refused(() => show(anna, version_id), Conflict, 'minor');
    await show(anna, version_id, { correction: { en: 'The date was wrong.', ru: 'Дата была неверна.' } });
    const { rows } = await sql<{ correction: unknown }>`select correction from published.version where slug = ${slug}`.execute(database.publicDb);
    expect(rows).toEqual([{ correction: { en: 'The date was wrong.', ru: 'Дата была неверна.' } }]);
    const fresh = await submitted('2026/nothing-to-correct');
    await pass(boris, fresh);
    await refused(() => show(anna, fresh, { correction: 'minor' }), Conflict, 'never shown');
  });

  test('what is scheduled can be taken off the schedule: what stood before goes on as if nothing had been', async () => {
    const slug = '2026/schedule';
    const first = await published(slug);
    const before = await sql`select * from editorial.publication where version_id = ${first}`.execute(db);
    const { version_id } = await save(anna, draftOf(slug, 'For later'), 1);
    await hand(anna, version_id);
    await pass(boris, version_id);
    await refused(() => show(anna, version_id, { at: new Date('2020-01-01'), correction: 'minor' }), Conflict, 'past');
    await show(anna, version_id, { at: inAYear(), correction: 'minor' });
    expect([await stateOf(first), await stateOf(version_id)]).toEqual(['published', 'scheduled']);
    await giveBack(boris, version_id);
    expect([await stateOf(first), await stateOf(version_id)]).toEqual(['published', 'returned']);
    expect((await sql`select * from editorial.publication where record_id = (select record_id from editorial.version where id = ${first})`.execute(db)).rows).toEqual(before.rows);
    await run((tx) => takeBack(tx, anna, version_id, { reason: { en: 'Sent in error', ru: 'По ошибке' } }));
    expect(await stateOf(version_id)).toBe('withdrawn');
    expect(await publicTitles(slug)).toEqual([]);
    await refused(() => save(anna, draftOf(slug, 'Again'), 2), Conflict, 'withdrawn');
  });
});

describe('two pairs of eyes', () => {
  test('nobody approves what they wrote a part of since it was last shown; approval is not to be had by handing in for another', async () => {
    const slug = '2026/own-text';
    const { version_id: first } = await save(anna, draftOf(slug, 'By Anna'));
    await hand(anna, first);
    await refused(() => pass(anna, first), Forbidden, 'did not write');
    const { version_id: second } = await save(boris, draftOf(slug, 'A word by Boris'), 1);
    await hand(boris, second);
    await refused(() => pass(anna, second), Forbidden);
    await refused(() => pass(boris, second), Forbidden);
    await pass(officer('vera'), second);
    await show(anna, second);
    // A new text upon it is another one: Anna has no part in it.
    const { version_id: third } = await save(boris, draftOf(slug, 'By Boris alone'), 2);
    await hand(boris, third);
    await pass(anna, third);
  });

  test('unapproved, nothing is shown, unless that is waived for the kind', async () => {
    const id = await submitted('2026/waived');
    await refused(() => show(boris, id), Conflict, 'in_review');
    await run((tx) => askSecondPair(tx, anna, 'news', false));
    await show(anna, id);
    expect(await stateOf(id)).toBe('published');
    await run((tx) => askSecondPair(tx, anna, 'news', true));
    const { version_id } = await save(anna, draftOf('2026/asked-again', 'A title'));
    await refused(() => show(anna, version_id), Conflict);
  });
});

describe('rights', () => {
  test('a coordinator writes on the own State and hands in; the rest is for the Secretariat', async () => {
    const ua = coordinator('ua');
    const { version_id } = await save(ua, draftOf('2026/ua', 'Про закон', { states: ['ua'] }));
    await hand(ua, version_id);
    await refused(() => pass(ua, version_id), Forbidden);
    await refused(() => save(ua, draftOf('2026/ua', 'Now of Lithuania', { states: ['lt'] }), 1), Forbidden);
    await refused(() => save(coordinator('lt'), draftOf('2026/ua', 'Mine now', { states: ['lt'] }), 1), NotFound);
    await refused(() => hand(coordinator('lt'), version_id), NotFound);
    await refused(() => save({ ...ua, mandates: [] }, draftOf('2026/ua', 'The mandate ended', { states: ['ua'] }), 1), Forbidden);
    await pass(boris, version_id);
  });
});

describe('at once', () => {
  const outcome = async (works: readonly Promise<unknown>[]) => {
    const settled = await Promise.allSettled(works);
    return { done: settled.filter((s) => s.status === 'fulfilled').length, errors: settled.flatMap((s) => (s.status === 'rejected' ? [s.reason as unknown] : [])) };
  };

  test('of two who save upon the same version one is told, and is given both texts', async () => {
    await save(anna, draftOf('2026/race', 'Начало'));
    const { done, errors } = await outcome([save(anna, draftOf('2026/race', 'Слова Анны'), 1), save(boris, draftOf('2026/race', 'Слова Бориса'), 1)]);
    expect([done, errors.length]).toEqual([1, 1]);
    const [error] = errors;
    expect(error).toBeInstanceOf(Overtaken);
    const { mine, theirs, version } = error as Overtaken<Draft['texts']>;
    expect([mine[0]?.title, theirs[0]?.title].sort()).toEqual(['Слова Анны', 'Слова Бориса']);
    expect(version).toBe(2);
    const kept = await sql<{ number: number; title: string }>`select v.number, t.title from editorial.version v join editorial.record r on r.id = v.record_id join editorial.language_version t on t.version_id = v.id and t.lang = 'en' where r.slug = '2026/race' order by 1`.execute(db);
    expect(kept.rows).toEqual([{ number: 1, title: 'Начало' }, { number: 2, title: theirs[0]?.title }]);
  });

  test('of two who begin a record at one address one is told', async () => {
    const { done, errors } = await outcome([save(anna, draftOf('2026/same-address', 'One')), save(boris, draftOf('2026/same-address', 'Other'))]);
    expect([done, errors.length]).toEqual([1, 1]);
    expect(errors[0]).toBeInstanceOf(Conflict);
    const { rows } = await sql`select from editorial.version v join editorial.record r on r.id = v.record_id where r.slug = '2026/same-address'`.execute(db);
    expect(rows.length).toBe(1);
  });

  test('of two who hand in, approve or publish one does; the other is told', async () => {
    const { version_id: id } = await save(anna, draftOf('2026/twice', 'A title'));
    for (const work of [() => hand(anna, id), () => pass(boris, id), () => show(anna, id)]) {
      const { done, errors } = await outcome([work(), work()]);
      expect([done, errors.map((e) => (e as Error).constructor)]).toEqual([1, [Conflict]]);
    }
  });

  test('an approval never covers words that were changed meanwhile', async () => {
    for (let i = 0; i < 4; i++) {
      const slug = `2026/meanwhile-${i}`;
      const id = await submitted(slug);
      const works = [() => pass(boris, id), () => save(anna, draftOf(slug, 'Changed'), 1)];
      const [approval, change] = await Promise.allSettled((i % 2 ? works.reverse() : works).map((w) => w()));
      expect([approval, change].some((s) => s?.status === 'fulfilled')).toBe(true);
      const { rows: [newest] } = await sql<{ id: number }>`select v.id from editorial.version v join editorial.record r on r.id = v.record_id where r.slug = ${slug} order by v.number desc limit 1`.execute(db);
      expect(await stateOf(newest?.id ?? 0)).toBe('draft');
      await refused(() => show(anna, id), Conflict, 'overtaken');
      await refused(() => show(anna, newest?.id ?? 0), Conflict, 'draft');
    }
  });

  test('whoever publishes while another withdraws does not bring the record back', async () => {
    const slug = '2026/withdrawn-meanwhile';
    const id = await submitted(slug);
    await pass(boris, id);
    let go = (): void => undefined;
    const held = new Promise<void>((done) => { go = done; });
    const withdrawing = await new Promise<{ end: Promise<void> }>((begun) => {
      const end = run(async (tx) => {
        await withdraw(tx, anna, { kind: 'news', slug }, { reason: { en: 'No' } });
        begun({ end });
        await held;
      });
    });
    const publishing = run((tx) => publish(tx, boris, [id]));
    publishing.catch(() => undefined);
    await vi.waitFor(async () => {
      const { rows } = await sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(db);
      expect(rows.length).toBe(1);
    }, { timeout: 60_000 });
    go();
    await withdrawing.end;
    await expect(publishing).rejects.toThrow('withdrawn');
    expect(await publicTitles(slug)).toEqual([]);
  });
});

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/db';
import { testDatabase, type TestDatabase } from '#test/database';
import { endMandate, giveMandate, mandatesOfParty, mandatesOfPerson, processSchema, runningOn, dayOf, type MandateInput, type MandateManager, type Process } from './index.ts';

const process: Process = processSchema.parse({
  format: 1, id: 'p', name: { en: 'P' }, languages: ['en'], time_zone: 'Europe/Kyiv', states: [{ code: 'ua', role: 'partner' }, { code: 'lt', role: 'eu-member' }], focuses: [], themes: [],
});
const operator: MandateManager = { actor: { name: 'command line' }, holds: 'operator' };
const now = new Date('2009-02-10T12:00:00Z');
const mandate = (input: Partial<MandateInput>): MandateInput => ({ person: randomUUID(), party: 'ua', role: 'reader', body: null, starts: '2009-02-01', ends: null, alternate_of: null, ...input });

let database: TestDatabase;
beforeAll(async () => { database = await testDatabase(); });
afterAll(() => database?.close());
/** The newest event before a test: the trail is only ever added to. */
let noted = 0;
beforeEach(async () => {
  await sql`truncate parties.mandate, parties.mandate_ending`.execute(database.db);
  const { rows: [row] } = await sql<{ id: number }>`select coalesce(max(id), 0)::int as id from kernel.audit_event`.execute(database.db);
  noted = row?.id ?? 0;
});

const give = (input: Partial<MandateInput>, manager = operator, at = now) => transaction(database.db, (tx) => giveMandate(tx, manager, process, mandate(input), at));
const end = (id: number, day: string, manager = operator, at = now) => transaction(database.db, (tx) => endMandate(tx, manager, process, id, day, at));
const speaking = async (party: string, at: string) => runningOn(await mandatesOfParty(database.db, party), dayOf(process, new Date(at))).map((m) => m.id);

/** Somebody who holds what was given. */
const holder = async (input: Partial<MandateInput>): Promise<MandateManager> => {
  const person = randomUUID();
  await give({ ...input, person });
  return { actor: { name: `${input.role} of ${input.party}` }, holds: await mandatesOfPerson(database.db, person) };
};

describe('a mandate', () => {
  test('begins and ends by its days where the process has its seat, with nobody doing anything', async () => {
    const id = await give({ starts: '2009-03-01', ends: '2009-03-31' });
    // Kyiv is two hours ahead of UTC in winter, three in summer.
    expect(await speaking('ua', '2009-02-28T21:59:59Z')).toEqual([]);
    expect(await speaking('ua', '2009-02-28T22:00:00Z')).toEqual([id]);
    expect(await speaking('ua', '2009-03-31T20:59:59Z')).toEqual([id]);
    expect(await speaking('ua', '2009-03-31T21:00:00Z')).toEqual([]);
  });

  test('that was ended gives no right any more, and stays in the history of its party with its author', async () => {
    const id = await give({});
    await end(id, '2009-02-09');
    expect(await speaking('ua', now.toISOString())).toEqual([]);
    expect(await mandatesOfParty(database.db, 'ua')).toMatchObject([{ id, starts: '2009-02-01', ends: '2009-02-09' }]);
    await expect(end(id, '2009-02-20')).rejects.toThrow('mandate_over');
    const { rows } = await sql<{ action: string; actor: string }>`select action, actor from kernel.audit_event where id > ${noted} order by id`.execute(database.db);
    expect(rows).toEqual([{ action: 'mandate.given', actor: 'command line' }, { action: 'mandate.ended', actor: 'command line' }]);
  });

  test('cannot be ended in the past, whose acts had its right', async () => {
    const id = await give({});
    await expect(end(id, '2009-02-05')).rejects.toThrow('mandate_over');
    expect(await speaking('ua', '2009-02-07T12:00:00Z')).toEqual([id]);
  });

  test('that the process does not know leaves no trace', async () => {
    await expect(give({ party: 'zz' })).rejects.toThrow('unknown_party');
    await expect(give({ party: 'ua', role: 'officer' })).rejects.toThrow('role_not_of_party');
    expect((await sql`select from kernel.audit_event where id > ${noted}`.execute(database.db)).rows).toEqual([]);
  });
});

describe('a State', () => {
  test('has one coordinator at a time: the next one begins after the last day of the one before', async () => {
    const first = await give({ role: 'coordinator' });
    await expect(give({ role: 'coordinator', starts: '2009-02-20' })).rejects.toThrow('another_coordinator');
    await end(first, '2009-02-19');
    const second = await give({ role: 'coordinator', starts: '2009-02-20' });
    expect(await speaking('ua', '2009-02-19T12:00:00Z')).toEqual([first]);
    expect(await speaking('ua', '2009-02-20T12:00:00Z')).toEqual([second]);
    await give({ role: 'coordinator', party: 'lt' });
  });

  test('given two coordinators at the same moment keeps one', async () => {
    const both = await Promise.allSettled([give({ role: 'coordinator' }), give({ role: 'coordinator' })]);
    expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('has its people managed by its coordinator and who stands in, and by no other State', async () => {
    const coordinator = await holder({ role: 'coordinator' });
    const [held] = await mandatesOfParty(database.db, 'ua');
    const alternate = await holder({ role: 'coordinator', alternate_of: held?.id ?? 0 });
    const id = await give({ role: 'reader' }, coordinator);
    await expect(give({ role: 'reader', party: 'lt' }, coordinator)).rejects.toMatchObject({ name: 'Forbidden' });
    await expect(end(held?.id ?? 0, '2009-02-10', alternate)).rejects.toMatchObject({ name: 'Forbidden' });
    await end(id, '2009-02-10', alternate);
    const foreign = await give({ role: 'reader', party: 'lt' });
    await expect(end(foreign, '2009-02-10', coordinator)).rejects.toMatchObject({ name: 'Forbidden' });
  });
});

test('a right ends with its own mandate: who was officer yesterday gives nothing today', async () => {
  const officer = await holder({ role: 'officer', party: 'secretariat', ends: '2009-02-10' });
  await give({ role: 'reader', party: 'lt' }, officer, new Date('2009-02-10T21:59:59Z'));
  await expect(give({ role: 'reader', party: 'lt' }, officer, new Date('2009-02-10T22:00:00Z'))).rejects.toMatchObject({ name: 'Forbidden' });
});

test('the public role reads nothing of it', async () => {
  for (const table of ['parties.mandate', 'parties.mandate_ending']) await expect(sql`select from ${sql.table(table)}`.execute(database.publicDb)).rejects.toMatchObject({ code: '42501' });
});

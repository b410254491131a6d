import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#test/database';
import { audit, auditHead, verifyAudit, type AuditReport } from './audit.ts';
import { transaction, type Db } from './db.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database?.close());

const write = (subjects: readonly string[], details: Readonly<Record<string, unknown>> = {}) =>
  transaction(db, (tx) => audit(tx, { name: 'секретариат' }, subjects.map((subject) => ({ action: 'version.saved', subject, details }))));

interface Row {
  readonly position: number;
  readonly event_id: number;
}

const links = async (of: Db): Promise<Row[]> => (await sql<Row>`select position, event_id from kernel.audit_link order by position`.execute(of)).rows;

/** What the check says after somebody with every right, who knows of the triggers, has been at the tables; which are then as they were. */
async function afterTampering(tamper: (tx: Db, rows: readonly Row[]) => Promise<unknown>, head?: string): Promise<AuditReport> {
  class Undo extends Error {}
  let report: AuditReport | undefined;
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await tamper(tx, await links(tx));
    report = await verifyAudit(tx, head === undefined ? {} : { head });
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  if (!report) throw new Error('nothing was verified');
  return report;
}

/** Moves the links from a position on, so that there is a hole or none. */
async function shift(tx: Db, from: number, by: number): Promise<void> {
  await sql`update kernel.audit_link set position = -position where position >= ${from}`.execute(tx);
  await sql`update kernel.audit_link set position = -position + ${by} where position < 0`.execute(tx);
}

describe('canonical JSON in SQL', () => {
  const inSql = async (json: string) => (await sql<{ text: string }>`select kernel.canonical_json(${json}::jsonb) as text`.execute(db)).rows[0]?.text;
  // PostgreSQL keeps no NUL in a text, and nothing that is half a character.
  const letters = fc.string({ unit: fc.oneof(fc.constantFrom('\u0001', '\b', '\n', '"', '\\', '/', '\u007f', '\u2028', 'ё', 'é', '\uffff', '\ue000', '\u{10000}', '\u{10ffff}'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) })
    .filter((s) => !s.includes('\0') && s.isWellFormed());
  const numbers = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constantFrom(1e21, 1e20, 123456789012345680000, 1e-6, 1e-7, 1.5e-7, 0, -0, 5e-324, 1.7976931348623157e308, 333333333.3333333, 1e15, 1e16));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, letters, numbers, fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(letters, tie('value'), { maxKeys: 5 })),
  }));

  test('is that of RFC 8785, as another implementation writes it', async () => {
    await fc.assert(fc.asyncProperty(value, async (v) => {
      expect(await inSql(JSON.stringify(v))).toBe(canonicalize(v));
    }), { numRuns: 400 });
  });

  test('sorts and writes as the example of the RFC, section 3.2.3', async () => {
    expect(await inSql('{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}'))
      .toBe('{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}');
  });
});

describe('the chain of audit events', () => {
  beforeAll(async () => {
    await write(['news/a', 'news/б'], { version_id: 7, share: 0.5, tiny: 1e-7, reason: { ru: 'Опубликовано по ошибке\n', en: '"sent"' } });
    await write(['news/c']);
    await write(['news/d', 'news/e', 'news/f'], { when: '2026-11-25T00:00:00.000Z', list: [1, null, true] });
  });

  test('holds every event once, in order, and is what anybody can compute from the rows', async () => {
    const report = await verifyAudit(db);
    expect(report).toMatchObject({ broken: null, since: null, head: await auditHead(db) });
    const { rows } = await sql<Record<string, unknown> & { id: number }>`select id, actor, action, subject, details, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from kernel.audit_event order by id`.execute(db);
    expect(rows.length).toBe(report.events);
    const hash = rows.reduce((previous, row) => createHash('sha256').update(canonicalize({ ...row, previous }) ?? '').digest('hex'), '');
    expect(hash).toBe(report.head?.hash);
  });

  test('is written with its change or not at all', async () => {
    const before = await auditHead(db);
    await expect(transaction(db, async (tx) => {
      await audit(tx, { name: 'editor' }, [{ action: 'record.created', subject: 'news/never' }]);
      throw new Error('no');
    })).rejects.toThrow('no');
    expect(await auditHead(db)).toEqual(before);
    expect((await verifyAudit(db)).broken).toBeNull();
  });

  test('takes events of writers at once, none of whom waits for a long one', async () => {
    let finish = (): void => undefined;
    let begun = (): void => undefined;
    const written = new Promise<void>((done) => { begun = done; });
    const long = transaction(db, async (tx) => {
      await audit(tx, { name: 'import' }, Array.from({ length: 500 }, (_, i) => ({ action: 'record.created', subject: `news/long-${i}` })));
      begun();
      await new Promise<void>((done) => { finish = done; });
    });
    await written;
    // These would never come back if the long transaction held the chain.
    await Promise.all(Array.from({ length: 12 }, (_, i) => write([`news/at-once-${i}`, `news/at-once-${i}-b`])));
    finish();
    await long;
    await Promise.all(Array.from({ length: 12 }, (_, i) => write([`news/again-${i}`])));
    expect((await verifyAudit(db)).broken).toBeNull();
    const { rows: [last] } = await sql<{ subject: string }>`select e.subject from kernel.audit_link l join kernel.audit_event e on e.id = l.event_id where e.subject like 'news/long%' or e.subject like 'news/at-once%' order by l.position desc limit 1`.execute(db);
    expect(last?.subject).toBe('news/long-499');
  });

  test('does not fork for a transaction that looked at the database before another one committed', async () => {
    const late = db.transaction().setIsolationLevel('repeatable read').execute(async (tx) => {
      await sql`select from kernel.audit_event`.execute(tx);
      await write(['news/meanwhile']);
      await sql`insert into kernel.audit_event (actor, action, subject) values ('late', 'version.saved', 'news/late')`.execute(tx);
    });
    await expect(late).rejects.toMatchObject({ code: '23505' });
    expect((await verifyAudit(db)).broken).toBeNull();
  });

  test.each(['audit_event', 'audit_link'])('kernel.%s takes no change', async (table) => {
    for (const statement of [`update kernel.${table} set ${table === 'audit_event' ? "actor = 'x'" : 'position = -1'}`, `delete from kernel.${table}`, `truncate kernel.${table}`]) {
      await expect(sql.raw(statement).execute(db), statement).rejects.toMatchObject({ code: '42501', message: expect.stringContaining('only ever added to') });
    }
    const { rows } = await sql<{ granted: string }>`
      select privilege_type as granted from pg_class c, aclexplode(c.relacl) a where c.oid = ${`kernel.${table}`}::regclass and a.grantee = c.relowner and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`.execute(db);
    expect(rows).toEqual([]);
  });
});

test('events from before there was a chain are chained by the migration, and those after it follow', async () => {
  const old = await testDatabase('template0');
  const scratch = mkdtempSync(join(tmpdir(), 'soderkoping-migrations-'));
  try {
    const migrations = join(import.meta.dirname, '../../db');
    cpSync(migrations, scratch, { recursive: true });
    for (const name of readdirSync(join(scratch, 'migrations'))) if (name >= '0006') rmSync(join(scratch, 'migrations', name));
    // The views speak of tables of today.
    for (const name of readdirSync(join(scratch, 'views'))) rmSync(join(scratch, 'views', name));
    await migrate(old.url, scratch);
    await sql`insert into kernel.audit_event (actor, action, subject) select 'import', 'record.created', 'news/' || n from generate_series(1, 3000) n`.execute(old.db);
    await migrate(old.url, migrations);
    await transaction(old.db, (tx) => audit(tx, { name: 'editor' }, [{ action: 'version.saved', subject: 'news/1' }]));
    expect(await verifyAudit(old.db)).toMatchObject({ events: 3001, broken: null });
  } finally {
    rmSync(scratch, { recursive: true });
    await old.close();
  }
});

describe('tampering', () => {
  const at = (rows: readonly Row[], where: number) => rows[Math.floor(where * (rows.length - 1))] as Row;
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const alterations = ['actor = actor || \' \'', "action = 'record.published'", "subject = 'news/other'", "at = at + interval '1 microsecond'", "details = details || '{\"version_id\": 8}'", "details = '[]'"];

  test('an altered event is named', async () => {
    await fc.assert(fc.asyncProperty(place, fc.constantFrom(...alterations), async (where, how) => {
      let event_id = 0;
      const report = await afterTampering(async (tx, rows) => {
        ({ event_id } = at(rows, where));
        await sql`update kernel.audit_event set ${sql.raw(how)} where id = ${event_id}`.execute(tx);
      });
      expect(report.broken).toMatchObject({ event_id, problem: 'altered' });
    }), { numRuns: 30 });
  });

  test('a removed event is noticed: alone, with its link, or with the numbers closed up behind it', async () => {
    await fc.assert(fc.asyncProperty(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.constantFrom('event', 'link', 'both', 'closed'), async (where, how) => {
      let removed: Row = { position: 0, event_id: 0 };
      const report = await afterTampering(async (tx, rows) => {
        removed = at(rows, where);
        if (how !== 'link') await sql`delete from kernel.audit_event where id = ${removed.event_id}`.execute(tx);
        if (how !== 'event') await sql`delete from kernel.audit_link where position = ${removed.position}`.execute(tx);
        if (how === 'closed') await shift(tx, removed.position, -1);
      });
      expect(report.broken).toMatchObject({ problem: 'removed', position: how === 'event' || how === 'closed' ? removed.position : removed.position + 1 });
      expect(report.events).toBe(removed.position - 1);
    }), { numRuns: 30 });
  });

  test('an event that was put in is noticed: around the chain, or with a link of its own in the middle', async () => {
    await fc.assert(fc.asyncProperty(place, fc.boolean(), async (where, linked) => {
      const report = await afterTampering(async (tx, rows) => {
        const { position } = at(rows, where);
        const { rows: [added] } = await sql<{ id: number }>`insert into kernel.audit_event (actor, action, subject) values ('x', 'record.published', 'news/put-in') returning id`.execute(tx);
        if (!linked) return;
        await shift(tx, position, 1);
        await sql`insert into kernel.audit_link (position, event_id, previous, hash)
          select ${position}, e.id, b.hash, kernel.audit_hash(e, b.hash)
          from kernel.audit_event e, (select coalesce((select hash from kernel.audit_link where position = ${position - 1}), '') as hash) b where e.id = ${added?.id}`.execute(tx);
      });
      expect(report.broken?.problem).toBe(linked ? 'reordered' : 'inserted');
    }), { numRuns: 20 });
  });

  test('events that changed places are noticed, whichever numbers were exchanged', async () => {
    await fc.assert(fc.asyncProperty(place, place, fc.constantFrom('positions', 'event_ids', 'ids'), async (a, b, how) => {
      let skipped = false;
      let first = 0;
      const report = await afterTampering(async (tx, rows) => {
        const [x, y] = [at(rows, a), at(rows, b)];
        skipped = x === y;
        if (skipped) return;
        first = Math.min(x.position, y.position);
        const exchange = async (table: string, column: string, one: number, other: number) => {
          for (const [from, to] of [[one, -1], [other, one], [-1, other]]) await sql`update ${sql.raw(table)} set ${sql.raw(column)} = ${to} where ${sql.raw(column)} = ${from}`.execute(tx);
        };
        if (how === 'positions') await exchange('kernel.audit_link', 'position', x.position, y.position);
        if (how === 'event_ids') await exchange('kernel.audit_link', 'event_id', x.event_id, y.event_id);
        if (how === 'ids') {
          await sql`alter table kernel.audit_event alter column id drop identity`.execute(tx);
          await exchange('kernel.audit_event', 'id', x.event_id, y.event_id);
        }
      });
      if (skipped) return;
      expect(report.broken).toMatchObject({ position: first, problem: how === 'positions' ? 'reordered' : 'altered' });
    }), { numRuns: 30 });
  });

  test('a chain that lost its end, or was written anew, holds in itself; a head noted before tells', async () => {
    const head = (await auditHead(db))?.hash ?? '';
    const cut = (tx: Db, rows: readonly Row[]) => {
      const last = rows.at(-1) as Row;
      return sql`with gone as (delete from kernel.audit_link where position = ${last.position}) delete from kernel.audit_event where id = ${last.event_id}`.execute(tx);
    };
    expect((await afterTampering(cut)).broken).toBeNull();
    expect((await afterTampering(cut, head)).broken).toMatchObject({ problem: 'unknown head' });
    await write(['news/later-1', 'news/later-2']);
    expect(await verifyAudit(db, { head: head.toUpperCase() })).toMatchObject({ broken: null, since: 2 });
  });
});

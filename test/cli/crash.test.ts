import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { writeRecords } from '../../bench/records.ts';
import { build, launch, postmaster, query, run, scratch, serve, smallContent, waitFor, type Running } from '../support/program.ts';

vi.setConfig({ testTimeout: 900_000 });

const records = 2000;
const filesEvery = 20;
let generated = '';

beforeAll(async () => {
  await build();
  generated = scratch('generated');
  writeRecords(generated, { records, paragraphs: 2, file_every: filesEvery });
});

const end = (pid: number | null | undefined) => process.kill(pid ?? 0, 'SIGKILL');
const status = (url: string) => fetch(url).then((r) => r.status, () => 0);

/** Everything in the tables that an import writes, so that half of one would show. */
async function counts(data: string): Promise<Record<string, number>> {
  const [row] = await query<Record<string, number>>(data, `select (select count(*) from editorial.record)::int as records, (select count(*) from editorial.version)::int as versions,
    (select count(*) from editorial.publication)::int as publications, (select count(*) from editorial.language_version)::int as texts,
    (select count(*) from editorial.file_revision)::int as files, (select count(distinct version_id) from editorial.search_document)::int as findable,
    (select count(*) from kernel.audit_event where action = 'record.published')::int as audited`);
  return row ?? {};
}

const before = { records: 6, versions: 6, publications: 6, texts: 13, files: 1, findable: 6, audited: 6 };
const after = { records: 6 + records, versions: 6 + records, publications: 6 + records, texts: 13 + 2 * records, files: 1 + records / filesEvery, findable: 6 + records, audited: 6 + records };

/** What writes that were broken off have left; a start sweeps it once it is so old that nobody can be writing it any more. */
function leftovers(data: string): string[] {
  const incoming = join(data, 'files/incoming');
  return existsSync(incoming) ? readdirSync(incoming).map((name) => join(incoming, name)) : [];
}

/** Stored files are whole, and those that records name are there. */
async function checkFiles(data: string): Promise<void> {
  const stored = readdirSync(join(data, 'files'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile() && !e.parentPath.endsWith('incoming'));
  for (const file of stored) expect(createHash('sha256').update(readFileSync(join(file.parentPath, file.name))).digest('hex')).toBe(file.name);
  const names = new Set(stored.map((f) => f.name));
  const rows = await query<{ sha256: string }>(data, 'select sha256 from editorial.file_revision');
  expect(rows.filter((r) => !names.has(r.sha256))).toEqual([]);
}

/** An import that is somewhere between its first word and its last. */
async function somewhereIn(importing: Running, longestMs: number): Promise<number> {
  await waitFor('the import to begin', async () => importing.output.stderr.includes('reading') || importing.child.exitCode !== null);
  const moment = Math.random() * longestMs;
  await Promise.race([sleep(moment), importing.exit]);
  return moment;
}

describe('kill -9', () => {
  test('a program that was killed leaves its database, which the next start takes over', async () => {
    const data = scratch();
    const first = await serve(data);
    const pid = postmaster(data);
    end(first.child.pid);
    expect((await first.exit).signal).toBe('SIGKILL');
    const second = await serve(data);
    expect(postmaster(data)).toBe(pid);
    expect(await status(`${second.url}/en/news`)).toBe(200);
    expect(await second.stop()).toEqual({ code: 0, signal: null });
    expect(postmaster(data)).toBeNull();
  });

  test('a first start that was killed is begun again as if it had never been', async () => {
    const data = scratch();
    for (const moment of [100, 800, 1500, 2500, 4000].map((m) => m * Math.random())) {
      const starting = launch(['start'], { DATA_DIR: data, PORT: '0', CONTENT_DIR: smallContent });
      await Promise.race([sleep(moment), starting.exit]);
      starting.child.kill('SIGKILL');
      await starting.exit;
    }
    const portal = await serve(data);
    expect(await status(`${portal.url}/en/documents/32008L0115`)).toBe(200);
    await portal.stop();
  });

  test('while PostgreSQL is away pages answer 503, and come back by themselves', async () => {
    const data = scratch();
    const portal = await serve(data, { PAGE_CACHE_MB: '0' });
    const address = `${portal.url}/ru/documents/32008L0115`;
    expect(await status(address)).toBe(200);
    const killed = postmaster(data);
    end(killed);
    const seen = new Set<number>();
    await waitFor('the page to come back', async () => {
      const answer = await fetch(address);
      const text = await answer.text();
      seen.add(answer.status);
      if (answer.status === 503) expect(text).toContain('lang="ru"');
      return answer.status === 200 && postmaster(data) !== killed;
    });
    expect([...seen].filter((s) => s !== 200 && s !== 503)).toEqual([]);
    expect(await status(`${portal.url}/healthz`)).toBe(200);
    expect((await portal.stop()).code).toBe(0);
  });

  test('in the middle of an import leaves all of it or nothing; the next start is clean and the import can be repeated', async () => {
    const data = scratch();
    let portal = await serve(data);
    const env = { DATA_DIR: data };
    let state = before;
    const check = async (what: string, moment: number) => {
      const now = await waitFor('the database', () => counts(data).catch(() => null));
      console.log(`${what} killed ${(moment / 1000).toFixed(1)} s into the import: ${now['records'] === before.records ? 'nothing' : 'all'} of it is there`);
      expect([before, after]).toContainEqual(now);
      if (state === after) expect(now).toEqual(after);
      if (now['records'] === after.records) state = after;
    };
    for (const longest of [4000, 15_000]) {
      const importing = launch(['import', generated], env);
      const moment = await somewhereIn(importing, longest);
      importing.child.kill('SIGKILL');
      await importing.exit;
      await check('the program', moment);
    }
    for (const victim of ['a backend', 'the postmaster'] as const) {
      const importing = launch(['import', generated], env);
      const moment = await somewhereIn(importing, 10_000);
      const backends = await query<{ pid: number }>(data, "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name = 'soderkoping' order by state = 'active' desc, xact_start").catch(() => []);
      end(victim === 'a backend' ? (backends[0]?.pid ?? postmaster(data)) : postmaster(data));
      const { code } = await importing.exit;
      await check(victim, moment);
      if (state === before) expect([code, importing.output.stderr]).toEqual([1, expect.stringContaining('soderkoping: ')]);
    }
    await waitFor('the portal', async () => (await status(`${portal.url}/en/documents/32008L0115`)) === 200);

    const importing = launch(['import', generated], env);
    const moment = await somewhereIn(importing, 8000);
    end(portal.child.pid);
    end(postmaster(data));
    importing.child.kill('SIGKILL');
    await Promise.all([importing.exit, portal.exit]);
    portal = await serve(data);
    await check('everything', moment);
    await checkFiles(data);

    const repeated = await run(['import', generated], env);
    expect(repeated).toMatchObject({ code: 0, stdout: state === after ? `imported: 0 new, 0 changed, ${records} unchanged\n` : `imported: ${records} new, 0 changed, 0 unchanged\n` });
    expect(await counts(data)).toEqual(after);
    await checkFiles(data);
    await portal.stop();

    const old = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
    for (const path of leftovers(data)) utimesSync(path, old, old);
    portal = await serve(data);
    expect(leftovers(data)).toEqual([]);
    await portal.stop();
  });
});

import { beforeAll, expect, test, vi } from 'vitest';
import { build, query, run, scratch, serve } from '../support/program.ts';

vi.setConfig({ testTimeout: 600_000 });
beforeAll(build);

test('audit verify proves the trail of an import, names the first event that was tampered with and ends with 1; status tells the head', async () => {
  const data = scratch();
  const env = { DATA_DIR: data };
  const portal = await serve(data);
  const [{ n }] = (await query<{ n: number }>(data, 'select count(*)::int as n from kernel.audit_event')) as [{ n: number }];
  expect(n).toBeGreaterThan(10);
  const { audit: head } = JSON.parse((await run(['status', '--json'], env)).stdout) as { audit: { position: number; hash: string } };
  expect(head).toEqual({ position: n, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect((await run(['status'], env)).stdout).toContain(`audit      ${n} events, head ${head.hash}`);

  expect(await run(['audit', 'verify'], env)).toMatchObject({ code: 0, stdout: `${n} events hold; head ${head.hash}\n`, stderr: '' });
  const good = await run(['audit', 'verify', '--json', '--head', head.hash], env);
  expect([good.code, JSON.parse(good.stdout)]).toEqual([0, { events: n, head, since: 0, broken: null }]);
  const other = await run(['audit', 'verify', '--head', 'f'.repeat(64)], env);
  expect([other.code, other.stdout]).toEqual([1, expect.stringMatching(/unknown head: /)]);

  await query(data, `alter table kernel.audit_event disable trigger user; update kernel.audit_event set actor = 'nobody' where id = (select event_id from kernel.audit_link where position = 3); alter table kernel.audit_event enable trigger user`);
  const broken = await run(['audit', 'verify'], env);
  expect([broken.code, broken.stdout]).toEqual([1, expect.stringMatching(/^broken after 2 events: event \d+, link 3, altered: /)]);
  expect(JSON.parse((await run(['audit', 'verify', '--json'], env)).stdout)).toMatchObject({ events: 2, broken: { position: 3, problem: 'altered' } });
  await portal.stop();
});

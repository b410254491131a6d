import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/kernel/postgres.ts';
import { build, contentCopy, queryUrl, run, scratch, serve, smallContent, waitFor } from '../support/program.ts';

vi.setConfig({ testTimeout: 600_000 });

/** Another server, as a hoster gives one: its superuser is not ours. A new one each time, since roles belong to the whole server. */
let server: EmbeddedPostgres;

beforeEach(async () => {
  await build();
  server = await startEmbeddedPostgres(scratch('server'));
});
afterEach(() => server.stop());

function address(database: string, login?: string): string {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  if (login) [url.username, url.password] = [login, 'secret'];
  return url.href;
}

async function database(name: string, rights: string): Promise<string> {
  await queryUrl(server.url, `create role ${name} login password 'secret' ${rights}`);
  await queryUrl(server.url, `create database ${name} owner ${name}`);
  return address(name, name);
}

const seen = async (url: string) => [(await fetch(`${url}/en/news`)).status, (await fetch(`${url}/ru/documents/32008L0115`)).status];

describe('DATABASE_URL', () => {
  test('an owner that may create roles needs nothing prepared; nothing embedded is made', async () => {
    const data = scratch();
    const url = await database('with_createrole', 'createrole');
    const portal = await serve(data, { DATABASE_URL: url });
    expect(await seen(portal.url)).toEqual([200, 200]);
    expect(existsSync(join(data, 'postgres'))).toBe(false);
    expect((await run(['status', '--json'], { DATA_DIR: data, DATABASE_URL: url })).stdout).toContain('"database": "configured"');
    expect((await portal.stop()).code).toBe(0);
  });

  test('an owner that may not gets the public role ready made', async () => {
    const url = await database('without_createrole', '');
    const data = scratch();
    const refused = await run(['import', smallContent], { DATA_DIR: data, DATABASE_URL: url });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('DATABASE_URL: ');
    expect(refused.stderr).toContain('grant soderkoping_public to without_createrole');
    await queryUrl(server.url, 'create role soderkoping_public');
    await queryUrl(server.url, 'grant soderkoping_public to without_createrole');
    const portal = await serve(data, { DATABASE_URL: url });
    expect(await seen(portal.url)).toEqual([200, 200]);
    await portal.stop();
  });

  test('PUBLIC_DATABASE_URL is what pages read through; a login that sees more is refused', async () => {
    const url = await database('with_public', 'createrole');
    const data = scratch();
    await run(['import', smallContent], { DATA_DIR: data, DATABASE_URL: url });
    await queryUrl(server.url, "create role reader login password 'secret'");
    const env = { DATABASE_URL: url, PUBLIC_DATABASE_URL: address('with_public', 'reader') };
    const stranger = await run(['status'], { DATA_DIR: data, ...env });
    expect([stranger.code, stranger.stderr]).toEqual([1, expect.stringContaining('PUBLIC_DATABASE_URL: ')]);
    const owner = await run(['status'], { DATA_DIR: data, DATABASE_URL: url, PUBLIC_DATABASE_URL: url });
    expect([owner.code, owner.stderr]).toEqual([1, expect.stringContaining('can read more than what is published')]);

    await queryUrl(server.url, 'grant soderkoping_public to reader');
    const portal = await serve(data, env);
    expect(await seen(portal.url)).toEqual([200, 200]);
    const sessions = await queryUrl<{ usename: string }>(server.url, "select distinct usename from pg_stat_activity where application_name = 'soderkoping public'");
    expect(sessions).toEqual([{ usename: 'reader' }]);
    await portal.stop();
  });

  test('two nodes on one database show a change at once, whoever made it', async () => {
    const url = await database('two_nodes', 'createrole');
    const nodes = [await serve(scratch(), { DATABASE_URL: url }), await serve(scratch(), { DATABASE_URL: url })];
    expect(nodes[1]?.output.stderr).not.toContain('importing');
    const address = '/en/news/2009/return-directive-in-force';
    const texts = () => Promise.all(nodes.map(async (node) => (await fetch(`${node.url}${address}`)).text()));
    expect((await texts()).every((t) => t.includes('The Return Directive enters into force'))).toBe(true);
    const content = contentCopy();
    writeFileSync(join(content, 'news/2009/return-directive-in-force/en.md'), '---\ntitle: A title set anew\n---\nText.\n');
    expect((await run(['import', content], { DATA_DIR: scratch(), DATABASE_URL: url })).code).toBe(0);
    await waitFor('the new title everywhere', async () => (await texts()).every((t) => t.includes('A title set anew')));
    await Promise.all(nodes.map((node) => node.stop()));
  });
});

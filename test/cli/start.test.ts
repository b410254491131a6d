import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { get, Agent, type IncomingMessage } from 'node:http';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { build, contentCopy, launch, postmaster, query, run, scratch, serve, smallContent, waitFor } from '../support/program.ts';

beforeAll(build);
vi.setConfig({ testTimeout: 600_000 });

const page = async (url: string) => (await fetch(url)).text();

describe('start', () => {
  test('brings up a portal with its content, keeps it, and starts again', async () => {
    const data = scratch();
    let begun = performance.now();
    const first = await serve(data);
    console.log(`first start: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    expect(first.output.stderr).toContain('imported: 6 new');
    expect(first.output.stderr).toContain(`data in ${data}`);
    expect(first.output.stderr).not.toMatch(/warning|deprecat/i);
    expect(first.output.stdout).toBe('');
    expect(await page(`${first.url}/en/documents/32008L0115`)).toContain('Return Directive');
    expect(await page(`${first.url}/ru/documents/32008L0115`)).toContain('Директива о возвращении');
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    const [before] = await query<{ at: Date; n: number }>(data, 'select min(created_at) as at, count(*)::int as n from editorial.version');
    expect(await first.stop()).toEqual({ code: 0, signal: null });
    expect(postmaster(data)).toBeNull();

    begun = performance.now();
    const second = await serve(data);
    console.log(`second start: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    expect(second.output.stderr).not.toContain('import');
    expect(await query(data, 'select min(created_at) as at, count(*)::int as n from editorial.version')).toEqual([before]);
    expect(await page(`${second.url}/en/documents/32008L0115`)).toContain('Return Directive');
    expect(await second.stop()).toEqual({ code: 0, signal: null });
  });

  test('two copies run side by side; two on one folder do not, and the first is not harmed', async () => {
    const [one, other] = [scratch(), scratch()];
    const [a, b] = await Promise.all([serve(one), serve(other)]);
    expect(a.url).not.toBe(b.url);
    expect(postmaster(one)).not.toBe(postmaster(other));

    const second = await run(['start'], { DATA_DIR: one, PORT: '0' });
    expect(second.code).toBe(1);
    expect(second.stderr).toBe(`soderkoping: another soderkoping is running on ${one}; stop it, or give this one a DATA_DIR of its own\n`);
    for (const at of [a, b]) expect((await fetch(`${at.url}/en/news`)).status).toBe(200);
    expect(await Promise.all([a.stop(), b.stop()])).toEqual([{ code: 0, signal: null }, { code: 0, signal: null }]);
  });

  test('two first starts at the same moment: one serves, the other refuses', async () => {
    const data = scratch();
    const both = [launch(['start'], { DATA_DIR: data, PORT: '0', CONTENT_DIR: smallContent }), launch(['start'], { DATA_DIR: data, PORT: '0', CONTENT_DIR: smallContent })];
    const loser = await Promise.race(both.map((p, i) => p.exit.then(() => i)));
    expect(both[loser]?.output.stderr).toContain('another soderkoping is running');
    both[1 - loser]?.child.kill('SIGTERM');
    await both[1 - loser]?.exit;
  });

  test('an import shows at once in a portal that runs, and leaves its database running', async () => {
    const data = scratch();
    const portal = await serve(data);
    const address = `${portal.url}/en/news/2009/return-directive-in-force`;
    expect(await page(address)).toContain('The Return Directive enters into force');
    const content = contentCopy();
    writeFileSync(join(content, 'news/2009/return-directive-in-force/en.md'), '---\ntitle: A title set anew\n---\nText.\n');
    const imported = await run(['import', content], { DATA_DIR: data });
    expect(imported).toMatchObject({ code: 0, stdout: 'imported: 0 new, 1 changed, 5 unchanged, 2 glossary terms\n' });
    expect(await waitFor('the new title', async () => (await page(address)).includes('A title set anew'))).toBe(true);
    expect((await run(['status'], { DATA_DIR: data })).code).toBe(0);
    expect((await fetch(`${portal.url}/healthz`)).status).toBe(200);
    expect((await portal.stop()).code).toBe(0);
  });

  test('a program that ends first leaves the database to one that still works', async () => {
    const data = scratch();
    const portal = await serve(data);
    await portal.stop();
    const commands = await Promise.all([run(['status'], { DATA_DIR: data }), run(['migrate'], { DATA_DIR: data }), run(['status', '--json'], { DATA_DIR: data })]);
    expect(commands.map((c) => [c.code, c.stderr])).toEqual([[0, ''], [0, ''], [0, '']]);
    expect(postmaster(data)).toBeNull();
  });

  test('SIGTERM lets a download come to its end, takes no new visitors, and ends with 0', async () => {
    const content = contentCopy();
    const bytes = randomBytes(40 * 1024 * 1024);
    mkdirSync(join(content, 'documents/32011L0095/files'));
    writeFileSync(join(content, 'documents/32011L0095/files/data.bin'), bytes);
    const record = join(content, 'documents/32011L0095/record.yaml');
    writeFileSync(record, 'date: 2011-12-13\ntype: directive\nstatus: in_force\ncelex: 32011L0095\nfocus: [asylum]\nfiles: [{path: files/data.bin, language: en}]\n');
    const portal = await serve(scratch(), { CONTENT_DIR: content });
    const agent = new Agent({ keepAlive: true });
    const response = await new Promise<IncomingMessage>((done, fail) => get(`${portal.url}/files/documents/32011L0095/data.bin`, { agent }, done).once('error', fail));
    expect(response.statusCode).toBe(200);
    const chunks: Buffer[] = [];
    await new Promise<void>((done) => response.once('data', (chunk: Buffer) => { chunks.push(chunk); response.pause(); done(); }));

    portal.child.kill('SIGTERM');
    await waitFor('the door to close', () => fetch(`${portal.url}/en`).then(() => false, () => true));
    expect(portal.child.exitCode).toBeNull();
    response.on('data', (chunk: Buffer) => chunks.push(chunk)).resume();
    await new Promise<void>((done, fail) => response.once('end', done).once('error', fail));
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    expect(await portal.exit).toEqual({ code: 0, signal: null });
    agent.destroy();
  });

  test('a second signal breaks off what a reader never finishes', async () => {
    const content = contentCopy();
    mkdirSync(join(content, 'documents/32011L0095/files'));
    writeFileSync(join(content, 'documents/32011L0095/files/data.bin'), randomBytes(40 * 1024 * 1024));
    writeFileSync(join(content, 'documents/32011L0095/record.yaml'), 'date: 2011-12-13\ntype: directive\nstatus: in_force\ncelex: 32011L0095\nfocus: [asylum]\nfiles: [{path: files/data.bin}]\n');
    const portal = await serve(scratch(), { CONTENT_DIR: content });
    const response = await new Promise<IncomingMessage>((done, fail) => get(`${portal.url}/files/documents/32011L0095/data.bin`, done).once('error', fail));
    response.on('error', () => undefined).pause();
    portal.child.kill('SIGTERM');
    await waitFor('the first signal', async () => portal.output.stderr.includes('SIGTERM: finishing'));
    portal.child.kill('SIGTERM');
    expect(await portal.exit).toEqual({ code: 0, signal: null });
  });

  test('a signal during the first start ends it and its database; the next start completes', async () => {
    const data = scratch();
    const starting = launch(['start'], { DATA_DIR: data, PORT: '0', CONTENT_DIR: smallContent });
    await waitFor('the database', async () => starting.output.stderr.includes('importing'));
    starting.child.kill('SIGTERM');
    expect((await starting.exit).code).toBe(143);
    expect(postmaster(data)).toBeNull();
    const portal = await serve(data);
    expect(portal.output.stderr).toContain('imported: 6 new');
    await portal.stop();
  });

  test('says which variable is to blame when it cannot listen', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => taken.once('listening', done));
    const { port } = taken.address() as AddressInfo;
    const data = scratch();
    const refused = await run(['start'], { DATA_DIR: data, PORT: String(port), CONTENT_DIR: smallContent });
    taken.close();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`soderkoping: PORT=${port}: another program listens there already`);
    expect(postmaster(data)).toBeNull();
    const nowhere = await run(['start'], { DATA_DIR: data, PORT: '0', HOST: '192.0.2.1', CONTENT_DIR: smallContent });
    expect(nowhere.stderr).toContain('HOST=192.0.2.1: is not an address of this machine');
  });

  test.skipIf(process.getuid?.() !== 0)('runs as root below a folder that only root may enter', async () => {
    const closed = scratch();
    chmodSync(closed, 0o700);
    const data = join(closed, 'deep', 'data');
    const portal = await serve(data);
    expect((await fetch(`${portal.url}/en/news`)).status).toBe(200);
    await portal.stop();
  });
});

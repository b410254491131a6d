import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { build, contentCopy, query, run, scratch, serve, smallContent } from '../support/program.ts';

vi.setConfig({ testTimeout: 600_000 });
beforeAll(build);

const commands = ['start', 'migrate', 'import', 'export', 'site', 'check', 'status', 'audit', 'translation'];

describe('the command line', () => {
  test('helps everywhere', async () => {
    const help = await run(['--help']);
    expect([help.code, help.stderr]).toEqual([0, '']);
    for (const command of commands) {
      expect(help.stdout).toContain(`  ${command} `);
      const own = await run([command, '--help']);
      expect(own.code).toBe(0);
      expect(own.stdout).toContain(`Usage: soderkoping ${command}`);
    }
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string };
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  test('refuses what it does not know and shows what it knows', async () => {
    const unknown = await run(['imprt', 'x']);
    expect([unknown.code, unknown.stdout]).toEqual([1, '']);
    expect(unknown.stderr).toContain("unknown command 'imprt'");
    expect(unknown.stderr).toContain('Did you mean import?');
    expect((await run(['import'])).stderr).toContain("missing required argument 'dir'");
    expect((await run(['status', '--jason'])).code).toBe(1);
    expect((await run([])).code).toBe(1);
  });

  test('a folder is checked without an installation', async () => {
    const data = join(scratch(), 'data');
    const checked = await run(['check', smallContent], { DATA_DIR: data });
    expect(checked).toMatchObject({ code: 0, stdout: '6 records, 0 errors, 0 warnings\n' });
    expect((await run(['check', join(data, 'nothing')], { DATA_DIR: data }))).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no such folder') });
  });

  test('JSON on standard output, plain lines of progress on the other, nothing mixed', async () => {
    const env = { DATA_DIR: scratch() };
    const imported = await run(['import', smallContent], env);
    expect(imported).toMatchObject({ code: 0, stdout: 'imported: 6 new, 0 changed, 0 unchanged, 2 glossary terms\n' });
    expect(imported.stderr).toContain('reading: 6 of 6\n');
    expect(imported.stderr).toContain('writing: 6 of 6\n');
    expect(imported.stderr).not.toMatch(/[\x1b\r]/);
    expect(imported.stderr).not.toMatch(/warning/i);

    const again = await run(['import', '--json', smallContent], env);
    expect(again.stderr).toBe('');
    expect(JSON.parse(again.stdout)).toMatchObject({ new: 0, changed: 0, unchanged: 6, process_changed: false, warnings: [] });
    const status = await run(['status', '--json'], env);
    expect(JSON.parse(status.stdout)).toMatchObject({ process: 'small-process', languages: ['en', 'ru'], database: 'embedded', kinds: expect.arrayContaining([{ kind: 'document', records: 2, published: 2 }]) });
    expect((await run(['status'], env)).stdout).toMatch(/^process +small-process\nlanguages +en, ru\n/);
    const migrations = JSON.parse((await run(['migrate', '--json'], env)).stdout) as { name: string }[];
    expect(migrations.map((m) => m.name)).toContain('0001_spine.sql');
    expect(JSON.parse((await run(['check', '--json', smallContent], env)).stdout)).toEqual({ records: 6, findings: [] });
  });

  test('an import that is repeated changes nothing; a changed record gets a second version', async () => {
    const data = scratch();
    const env = { DATA_DIR: data };
    const content = contentCopy();
    await run(['import', content], env);
    const all = `select r.slug, v.number, v.digest, (select count(*) from editorial.publication p where p.version_id = v.id and p.visible_until = 'infinity')::int as shown
      from editorial.version v join editorial.record r on r.id = v.record_id order by r.slug, v.number`;
    // The database answers as long as a portal keeps it running.
    const portal = await serve(data);
    const before = await query(data, all);
    expect((await run(['import', content], env)).stdout).toBe('imported: 0 new, 0 changed, 6 unchanged, 2 glossary terms\n');
    expect(await query(data, all)).toEqual(before);

    const file = join(content, 'documents/32011L0095/en.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Qualification Directive', 'The Qualification Directive'));
    expect((await run(['import', content], env)).stdout).toBe('imported: 0 new, 1 changed, 5 unchanged, 2 glossary terms\n');
    expect((await query<{ slug: string; number: number; shown: number }>(data, all)).filter((v) => v.slug === '32011L0095').map((v) => [v.number, v.shown])).toEqual([[1, 0], [2, 1]]);
    await portal.stop();
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { build, contentCopy, run, scratch } from '../support/program.ts';

vi.setConfig({ testTimeout: 600_000 });
beforeAll(build);

describe('soderkoping translation', () => {
  test('sends texts out and takes them back', async () => {
    const env = { DATA_DIR: scratch() };
    await run(['import', contentCopy()], env);
    const file = join(scratch('exchange'), 'return.xlf');
    const record = 'documents/32008L0115';

    const sent = await run(['translation', 'export', file, record, '--to', 'ru', '--format', '2.1', '--json'], env);
    expect([sent.code, JSON.parse(sent.stdout)]).toEqual([0, { file, format: '2.1', from: 'en', to: 'ru', records: [record], left_out: [] }]);
    const document = readFileSync(file, 'utf8');
    expect(document).toContain(`original="${record}"`);

    const same = await run(['translation', 'import', file], env);
    expect([same.code, same.stdout]).toEqual([0, 'imported: 0 saved, 1 unchanged, 0 incomplete; 0 units taken, 0 left\n']);

    writeFileSync(file, document.replace(/(<unit id="_title"[\s\S]*?<target>)[^<]*/, '$1Новое название'));
    const back = await run(['translation', 'import', file, '--json', '--publish'], env);
    expect([back.code, JSON.parse(back.stdout)]).toEqual([0, { published: true, records: [{ record, lang: 'ru', outcome: 'saved', version: 2, taken: 1, left: [], missing: [], surplus: [], warnings: expect.any(Array) }] }]);
    const again = await run(['translation', 'import', file, '--json'], env);
    expect(JSON.parse(again.stdout)).toMatchObject({ published: false, records: [{ outcome: 'unchanged', version: 2, taken: 0 }] });

    writeFileSync(file, document.slice(0, -20));
    const broken = await run(['translation', 'import', file], env);
    expect(broken.code).toBe(1);
    expect(broken.stderr).toMatch(/return\.xlf:\d+: /);
    expect(broken.stderr).toContain('nothing was changed: 1 errors');

    const nowhere = join(scratch('exchange'), 'nowhere.xlf');
    expect(await run(['translation', 'export', nowhere, 'documents/none', '--to', 'ru'], env)).toMatchObject({ code: 1, stderr: expect.stringContaining('documents/none: there is no such record') });
    expect(existsSync(nowhere)).toBe(false);
    expect((await run(['translation', 'export', nowhere, '--to', 'ru', '--format', '3'], env)).stderr).toContain('Allowed choices are 1.2, 2.0, 2.1, 2.2, tmx');
  });
});

import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { build, query, run, scratch, serve } from '../support/program.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

interface Finding {
  readonly file: string;
  readonly line?: number;
  readonly field?: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

let data = '';
let exported = '';

beforeAll(async () => {
  await build();
  data = scratch();
  // Keeps the database running for the other commands.
  await serve(data);
  exported = join(scratch('export'), 'bag');
  expect(await run(['export', exported], { DATA_DIR: data })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^exported: 6 records in \d+ files, \d+ bytes\n$/) });
});

/** A copy of the export that a test may damage. */
function copyOf(): string {
  const dir = join(scratch('copy'), 'bag');
  cpSync(exported, dir, { recursive: true });
  return dir;
}

function write(dir: string, path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

const edit = (dir: string, path: string, from: string, to: string) => writeFileSync(join(dir, path), readFileSync(join(dir, path), 'utf8').replace(from, to));
const state = () => query(data, `select (select count(*) from editorial.record)::int as records, (select count(*) from editorial.version)::int as versions, (select count(*) from kernel.audit_event)::int as audited`);

/** What import and check say of a folder; both must say the same, and neither may change anything. */
async function findingsOf(dir: string): Promise<readonly Finding[]> {
  const before = await state();
  const refused = await run(['import', '--json', dir], { DATA_DIR: data });
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/^nothing was changed: \d+ errors\n$/)]);
  const { findings } = JSON.parse(refused.stdout) as { findings: Finding[] };
  const checked = await run(['check', '--json', dir], { DATA_DIR: data });
  expect([checked.code, (JSON.parse(checked.stdout) as { findings: Finding[] }).findings]).toEqual([1, findings]);
  expect(await state()).toEqual(before);
  return findings;
}

describe('the folder that an export wrote', () => {
  test('is imported as it stands', async () => {
    expect(await run(['import', exported], { DATA_DIR: data })).toMatchObject({ code: 0, stdout: 'imported: 0 new, 0 changed, 6 unchanged, 2 glossary terms\n' });
    const empty = { DATA_DIR: scratch() };
    expect(await run(['import', exported], empty)).toMatchObject({ code: 0, stdout: 'imported: 6 restored with their history, 0 new, 0 changed, 0 unchanged, 2 glossary terms\n' });
    expect(await run(['check', exported], { DATA_DIR: join(scratch(), 'nothing') })).toMatchObject({ code: 0, stdout: '6 records, 0 errors, 0 warnings\n' });
  });

  test('is refused when damaged: every damage is named, with what to do', async () => {
    const dir = copyOf();
    edit(dir, 'data/documents/32008L0115/en.md', 'e', 'é');
    rmSync(join(dir, 'data/documents/32008L0115/files/note.txt'));
    write(dir, 'data/news/2009/slipped-in/en.md', '---\ntitle: Not from here\n---\n');
    write(dir, 'data/treaties/x/record.yaml', '{}\n');
    rmSync(join(dir, 'data/pages/about/record.yaml'));
    symlinkSync(join(dir, 'data/pages/about/en.md'), join(dir, 'data/pages/about/record.yaml'));
    appendFileSync(join(dir, 'manifest-sha256.txt'), `no checksum\n${'0'.repeat(64)}  data/../../outside\n`);
    const lines = readFileSync(join(dir, 'manifest-sha256.txt'), 'utf8').split('\n').length;
    const findings = await findingsOf(dir);
    const again = 'copy the whole export once more';
    for (const [file, line, words, remedy] of [
      ['manifest-sha256.txt', lines - 2, 'must be a SHA-256 checksum', again], ['manifest-sha256.txt', lines - 1, 'leads out of the bag', 'do not trust this folder'],
      ['data/documents/32008L0115/en.md', undefined, 'its checksum differs', again], ['data/documents/32008L0115/files/note.txt', undefined, 'is listed and is not there', again],
      ['data/news/2009/slipped-in/en.md', undefined, 'is in no manifest', 'take it out'], ['data/treaties/x/record.yaml', undefined, 'is in no manifest', 'take it out'],
      ['data/pages/about/record.yaml', undefined, 'its checksum differs', again], ['data/treaties', undefined, 'no kind of record is kept in a folder of this name', 'kinds are'],
    ] as const) {
      expect(findings.filter((f) => f.file === file && f.line === line && f.message.includes(words) && f.message.includes(remedy)), `${file}: ${words} in ${JSON.stringify(findings, null, 1)}`).toHaveLength(1);
    }
    const alone = await run(['check', dir], { DATA_DIR: join(scratch(), 'nothing') });
    expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining('data/documents/32008L0115/en.md: data/documents/32008L0115/en.md is not as it was written')]);
  });

  test.each([
    ['2', 'the content is in version 2 of the format, and this program reads version 1; update the program'], ['one', '"one" is no version of the content format'],
  ])('is refused in version %j of the format', async (version, words) => {
    const dir = copyOf();
    edit(dir, 'bag-info.txt', 'Content-Format: 1', `Content-Format: ${version}`);
    expect(await findingsOf(dir)).toEqual([{ file: 'bag-info.txt', field: 'Content-Format', message: expect.stringContaining(words), severity: 'error' }]);
  });

  test('is refused when it is not whole: it does not pass for one written by hand', async () => {
    const torn = copyOf();
    rmSync(join(torn, 'bagit.txt'));
    rmSync(join(torn, 'bag-info.txt'));
    expect(await findingsOf(torn)).toEqual([expect.objectContaining({ file: 'bagit.txt', message: expect.stringContaining('this is no bag, or not a whole one; copy the whole export') })]);
    const hollow = copyOf();
    rmSync(join(hollow, 'data'), { recursive: true });
    writeFileSync(join(hollow, 'manifest-sha256.txt'), '');
    expect((await findingsOf(hollow)).map((f) => f.file)).toEqual(['bag-info.txt', 'data']);
  });
});

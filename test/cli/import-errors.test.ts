import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { build, contentCopy, query, run, scratch, serve } from '../support/program.ts';

vi.setConfig({ testTimeout: 600_000 });
beforeAll(build);

interface Finding {
  readonly file: string;
  readonly line?: number;
  readonly field?: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

const news = 'focus: [migration]\nsource: {url: "https://example.org/", title: Example}\n';
const text = (lang: string, body = 'Text.') => `---\ntitle: A title\n${lang === 'en' ? '' : 'translates: en\n'}---\n${body}\n`;

/** What is wrong, file by file, and what must be said of it: file, line, field, words. */
const faults: readonly { files: Readonly<Record<string, string | Buffer>>; expected: readonly [file: string, line: number | null, field: string | null, words: string][] }[] = [
  { files: { 'news/2009/yaml/record.yaml': 'date: 2009-01-13\nfocus: [migration\nsource: x\n' }, expected: [['news/2009/yaml/record.yaml', 3, null, '']] },
  { files: { 'news/2009/date/record.yaml': `date: 2009-02-30\n${news}` }, expected: [['news/2009/date/record.yaml', 1, 'date', 'must be a real date']] },
  { files: { 'news/2009/dead/record.yaml': `date: 2009-02-03\n${news}relations:\n  - {type: about, target: documents/32008L0115}\n  - {type: about, target: documents/32099L0001}\n` },
    expected: [['news/2009/dead/record.yaml', 6, 'relations.1.target', 'about documents/32099L0001: there is no such record']] },
  { files: { 'news/2009/theme/record.yaml': `date: 2009-02-03\n${news}themes: [return, witchcraft]\n` }, expected: [['news/2009/theme/record.yaml', 4, 'themes.1', 'witchcraft is not a theme']] },
  { files: { 'documents/32011l0095x/record.yaml': 'date: 2011-12-13\ntype: directive\nstatus: in_force\ncelex: 3201L95\nfocus: [asylum]\n' },
    expected: [['documents/32011l0095x/record.yaml', 4, 'celex', '3201L95 has not the shape of a CELEX number']] },
  { files: { 'documents/unknown-field/record.yaml': 'date: 2011-12-13\ntype: directive\nstatus: in_force\nfocus: [asylum]\ncellex: 32011L0095\n' }, expected: [['documents/unknown-field/record.yaml', 1, null, 'cellex']] },
  { files: { 'news/2009/no-source-text/record.yaml': `date: 2009-02-03\n${news}`, 'news/2009/no-source-text/en.md': '---\ntitle: A\ntranslates: uk\n---\n', 'news/2009/no-source-text/ru.md': text('ru') },
    expected: [['news/2009/no-source-text', null, 'translates', 'exactly one language is the source'], ['news/2009/no-source-text/en.md', null, 'translates', 'there is no uk.md']] },
  { files: { 'news/2009/front/record.yaml': `date: 2009-02-03\n${news}`, 'news/2009/front/en.md': 'No front matter.\n' }, expected: [['news/2009/front/en.md', 1, null, 'must begin with front matter']] },
  { files: { 'news/2009/title/record.yaml': `date: 2009-02-03\n${news}`, 'news/2009/title/en.md': '---\nshort: No title\n---\n' }, expected: [['news/2009/title/en.md', 2, 'title', '']] },
  { files: { 'news/2009/nul/record.yaml': 'date: 2009-02-03\nfocus: [migration]\nsource: {url: "https://example.org/", title: "half \\ud83d"}\n', 'news/2009/nul/en.md': '---\ntitle: "a\\0b"\n---\n' },
    expected: [['news/2009/nul/record.yaml', 3, null, 'holds a NUL or half a character'], ['news/2009/nul/en.md', 2, null, 'holds a NUL or half a character']] },
  { files: { 'news/2009/binary/record.yaml': `date: 2009-02-03\n${news}`, 'news/2009/binary/en.md': Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]) }, expected: [['news/2009/binary/en.md', null, null, 'ZIP archive']] },
  { files: { 'news/2009/missing/record.yaml': `date: 2009-02-03\n${news}files: [{path: files/gone.pdf}]\n` }, expected: [['news/2009/missing/record.yaml', 4, 'files.0.path', 'files/gone.pdf is missing']] },
  { files: { 'news/2009/escape/record.yaml': `date: 2009-02-03\n${news}files: [{path: files/../../../../process.yaml}]\n` }, expected: [['news/2009/escape/record.yaml', 4, 'files.0.path', 'files/NAME']] },
  { files: { 'news/2009/pdf/record.yaml': `date: 2009-02-03\n${news}files: [{path: files/torn.pdf}]\n`, 'news/2009/pdf/files/torn.pdf': `%PDF-1.7\n${'x'.repeat(5000)}` },
    expected: [['news/2009/pdf/files/torn.pdf', null, null, 'cannot be read: damaged']] },
  { files: { 'news/2009/docx/record.yaml': `date: 2009-02-03\n${news}files: [{path: files/fake.docx}]\n`, 'news/2009/docx/files/fake.docx': Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]) },
    expected: [['news/2009/docx/files/fake.docx', null, null, 'cannot be read: not-a-docx']] },
  { files: { 'news/2009/large/record.yaml': `date: 2009-02-03\n${news}files: [{path: files/large.bin}]\n`, 'news/2009/large/files/large.bin': Buffer.alloc(0) },
    expected: [['news/2009/large/files/large.bin', null, null, `has ${200 * 1024 * 1024} bytes; a file may have ${100 * 1024 * 1024}`]] },
  { files: { 'news/2009/deep/record.yaml': `date: 2009-02-03\n${news}`, 'news/2009/deep/en.md': text('en', `\nFine.\n\n${'>'.repeat(200)} deep`), 'news/2009/deep/ru.md': text('ru', '<b>'.repeat(150)) },
    expected: [['news/2009/deep/en.md', 7, null, 'nested too deeply'], ['news/2009/deep/ru.md', 5, null, 'too many elements left open']] },
  { files: { 'treaties/x/record.yaml': '{}' }, expected: [['treaties', null, null, 'no kind of record is kept in a folder of this name']] },
];

function write(content: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(content, path)), { recursive: true });
    writeFileSync(join(content, path), bytes);
  }
}

/** A record has both texts unless the fault is in them. */
function writeFault(content: string, files: Readonly<Record<string, string | Buffer>>): void {
  write(content, files);
  for (const record of Object.keys(files).filter((p) => /^(news|documents)\/.*record\.yaml$/.test(p))) {
    for (const lang of ['en', 'ru']) {
      const path = join(dirname(record), `${lang}.md`);
      if (files[path] === undefined) write(content, { [path]: text(lang) });
    }
  }
}

describe('an import with errors', () => {
  test('names file, line and field of every one, and changes nothing', async () => {
    const data = scratch();
    const portal = await serve(data);
    const content = contentCopy();
    for (const { files } of faults) writeFault(content, files);
    truncateSync(join(content, 'news/2009/large/files/large.bin'), 200 * 1024 * 1024);
    write(content, { 'documents/32008L0115/en.md': text('en', 'Changed too, and good; it must not get in.') });
    const state = () => query(data, `select (select count(*) from editorial.record)::int as records, (select count(*) from editorial.version)::int as versions, (select count(*) from kernel.audit_event)::int as audited`);
    const before = await state();

    const refused = await run(['import', '--json', content], { DATA_DIR: data });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^nothing was changed: \d+ errors\n$/);
    const { findings } = JSON.parse(refused.stdout) as { findings: Finding[] };
    for (const [file, line, field, words] of faults.flatMap((f) => f.expected)) {
      const found = findings.filter((f) => f.file === file && (f.field ?? null) === field && f.message.includes(words));
      expect(found, `${file} ${field}: ${words} in ${JSON.stringify(findings.filter((f) => f.file.startsWith(dirname(file))), null, 1)}`).toHaveLength(1);
      expect(found[0]?.severity).toBe('error');
      expect(found[0]?.line ?? null, file).toBe(line);
    }
    const expected = new Set(faults.flatMap((f) => f.expected.map(([file]) => file)));
    expect(findings.filter((f) => f.severity === 'error' && !expected.has(f.file))).toEqual([]);
    expect(await state()).toEqual(before);

    const plain = await run(['import', content], { DATA_DIR: data });
    expect(plain).toMatchObject({ code: 1, stdout: '' });
    expect(plain.stderr).toContain('news/2009/theme/record.yaml:4: themes.1: witchcraft is not a theme of process.yaml\n');
    const checked = await run(['check', '--json', content], { DATA_DIR: data });
    expect(checked.code).toBe(1);
    expect((JSON.parse(checked.stdout) as { findings: Finding[] }).findings).toEqual(findings);
    expect(await state()).toEqual(before);
    expect((await fetch(`${portal.url}/en/documents/32008L0115`)).status).toBe(200);
    await portal.stop();
  });

  test('old Cyrillic encodings are read as what they are, and said so', async () => {
    const data = scratch();
    const content = contentCopy();
    const body = 'Государства-участники обсудили возвращение и реадмиссию граждан третьих стран, не имеющих права пребывания, и обменялись опытом работы пограничных служб.';
    for (const [name, encoding] of [['win', 'windows-1251'], ['koi', 'koi8-r']] as const) {
      write(content, {
        [`news/2009/${name}/record.yaml`]: `date: 2009-02-03\n${news}`, [`news/2009/${name}/en.md`]: text('en'),
        [`news/2009/${name}/ru.md`]: iconv.encode(`---\ntitle: Встреча в Вильнюсе\ntranslates: en\n---\n${body}\n`, encoding),
      });
    }
    const portal = await serve(data);
    const imported = await run(['import', content], { DATA_DIR: data });
    expect(imported.code).toBe(0);
    expect(imported.stderr).toContain('news/2009/win/ru.md: warning: is in windows-1251; read as such, better kept in UTF-8');
    expect(imported.stderr).toContain('news/2009/koi/ru.md: warning: is in koi8-r; read as such, better kept in UTF-8');
    for (const name of ['win', 'koi']) expect(await (await fetch(`${portal.url}/ru/news/2009/${name}`)).text()).toContain(body);
    await portal.stop();
  });

  test('without a process there is nothing to check against', async () => {
    const { code, stderr } = await run(['import', scratch('empty')], { DATA_DIR: scratch() });
    expect([code, stderr]).toEqual([1, expect.stringContaining('process.yaml: is missing, and no process is defined yet')]);
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBagPath, encodeBagPath, parseBagInfo, parseDeclaration, parseManifest, verifyBag, writeBagInfo, writeDeclaration, writeManifest } from './bagit.ts';
import { naughtyStrings } from './testing.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const manifestOf = (files: ReadonlyMap<string, string>) => [...writeManifest([...files].map(([path, text]) => ({ path, sha256: sha256(text) })))].join('');

/** A bag in memory. */
function bag(payload: Record<string, string>): Map<string, string> {
  const files = new Map(Object.entries(payload).map(([path, text]) => [`data/${path}`, text]));
  const tags = new Map([
    ['bagit.txt', writeDeclaration()], ['bag-info.txt', writeBagInfo([['Payload-Oxum', `${[...files.values()].join('').length}.${files.size}`]])], ['manifest-sha256.txt', manifestOf(files)],
  ]);
  return new Map([...files, ...tags, ['tagmanifest-sha256.txt', manifestOf(tags)]]);
}

async function problems(files: ReadonlyMap<string, string>) {
  const found = await verifyBag({ list: () => files.keys(), read: async (path) => files.get(path) ?? null, sha256: async (path) => sha256(files.get(path) ?? '') });
  return found.map((f) => `${f.problem} ${f.path}${f.line === undefined ? '' : `:${f.line}`}`);
}

const whole = () => bag({ 'process.yaml': 'a', 'news/2009/x/ru.md': 'б', 'files/100 %\r\n.pdf': 'c' });

describe('a bag', () => {
  it('is valid as written', async () => {
    expect(await problems(whole())).toEqual([]);
    expect(await problems(bag({}))).toEqual([]);
  });

  it('every damage is found, and all at once', async () => {
    const files = whole();
    files.delete('data/process.yaml');
    files.set('data/news/2009/x/ru.md', 'changed');
    files.set('data/new', 'x');
    files.set('fetch.txt', 'https://x.example/ 1 data/y');
    expect(await problems(files)).toEqual(['unsupported_fetch fetch.txt', 'extra data/new', 'missing data/process.yaml', 'wrong_checksum data/news/2009/x/ru.md']);
  });

  it('a changed tag file is found', async () => {
    const files = whole();
    files.set('bag-info.txt', 'Payload-Oxum: 3.4\n');
    expect(await problems(files)).toEqual(['wrong_checksum bag-info.txt', 'wrong_count bag-info.txt']);
  });

  it.each([
    ['bagit.txt', 'BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n', 'unsupported_version bagit.txt:1'],
    ['bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: KOI8-R\n', 'unsupported_encoding bagit.txt:2'],
    ['bagit.txt', 'hello', 'malformed bagit.txt:1'],
    ['bagit.txt', 'BagIt-Version: 1.0\n', 'malformed bagit.txt:2'],
  ])('%s %j: %s', async (path, text, expected) => {
    expect(await problems(whole().set(path, text))).toEqual([expected]);
  });

  it('without its declaration or manifest it is none', async () => {
    for (const path of ['bagit.txt', 'manifest-sha256.txt']) {
      const files = whole();
      files.delete(path);
      expect(await problems(files)).toEqual([`missing ${path}`]);
    }
  });

  it('names in another Unicode form are the same', async () => {
    const files = bag({ ['é.txt'.normalize('NFC')]: 'x' });
    files.delete(`data/${'é.txt'.normalize('NFC')}`);
    files.set(`data/${'é.txt'.normalize('NFD')}`, 'x');
    expect(await problems(files)).toEqual([]);
  });

  it('reads older declarations', () => {
    expect(parseDeclaration('BagIt-Version: 0.97\r\nTag-File-Character-Encoding: utf-8\r\n')).toEqual([]);
  });
});

describe('manifests', () => {
  it('give back any path and checksum', () => {
    const names = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom(...naughtyStrings(), 'a\nb', '100%0Ab', '%25', ' x', 'x '));
    const part = names.map((n) => n.toWellFormed().replace(/[/\\\0]/g, '_')).filter((n) => n !== '' && n !== '.' && n !== '..');
    fc.assert(fc.property(fc.uniqueArray(fc.array(part, { minLength: 1, maxLength: 3 }).map((p) => `data/${p.join('/')}`)), (paths) => {
      const entries = paths.map((path) => ({ path, sha256: sha256(path) }));
      expect(parseManifest('m', [...writeManifest(entries)].join(''), 'data/')).toEqual({ entries, findings: [] });
      for (const path of paths) expect(decodeBagPath(encodeBagPath(path))).toBe(path);
    }), { numRuns: 500 });
  });

  it.each([
    [`${sha256('')}  data/../../etc/passwd`, 'unsafe_path'], [`${sha256('')}  /etc/passwd`, 'unsafe_path'], [`${sha256('')}  ~/x`, 'unsafe_path'], [`${sha256('')}  C:\\x`, 'unsafe_path'],
    [`${sha256('')}  data/a%0A/../b`, 'unsafe_path'], [`${sha256('')}  x`, 'malformed'], ['abc  data/x', 'malformed'], [sha256(''), 'malformed'], [`${sha256('')}  data/x\n${sha256('')}  data/x`, 'duplicate'],
  ])('%j: %s, with its line', (text, problem) => {
    expect(parseManifest('m', text, 'data/').findings.at(-1)).toMatchObject({ problem, path: 'm', line: text.split('\n').length });
  });
});

describe('bag-info.txt', () => {
  it('gives back labels and values', () => {
    const fields: [string, string][] = [['Source-Organization', 'Söderköping'], ['External-Description', 'one\ntwo: 2\r\n\n three'], ['Empty', ' '], ['Payload-Oxum', '1.2']];
    expect(writeBagInfo(fields)).toBe('Source-Organization: Söderköping\nExternal-Description: one\n  two: 2\n  three\nPayload-Oxum: 1.2\n');
    expect(parseBagInfo(writeBagInfo(fields))).toEqual([['Source-Organization', 'Söderköping'], ['External-Description', 'one two: 2 three'], ['Payload-Oxum', '1.2']]);
  });
});

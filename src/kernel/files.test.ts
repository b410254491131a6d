import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { parse as parseDisposition } from 'content-disposition';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileStoreConfig } from './config.ts';
import { contentDisposition, createFileStore, fileHeaders, type FileStore, parseRange, safeContentType, sniffType } from './files.ts';

const megabyte = 1024 * 1024;
const base = mkdtempSync(join(tmpdir(), 'soderkoping-files-'));
const disk = { kind: 'disk', dir: join(base, 'disk') } as const;
const filesIn = (dir: string) =>
  existsSync(dir)
    ? readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile())
        .map((e) => e.name)
    : [];
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A server that speaks S3, in a process of its own. */
const s3 = spawn(
  process.execPath,
  [
    '--input-type=module',
    '-e',
    `
  import S3rver from '@20minutes/s3rver';
  const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: ${JSON.stringify(join(base, 's3'))}, configureBuckets: [{ name: 'files' }] });
  console.log((await server.run()).port);`,
  ],
  { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
);
let s3Config: Extract<FileStoreConfig, { kind: 's3' }>;
beforeAll(async () => {
  const [port] = (await once(s3.stdout, 'data')) as [Buffer];
  s3Config = {
    kind: 's3',
    endpoint: `http://127.0.0.1:${port.toString().trim()}`,
    bucket: 'files',
    region: 'us-east-1',
    access_key_id: 'S3RVER',
    secret_access_key: 'S3RVER',
  };
});
afterAll(() => s3.kill());

describe.each(['disk', 's3'] as const)('the store on %s', (kind) => {
  let store: FileStore;
  beforeAll(() => {
    store = createFileStore(kind === 'disk' ? disk : s3Config, megabyte);
  });

  test('gives back what it took, whole and in ranges', async () => {
    const content = randomBytes(300_000);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(await store.has(sha256)).toBe(false);
    expect(await store.put(Readable.from([content.subarray(0, 7), content.subarray(7)]))).toEqual({ sha256, bytes: content.length });
    expect(await store.put(content)).toEqual({ sha256, bytes: content.length });
    expect(await store.has(sha256)).toBe(true);
    const whole = await store.read(sha256);
    expect(whole.bytes).toBe(content.length);
    expect((await buffer(whole.stream)).equals(content)).toBe(true);
    const part = await store.read(sha256, { start: 1000, end: 1999 });
    expect(part.bytes).toBe(1000);
    expect((await buffer(part.stream)).equals(content.subarray(1000, 2000))).toBe(true);
    await store.delete(sha256);
    await store.delete(sha256);
    expect(await store.has(sha256)).toBe(false);
    await expect(store.read(sha256)).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('takes an empty content', async () => {
    const { sha256 } = await store.put(new Uint8Array());
    const { stream, bytes } = await store.read(sha256);
    expect(bytes).toBe(0);
    expect((await buffer(stream)).length).toBe(0);
  });

  test('refuses what is too large by its size, and knows no other names than hashes', async () => {
    await expect(store.put(Readable.from([Buffer.alloc(megabyte), Buffer.alloc(1)]))).rejects.toThrow('larger than 1048576 bytes');
    await expect(store.read('../../etc/passwd')).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('takes the same content twenty times at once', async () => {
    const content = randomBytes(50_000);
    const stored = await Promise.all(Array.from({ length: 20 }, () => store.put(content)));
    expect(new Set(stored.map((s) => s.sha256)).size).toBe(1);
    expect((await buffer((await store.read(stored[0]?.sha256 ?? '')).stream)).equals(content)).toBe(true);
  });
});

test('S3: a wrong key is a clear error', async () => {
  const store = createFileStore({ ...s3Config, secret_access_key: 'wrong' }, megabyte);
  await expect(store.put(Buffer.from('x'))).rejects.toThrow(/the file store answers 403/);
});

test('S3: a bucket that is not there is a clear error', async () => {
  const store = createFileStore({ ...s3Config, bucket: 'other' }, megabyte);
  await expect(store.put(Buffer.from('x'))).rejects.toThrow(/bucket other/);
});

describe('on disk', () => {
  test('the layout is two levels of folders', async () => {
    const { sha256 } = await createFileStore(disk, megabyte).put(Buffer.from('layout'));
    expect(readFileSync(join(disk.dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256), 'utf8')).toBe('layout');
  });

  test('an aborted or too large upload leaves nothing', async () => {
    const dir = join(base, 'aborted');
    const store = createFileStore({ kind: 'disk', dir }, megabyte);
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(1000);
        throw new Error('connection lost');
      })(),
    );
    await expect(store.put(broken)).rejects.toThrow('connection lost');
    await expect(store.put(Buffer.alloc(2 * megabyte))).rejects.toThrow('larger');
    expect(filesIn(dir)).toEqual([]);
  });

  test('a killed process leaves no content, and the sweep takes what it left', async () => {
    const dir = join(base, 'killed');
    const script = `
      const { createFileStore } = await import(${JSON.stringify(join(import.meta.dirname, 'files.ts'))});
      const { Readable } = await import('node:stream');
      const endless = Readable.from((async function* () { for (;;) { yield Buffer.alloc(65536, 1); await new Promise((r) => setTimeout(r, 5)); } })());
      await createFileStore({ kind: 'disk', dir: ${JSON.stringify(dir)} }, 2 ** 40).put(endless);`;
    const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', script], { stdio: 'inherit' });
    while (filesIn(dir).length === 0 && child.exitCode === null) await wait(20);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const left = filesIn(dir);
    expect(left).toEqual([expect.stringMatching(/\.part$/)]);
    const store = createFileStore({ kind: 'disk', dir }, megabyte);
    expect(await store.sweep()).toBe(0);
    utimesSync(join(dir, 'incoming', left[0] ?? ''), 0, 0);
    expect(await store.sweep()).toBe(1);
    expect(filesIn(dir)).toEqual([]);
  });

  test('a content cut short by a broken file system is written anew', async () => {
    const store = createFileStore(disk, megabyte);
    const { sha256 } = await store.put(Buffer.from('once more'));
    writeFileSync(join(disk.dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256), 'once');
    await store.put(Buffer.from('once more'));
    expect((await buffer((await store.read(sha256)).stream)).toString()).toBe('once more');
  });
});

describe('media types', () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

  test.each([
    ['%PDF-1.7\n', 'x.txt', 'application/pdf'],
    ['<!DOCTYPE html><title>x</title>', 'picture.png', 'text/html'],
    ['<html><script>', 'a.txt', 'text/html'],
    ['<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', 'a.png', 'image/svg+xml'],
    ['<?xml version="1.0"?><a/>', 'a.xml', 'application/xml'],
    ['name;value\n1;2', 'data.csv', 'text/csv'],
    ['# Title', 'read.md', 'text/markdown'],
    ['Просто текст', 'file.exe', 'text/plain'],
    ['Просто текст', 'none', 'text/plain'],
  ])('%j named %s is %s', async (content, name, type) => {
    expect(await sniffType(Buffer.from(content), name)).toBe(type);
  });

  test('binary content, and a text cut inside a character', async () => {
    expect(await sniffType(png, 'x.html')).toBe('image/png');
    expect(
      await sniffType(
        Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 256),
        'x.txt',
      ),
    ).toBe('application/octet-stream');
    expect(await sniffType(Buffer.from('ж'.repeat(100)).subarray(0, 151), 'x.txt')).toBe('text/plain');
    expect(await sniffType(Buffer.from('PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1'), 'x.docx')).toMatch(
      /wordprocessingml|zip/,
    );
  });

  const office = join(import.meta.dirname, '../../../shared/data/hostile-input/office');
  test.skipIf(!existsSync(office))('real office files (skipped where ../shared/data is absent)', async () => {
    const type = async (path: string) => sniffType(readFileSync(join(office, path)).subarray(0, 64 * 1024), path);
    expect(await type('mammoth-1.13.0/tables.docx')).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    expect(await type('readxl-1.4.2/deaths.xlsx')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(await type('readxl-1.4.2/deaths.xls')).toBe('application/vnd.ms-excel');
  });

  test('what can run script is never shown in place', () => {
    for (const type of [
      'text/html',
      'image/svg+xml',
      'application/xhtml+xml',
      'application/xml',
      'text/xml',
      'text/javascript',
      'TEXT/HTML; charset=x',
      'message/rfc822',
      'x',
      '',
    ]) {
      expect(safeContentType(type)).toEqual({ type: 'application/octet-stream', inline: false });
    }
    expect(safeContentType('application/pdf')).toEqual({ type: 'application/pdf', inline: true });
    expect(safeContentType('text/markdown')).toEqual({ type: 'text/plain; charset=utf-8', inline: true });
    expect(fileHeaders('text/html', 'a.html')).toMatchObject({
      'content-disposition': 'attachment; filename=a.html',
      'x-content-type-options': 'nosniff',
    });
    expect(fileHeaders('application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'a.docx')['content-type']).toContain(
      'wordprocessingml',
    );
  });
});

describe('Content-Disposition', () => {
  test('keeps the letters of a name', () => {
    const header = contentDisposition('Отчёт о миграции, 2009.pdf', 'inline');
    expect(header).toMatch(/^inline; filename=".*"; filename\*=UTF-8''%D0%9E/);
    expect(parseDisposition(header).parameters['filename']).toBe('Отчёт о миграции, 2009.pdf');
  });

  test('of any name is one line of ASCII that reads back without path and tricks', () => {
    expect(contentDisposition('../../etc/pass"wd\r\nx: y')).toBe('attachment; filename="pass\\"wdx: y"');
    expect(contentDisposition('..')).toBe('attachment; filename=file');
    expect(contentDisposition('exe.\u202efdp')).not.toContain('202');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(contentDisposition(name)).toMatch(/^attachment; [\x20-\x7e]+$/);
      }),
    );
  });
});

describe('Range', () => {
  test.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=50-1000', { start: 50, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-0', null],
    ['bytes=a-b', null],
    ['bytes=0-1,5-6', null],
    ['pages=1-2', null],
    ['nonsense', null],
    ['', null],
    [undefined, null],
  ])('%s', (header, expected) => expect(parseRange(header, 100)).toEqual(expected));

  test('of any header lies inside the content', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^bytes=[0-9, -]{0,20}$/)), fc.nat(1000), (header, size) => {
        const range = parseRange(header, size);
        if (range !== null && range !== 'unsatisfiable') {
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(range.end).toBeLessThan(size);
        }
      }),
    );
  });
});

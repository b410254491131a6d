import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build, run, scratch } from '../support/program.ts';

beforeAll(build);

/** Each value is wrong in its own way; the answer names the variable and what would be right. */
const wrong: readonly (readonly [variable: string, value: string, says: string])[] = [
  ['PORT', 'http', 'expected number'],
  ['PORT', '65536', '<=65535'],
  ['PORT', '30.5', 'int'],
  ['PUBLIC_URL', 'portal.example.org', 'Invalid URL'],
  ['PUBLIC_URL', 'ftp://portal.example.org', 'Invalid URL'],
  ['PUBLIC_URL', 'https://example.org/portal', 'without a path'],
  ['DATABASE_URL', 'mysql://root@localhost/x', 'postgres://'],
  ['DATABASE_URL', 'postgres://user:p:w@[/x', 'postgres://'],
  ['PUBLIC_DATABASE_URL', 'localhost', 'postgres://'],
  ['LOG_LEVEL', 'loud', '"fatal"|"error"'],
  ['PAGE_CACHE_MB', '-1', '>=0'],
  ['MAX_FILE_MB', '0', '>=1'],
  ['TRUST_PROXY', 'yes', '"true"|"false"'],
  ['S3_ENDPOINT', 's3.example.org', 'Invalid URL'],
  ['NODE_ENV', 'prod', '"production"'],
];

describe('configuration', () => {
  test.each(wrong)('%s=%s is refused by name', async (variable, value, says) => {
    const data = join(scratch(), 'data');
    const { code, stdout, stderr } = await run(['start'], { DATA_DIR: data, [variable]: value });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^These environment variables cannot be used:\n/);
    expect(stderr.split('\n')[1]).toMatch(new RegExp(`^  ${variable}[=:]`));
    expect(stderr.split('\n')[1]).toContain(says);
    expect(existsSync(data)).toBe(false);
  });

  test('all wrong values are named at once, and a value with a password is not shown', async () => {
    const { code, stderr } = await run(['status'], { PORT: 'x', LOG_LEVEL: 'y', DATABASE_URL: 'mysql://me:sesame@h/d', S3_BUCKET: 'files', S3_SECRET_ACCESS_KEY: 'sesame' });
    expect(code).toBe(2);
    for (const name of ['PORT="x"', 'LOG_LEVEL="y"', 'DATABASE_URL:', 'S3_ENDPOINT, S3_ACCESS_KEY_ID: missing']) expect(stderr).toContain(`\n  ${name}`);
    expect(stderr).not.toContain('sesame');
  });

  test('PUBLIC_DATABASE_URL alone is refused', async () => {
    const { code, stderr } = await run(['status'], { PUBLIC_DATABASE_URL: 'postgres://a@localhost/b' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('PUBLIC_DATABASE_URL: needs DATABASE_URL')]);
  });

  test('a folder of content that is not there is named before anything is begun', async () => {
    const data = join(scratch(), 'data');
    const missing = join(scratch(), 'nothing');
    const { code, stderr } = await run(['start'], { DATA_DIR: data, CONTENT_DIR: missing });
    expect([code, stderr]).toEqual([1, `soderkoping: CONTENT_DIR=${missing}: there is no such folder\n`]);
    expect(existsSync(data)).toBe(false);
  });

  test('a server that does not answer is named by its variable', async () => {
    const { code, stderr } = await run(['status'], { DATABASE_URL: 'postgres://me:sesame@127.0.0.1:1/d' });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^soderkoping: DATABASE_URL: .*ECONNREFUSED/)]);
    expect(stderr).not.toContain('sesame');
  });

  test('a data folder that cannot be made is named', async () => {
    const file = join(scratch(), 'taken');
    writeFileSync(file, '');
    const { code, stderr } = await run(['status'], { DATA_DIR: join(file, 'data') });
    expect([code, stderr]).toEqual([1, expect.stringContaining(`DATA_DIR=${join(file, 'data')}: `)]);
  });
});

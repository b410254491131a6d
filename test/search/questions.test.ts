import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseSearchFilter, search } from '../../src/domains/editorial/search/index.ts';
import { testApp, type TestApp } from '#test/app';
import { kinds } from '../../src/kinds.ts';

interface Question {
  readonly q: string;
  readonly lang: string;
  readonly expect: readonly string[];
}

const questions = parse(readFileSync(join(import.meta.dirname, 'questions.yaml'), 'utf8')) as Question[];
let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app?.close());

test('there are enough questions, in both languages', () => {
  expect(questions.length).toBeGreaterThanOrEqual(40);
  for (const lang of ['en', 'ru']) expect(questions.filter((q) => q.lang === lang).length).toBeGreaterThanOrEqual(20);
});

test.each(questions)('$lang: $q', async ({ q, lang, expect: expected }) => {
  const { hits } = await search(app.publicDb, { q, lang, filter: parseSearchFilter(new URLSearchParams()), order: 'relevance', page: 1, wide: true });
  const found = hits.slice(0, 5).map(({ row }) => `${kinds.find((k) => k.kind === row.kind)?.folder}/${row.slug}`);
  expect(found.filter((f) => expected.includes(f)), `the first five are ${found.join(', ')}`).not.toEqual([]);
});

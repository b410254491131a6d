import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '#test/app';
import { checkTranslation, translatedUnits } from './check.ts';
import { readTermWarnings, suggestTranslations } from './queries.ts';
import type { TranslatableText } from './units.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app?.close());

const text = (body: string): TranslatableText => ({ title: 'x', short: null, summary: null, body });
const terms = (en: string, ru: string) => readTermWarnings(app.db, translatedUnits(text(en), text(ru)), 'en', 'ru');

describe('terms of the glossary', () => {
  test('are found in any inflected form', async () => {
    expect(await terms('Accelerated procedures are used.', 'Применяются ускоренные процедуры.')).toEqual([]);
    expect(await terms('The rights of refugees.', 'Права беженцев.')).toEqual([]);
    expect(await terms('It has accelerated procedures.', 'Речь идёт об ускоренной процедуре.')).toEqual([]);
  });

  test('that the translation does not use are told with what it should say', async () => {
    expect(await terms('Nothing here.\n\nThe accelerated procedure is used.', 'Здесь ничего.\n\nИспользуется быстрая процедура.')).toEqual([
      { unit: 'p2', reason: 'term', term: 'accelerated procedure', expected: expect.arrayContaining(['ускоренная процедура']) },
    ]);
    expect(await terms('The fast-track asylum procedure.', 'Быстрая процедура.')).toEqual([expect.objectContaining({ term: 'fast-track asylum procedure' })]);
  });
});

describe('the translation memory', () => {
  test('finds each former translation of a published text first', async () => {
    const { rows } = await sql<{ source: string; target: string }>`
      select b.text as source, o.text as target from published.version v
      join published.text s on s.version_id = v.id and s.lang = 'en' join published.text t on t.version_id = v.id and t.lang = 'ru'
      join editorial.block b on b.language_version_id = s.id join editorial.block o on o.language_version_id = t.id and o.anchor = b.anchor and o.kind = b.kind
      where b.kind = 'paragraph' and length(b.text) > 60 order by md5(b.text) limit 8`.execute(app.db);
    expect(rows.length).toBe(8);
    for (const { source, target } of rows) expect((await suggestTranslations(app.db, source, 'en', 'ru'))[0]).toMatchObject({ source, target, similarity: 1 });
  });

  test('finds it when some words differ, in both directions, and says where it stands', async () => {
    const was = 'Граждане Беларуси, Молдовы и Украины должны получать визу, а граждане Венгрии, Латвии, Литвы, Польши и Эстонии от неё освобождены. Регламент заменяет национальную практику двумя общими перечнями.';
    const [first] = await suggestTranslations(app.publicDb, was, 'ru', 'en');
    expect(first).toMatchObject({ kind: 'news', slug: expect.stringMatching(/^2001\//), anchor: 'p1' });
    expect(first?.source).toContain('заменяет национальную практику двумя общими перечнями');
    expect(first?.target).toContain('539/2001');
    const similarities = (await suggestTranslations(app.publicDb, 'The Council adopted a regulation on the list of countries whose nationals need a visa', 'en', 'ru', 10)).map((s) => s.similarity);
    expect(similarities.length).toBeGreaterThan(1);
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
  });

  test('is silent where nothing is like it', async () => {
    expect(await suggestTranslations(app.db, 'Zxcvb qwerty plokij uhygtf', 'en', 'ru')).toEqual([]);
    expect(await suggestTranslations(app.db, '  ', 'en', 'ru')).toEqual([]);
  });
});

test('the checks are quiet on good translations: few of the starter content have a warning', async () => {
  const { rows } = await sql<{ slug: string; source: TranslatableText; target: TranslatableText }>`
    select v.slug, jsonb_build_object('title', s.title, 'short', s.short, 'summary', s.summary, 'body', s.body) as source, jsonb_build_object('title', t.title, 'short', t.short, 'summary', t.summary, 'body', t.body) as target
    from published.version v join published.text s on s.version_id = v.id and s.lang = 'en' and s.translates is null join published.text t on t.version_id = v.id and t.lang = 'ru' order by md5(v.slug) limit 200`.execute(app.db);
  const warnings = rows.flatMap((r) => checkTranslation(r.source, r.target).map((w) => ({ slug: r.slug, ...w })));
  const numbers = warnings.filter((w) => w.reason === 'numbers');
  const missing = warnings.filter((w) => w.reason === 'missing');
  const all = rows.flatMap((r) => translatedUnits(r.source, r.target));
  expect(all.length).toBeGreaterThan(600);
  expect(numbers.length).toBeLessThan(all.length / 100);
  expect(missing).toEqual([]);
  expect(rows.length).toBe(200);
});

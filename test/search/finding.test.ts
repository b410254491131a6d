import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/db';
import { publish, saveVersions, withdraw } from '#domains/editorial';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { kinds } from '../../src/kinds.ts';
import { parseSearchFilter, search, type SearchRequest, type SearchResult } from '../../src/domains/editorial/search/index.ts';
import { draft } from '../structure/hidden-records.ts';

/** A PDF of one line a page (PDF 1.4, ISO 32000), enough for its text to be read. */
function pdf(lines: readonly string[]): string {
  const kids = lines.map((_, i) => `${4 + i * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${lines.length} >>`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...lines.flatMap((line, i) => {
      const stream = `BT /F1 12 Tf 72 700 Td (${line}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const place = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = text.length;
  return `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((p) => `${String(p).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
}

const news = (date: string, more = '') => `date: ${date}\nfocus: [migration]\nthemes: [return]\nsource: {url: "https://example.org/", title: Example}\n${more}`;
const text = (title: string, body: string, more = '') => `---\ntitle: "${title}"\n${more}---\n${body}\n`;

const content = {
  'process.yaml': smallProcess,
  'glossary.csv': [
    'id,en,ru,en_variants,ru_variants,definition_en,definition_ru',
    'readmission,readmission,реадмиссия,taking back of persons,,"Taking back persons without the right to stay.",',
    'statelessness,statelessness,безгражданство,,апатридия,,',
    'readmission-agreement,readmission agreement,соглашение о реадмиссии,,,,',
    '',
  ].join('\n'),
  'news/2007/agreement/record.yaml': news('2007-06-18', 'states: [ua]\n'),
  'news/2007/agreement/en.md': text('Two agreements signed', 'The parties signed a **readmission** agreement.\n\nA second paragraph on visas. {#visas}'),
  'news/2009/apatrides/record.yaml': news('2009-02-01', 'states: [lt]\n'),
  'news/2009/apatrides/ru.md': text('Семинар о безгражданстве', 'Участники обсудили положение апатридов.'),
  'news/2010/order/record.yaml': news('2010-01-01'),
  'news/2010/order/en.md': text('Guards and fences', 'The temporary border protection regime of the port.'),
  'news/2011/phrase/record.yaml': news('2011-01-01'),
  'news/2011/phrase/en.md': text('Guards and gates', 'Border temporary protection was given in Söderköping, said the visa/permit office under Directive 2008/115/EC.'),
  'news/2012/file/record.yaml': news('2012-01-01', 'files:\n  - {path: files/report.pdf, language: en, title: {en: Annual report, ru: Годовой отчёт}}\n'),
  'news/2012/file/en.md': text('A report appears', 'It is attached.'),
  'news/2012/file/files/report.pdf': pdf(['The first page is about nothing.', 'Quarantine of livestock at the crossing', 'The third page ends it.']),
  'news/2013/both/record.yaml': news('2013-01-01', 'states: [ua, lt]\n'),
  'news/2013/both/en.md': text('Training of guards', 'Forged stamps were shown.'),
  'news/2013/both/ru.md': text('Обучение пограничников', 'Показаны поддельные штампы.', 'translates: en\n'),
  'legislation/ua/3671-vi/record.yaml': 'type: law\nnumber: "3671-VI"\nissuer: parliament\ndate: 2011-07-08\nstatus: in_force\nfocus: [asylum]\nstates: [ua]\nsource: {url: "https://example.org/3671"}\n',
  'legislation/ua/3671-vi/uk.md': text('Про біженців', 'Біженець має право на житло.'),
  'legislation/ua/3671-vi/en.md': text('On refugees and persons in need', '## Article 1. Terms {#art-1}\n\nWords mean this.\n\n## Article 2. Housing {#art-2}\n\nA refugee has the right to a dwelling.', 'translates: uk\n'),
};

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ content });
});
afterAll(() => app?.close());

const ask = (q: string, more: Partial<SearchRequest> & { address?: string } = {}): Promise<SearchResult> => {
  const { address = '', ...rest } = more;
  return search(app.publicDb, { q, lang: /[а-яё]/i.test(q) ? 'ru' : 'en', filter: parseSearchFilter(new URLSearchParams(address)), order: 'relevance', page: 1, wide: true, ...rest });
};
const slugs = (result: SearchResult) => result.hits.map((h) => h.row.slug);
const found = async (q: string, more: Partial<SearchRequest> & { address?: string } = {}) => slugs(await ask(q, more)).sort();
const marked = (result: SearchResult) => result.hits[0]?.passage?.segments.filter((s) => s.hit).map((s) => s.text);
const get = (path: string) => fetch(`${app.url}${path}`);
const page = async (path: string) => (await get(path)).text();

describe('words', () => {
  test('are found in any form, accents folded', async () => {
    expect(await found('Soderkoping')).toEqual(['2011/phrase']);
    expect(await found('SÖDERKÖPING')).toEqual(['2011/phrase']);
    expect(await found('signing of agreement', { wide: false })).toEqual(['2007/agreement']);
    expect(await found('поддельный штамп')).toEqual(['2013/both']);
    expect(await found('біженець')).toEqual(['ua/3671-vi']);
  });

  test('in quotation marks stand in this order', async () => {
    expect(await found('temporary protection')).toEqual(['2010/order', '2011/phrase']);
    expect(await found('"temporary protection"')).toEqual(['2011/phrase']);
    expect(await found('«temporary protection')).toEqual(['2011/phrase']);
  });

  test('after a minus are left out; OR joins alternatives', async () => {
    expect(await found('guards')).toEqual(['2010/order', '2011/phrase', '2013/both']);
    expect(await found('guards -gates')).toEqual(['2010/order', '2013/both']);
    expect(await found('gates OR fences')).toEqual(['2010/order', '2011/phrase']);
    expect(await found('guards gates ИЛИ fences')).toEqual(['2010/order', '2011/phrase']);
    expect((await ask('-gates')).asked).toBe(false);
  });

  test('joined by a slash or a hyphen are found by their parts', async () => {
    expect(await found('permit office')).toEqual(['2011/phrase']);
    expect(await found('2008/115')).toEqual(['2011/phrase']);
    expect(await found('2008/115/EC')).toEqual(['2011/phrase']);
  });

  test('of which no text has all find those that have some, and say so', async () => {
    const result = await ask('quarantine dwelling');
    expect(result).toMatchObject({ strictness: 'any', full: 0 });
    expect(slugs(result).sort()).toEqual(['2012/file', 'ua/3671-vi']);
  });
});

test('a number finds its record first, however it is written', async () => {
  for (const q of ['3671-VI', '3671-vi', '3671 VI', 'закон 3671-VI', '3671V']) expect((await ask(q)).hits[0]?.row.slug, q).toBe('ua/3671-vi');
  expect((await ask('3671-VI')).hits[0]?.reason).toBe('number');
});

describe('the glossary', () => {
  test('bridges the languages both ways, and says so', async () => {
    const result = await ask('реадмиссии');
    expect(slugs(result)).toEqual(['2007/agreement']);
    expect(result.widened).toMatchObject([{ id: 'readmission', words: 'реадмиссии', names: [{ lang: 'en', term: 'readmission' }, { lang: 'en', term: 'taking back of persons' }] }]);
    expect(marked(result)).toEqual(['readmission']);
    expect(await found('statelessness')).toEqual(['2009/apatrides']);
    expect(await found('taking back of persons')).toEqual(['2007/agreement']);
  });

  test('recognises the longest name', async () => {
    expect((await ask('соглашением о реадмиссии')).widened.map((w) => w.id)).toEqual(['readmission-agreement']);
  });

  test('can be switched off', async () => {
    expect(await found('реадмиссия', { wide: false })).toEqual([]);
    const on = await page('/en/search?q=%D1%80%D0%B5%D0%B0%D0%B4%D0%BC%D0%B8%D1%81%D1%81%D0%B8%D1%8F');
    expect(on).toMatch(/Also searching:.*glossary\?term=readmission#readmission.*readmission/s);
    expect(on).toContain('wide=0');
    const off = await page('/en/search?q=%D1%80%D0%B5%D0%B0%D0%B4%D0%BC%D0%B8%D1%81%D1%81%D0%B8%D1%8F&wide=0');
    expect(off).not.toContain('Also searching');
    expect(off).toContain('Also search for the terms of the glossary');
  });

  test('is a page with terms in both languages, permalinks and a filter', async () => {
    const all = await page('/ru/glossary');
    expect(all).toMatch(/id="readmission".*реадмиссия.*lang="en"[^>]*>readmission/s);
    const some = await page('/en/glossary?q=апатрид');
    expect(some).toContain('id="statelessness"');
    expect(some).not.toContain('id="readmission"');
  });
});

describe('a hit', () => {
  test('links to the paragraph that was quoted', async () => {
    const result = await ask('right to a dwelling');
    expect(result.hits[0]).toMatchObject({ lang: 'en', passage: { anchor: expect.stringMatching(/^art-2/), lang: 'en' } });
    expect(await page('/en/search?q=dwelling')).toMatch(/href="\/en\/legislation\/ua\/3671-vi#art-2[^"]*"/);
    expect(await page('/ru/search?q=%D0%B6%D0%B8%D1%82%D0%BB%D0%BE')).toMatch(/href="\/ru\/legislation\/ua\/3671-vi\?text=uk#/);
  });

  test('inside a file links to its page, and to the record', async () => {
    const result = await ask('quarantine livestock');
    expect(result.hits[0]).toMatchObject({ reason: 'file', row: { slug: '2012/file' }, passage: { anchor: null, file: { path: 'report.pdf', page: 2 } } });
    expect(marked(result)).toEqual(['Quarantine', 'livestock']);
    const html = await page('/ru/search?q=quarantine');
    expect(html).toContain('href="/files/news/2012/file/report.pdf#page=2"');
    expect(html).toContain('href="/ru/news/2012/file"');
    expect(html).toContain('Годовой отчёт');
  });

  test('prefers the language of the page', async () => {
    await expect(ask('guards', { lang: 'en' })).resolves.toMatchObject({ hits: expect.arrayContaining([expect.objectContaining({ lang: 'en' })]) });
    expect((await ask('training OR обучение', { lang: 'ru' })).hits[0]?.lang).toBe('ru');
    expect((await ask('training OR обучение', { lang: 'en' })).hits[0]).toMatchObject({ lang: 'en', langs: ['ru'] });
  });
});

describe('facets', () => {
  test('count what each choice would leave, and filter', async () => {
    const result = await ask('guards');
    expect(Object.fromEntries(result.counts.year)).toEqual({ 2010: 1, 2011: 1, 2013: 1 });
    expect(Object.fromEntries(result.counts.kinds)).toEqual({ news: 3 });
    expect(Object.fromEntries(result.counts.readable)).toEqual({ en: 3, ru: 1 });
    expect(await found('guards', { address: 'readable=ru' })).toEqual(['2013/both']);
    expect(await found('guards', { address: 'state=ua&state=lt&state.mode=all' })).toEqual(['2013/both']);
    expect(await found('guards', { address: 'state=ua&state.mode=none' })).toEqual(['2010/order', '2011/phrase']);
    expect(await found('guards', { address: 'kind=act' })).toEqual([]);
    const filtered = await ask('guards', { address: 'year=2010' });
    expect(slugs(filtered)).toEqual(['2010/order']);
    expect(Object.fromEntries(filtered.counts.year)).toEqual({ 2010: 1, 2011: 1, 2013: 1 });
  });

  test('the newest come first when asked', async () => {
    expect(slugs(await ask('guards', { order: 'newest' }))).toEqual(['2013/both', '2011/phrase', '2010/order']);
  });
});

describe('nothing found', () => {
  test('a slip or the wrong keyboard is corrected, with what it finds', async () => {
    expect((await ask('right to a dwellling')).corrections).toMatchObject([{ q: 'right to a dwelling', total: 1, lang: 'en' }]);
    expect((await ask('ytrbt infvgs')).corrections).toEqual([]);
    expect((await ask('infvgs')).corrections).toMatchObject([{ q: 'штампы', total: 1, lang: 'ru' }]);
    expect(await page('/en/search?q=dwelllings')).toMatch(/Did you mean.*q=dwelling/s);
  });

  test('offers what else to try', async () => {
    const html = await page('/en/search?q=xylophone&state=ua');
    expect(html).toMatch(/Nothing found.*search without the filters.*glossary.*\/en\/news/s);
  });

  test('a page beyond the end says where the end is', async () => {
    const answer = await get('/en/search?q=guards&page=7');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('The results end on page 1.');
  });
});

describe('suggestions', () => {
  const suggest = async (q: string, lang = 'en') => ((await (await get(`/${lang}/search/suggestions?${new URLSearchParams({ q })}`)).json()) as { suggestions: { text: string; lang: string; href?: string; kind?: string }[] }).suggestions;

  test('are terms with their equals, titles by any word, and numbers', async () => {
    expect((await suggest('readm'))[0]).toEqual({ text: 'readmission', lang: 'en', kind: 'реадмиссия' });
    expect(await suggest('перемещ')).toEqual([]);
    expect(await suggest('погран', 'ru')).toContainEqual(expect.objectContaining({ text: 'Обучение пограничников', lang: 'ru', href: '/ru/news/2013/both' }));
    expect(await suggest('training gua')).toContainEqual(expect.objectContaining({ href: '/en/news/2013/both' }));
    expect((await suggest('3671'))[0]).toMatchObject({ href: '/en/legislation/ua/3671-vi' });
    expect(await suggest('')).toEqual([]);
  });
});

describe('what is not public', () => {
  const actor = { name: 'test' };
  const secretly = (mark: string) => draft('news', mark, { identifiers: [{ scheme: 'number', value: `${mark}/1` }] });

  test('is not found: drafts, embargoed, restricted, withdrawn', async () => {
    await transaction(app.db, async (tx) => {
      const [, embargoed, restricted, open] = await saveVersions(tx, actor, kinds, [secretly('zzdraft'), secretly('zzembargo'), { ...secretly('zznetwork'), audience: 'network' }, secretly('zzopen')]);
      await publish(tx, actor, [embargoed?.version_id ?? 0], { visible_from: new Date('2999-01-01') });
      await publish(tx, actor, [restricted?.version_id ?? 0, open?.version_id ?? 0]);
    });
    expect(await found('zzopen')).toEqual(['1987/zzopen']);
    for (const mark of ['zzdraft', 'zzembargo', 'zznetwork']) {
      const result = await ask(mark);
      expect(result.hits, mark).toEqual([]);
      expect(Object.values(result.counts).every((c) => c.size === 0), mark).toBe(true);
      expect((await ask(`${mark}/1`)).hits).toEqual([]);
      expect(await page(`/en/search/suggestions?q=${mark.slice(0, 5)}`)).not.toContain(mark);
      expect(await page(`/en/search?q=${mark}`)).not.toContain(`${mark} title`);
    }
    await transaction(app.db, (tx) => withdraw(tx, actor, { kind: 'news', slug: '1987/zzopen' }, { reason: { en: 'An error' } }));
    expect(await found('zzopen')).toEqual([]);
  });

  test('is not given by the functions of search, whatever they are asked', async () => {
    const { rows } = await sql<{ id: number; version_id: number }>`
      select s.id, s.version_id from editorial.search_document s
      where not exists (select from editorial.publication p where p.version_id = s.version_id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now())`.execute(app.db);
    expect(rows.length).toBeGreaterThan(2);
    const [ids, versions] = [rows.map((r) => r.id), rows.map((r) => r.version_id)];
    const nothing = async (query: ReturnType<typeof sql>) => expect((await query.execute(app.publicDb)).rows).toEqual([]);
    const anything = sql`'titl'::tsquery`;
    await nothing(sql`select * from published.search_weigh(${ids}::bigint[], ${anything}, ${anything})`);
    await nothing(sql`select * from published.search_passages(${ids}::bigint[], ${anything}, array[${anything}], 50)`);
    await nothing(sql`select * from published.search_matches('nosuchword', null, ${versions}::bigint[], 10, true, '{}')`);
    await nothing(sql`select * from published.find_identifiers('{}', 'ZZ', 10)`);
    await nothing(sql`select * from published.suggest_titles('zzembargo | zznetwork', 10)`);
    await expect(sql`select published.search_first(${anything}, '', 10)`.execute(app.publicDb)).rejects.toThrow(/permission denied/);
    await expect(sql`select published.search_newest(${anything}, 'tsv', '', 10)`.execute(app.publicDb)).rejects.toThrow(/permission denied/);
  });
});

describe('what can be typed', () => {
  const blns = '/work/shared/data/hostile-input/naughty-strings/blns.json';
  const hostile = ['\0', '\u{d800}', "'; drop table x; --", '<script>alert(1)</script>', '"', '-', '(((', ':*', '!&|', '\\', '%', '%00', ' OR ', 'a'.repeat(10_000), '🙂 🙃', '"-"', '« »', '--', 'x:A & y', '\uE000mark\uE001'];

  test('is answered, never with an error', async () => {
    const given = existsSync(blns) ? (JSON.parse(readFileSync(blns, 'utf8')) as string[]) : [];
    if (given.length === 0) console.warn(`${blns} is absent: its strings are not tried`);
    for (const q of [...hostile, ...given]) {
      const result = await ask(q);
      expect(result.page, q).toBe(1);
      await Promise.all([ask(q, { order: 'newest', wide: false }), get(`/en/search/suggestions?${new URLSearchParams({ q })}`).then((a) => expect(a.status, q).toBe(200))]);
    }
  });

  test('is shown as text, with the marks of hits the only markup', async () => {
    const html = await page(`/en/search?${new URLSearchParams({ q: '<script>alert(1)</script> guards <b>' })}`);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script>alert(1)');
  });

  test('a query of 10,000 characters says that it was cut; nonsense in the address is left out', async () => {
    const long = await get(`/en/search?q=${'guards+'.repeat(1428)}`);
    expect(long.status).toBe(200);
    expect(await long.text()).toContain('Only its first 400 characters were looked for');
    expect(await page(`/en/search?q=${'ab+'.repeat(40)}`)).toContain('Only the first 24 were looked for');
    for (const address of ['q=guards&page=-1', 'q=guards&page=999999999999', 'q=guards&sort=%00', 'q=guards&year=99', 'q=guards&state=%00&state=%FF', 'q=%E0%A4%A', 'q', 'kind=%3Cscript%3E&q=guards', '']) {
      expect((await get(`/en/search?${address}`)).status, address).toBe(200);
    }
  });

  test('an empty query is met with examples', async () => {
    expect(await page('/ru/search')).toMatch(/Примеры запросов.*href="\/ru\/search\?q=/s);
  });
});

test('of very many matches a bounded number is compared, and it says so', async () => {
  await sql`
    with source as (select s.* from editorial.search_document s where s.title_tsv @@ 'fenc'::tsquery limit 1)
    insert into editorial.search_document (version_id, record_id, language_version_id, lang, kind, date_from, themes, focus, states, audience, readable, title_words, title_tsv, tsv)
    select version_id, record_id, language_version_id, lang, kind, date_from - n, themes, focus, states, audience, readable, '', ''::tsvector, 'plentiful:1C'::tsvector from source, generate_series(1, 2500) as n`.execute(app.db);
  await sql`analyze editorial.search_document`.execute(app.db);
  const { rows } = await sql<{ n: number; complete: boolean; oldest: string }>`
    select count(*)::int as n, bool_and(complete) as complete, min(date_from)::text as oldest from published.search_matches('plentiful', null, '{}', 2000, false, '{}')`.execute(app.publicDb);
  expect(rows[0]).toEqual({ n: 1200, complete: false, oldest: '2006-09-19' });
  expect((await ask('plentiful')).complete).toBe(false);
  expect((await ask('plentiful', { order: 'newest' })).complete).toBe(false);
  expect(await page('/en/search?q=plentiful')).toContain('More than');
});

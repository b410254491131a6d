import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles } from '#test/content';
import { readPage } from '#test/page';

const source = { url: 'https://www.example.org/', title: 'Example' };

/** News of sixty months; every second on Ukraine, every third on Lithuania, every fifth about borders, every seventh not in Russian. */
function news(): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < 60; i++) {
    const date = `${2004 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
    const states = [...(i % 2 === 0 ? ['ua'] : []), ...(i % 3 === 0 ? ['lt'] : [])];
    const russian = i % 7 === 0 ? {} : { ru: { title: `Новость ${i}`, translates: 'en' } };
    Object.assign(files, recordFiles(`news/${date.slice(0, 4)}/n${i}`, { date, source, states, focus: [i % 5 === 0 ? 'border' : 'asylum'] }, { en: { title: `News <${i}> & "more"`, summary: `Summary ${i}` }, ...russian }));
  }
  return files;
}

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ content: { 'process.yaml': smallProcess, ...news() } });
});
afterAll(() => app?.close());

const get = (path: string) => fetch(`${app.url}${path}`, { redirect: 'manual' });
const page = async (path: string) => readPage(await (await get(path)).text());
const entries = (links: readonly string[]) => links.filter((l) => /\/news\/\d{4}\/n\d+$/.test(l)).map((l) => Number(/\d+$/.exec(l)?.[0]));
const listed = async (path: string) => entries((await page(path)).links);
/** Indices that a filter should find, newest first. */
const wanted = (keep: (i: number) => boolean) => Array.from({ length: 60 }, (_, i) => 59 - i).filter(keep);

describe('filters', () => {
  test.each<[string, (i: number) => boolean]>([
    ['state=ua&year=2004', (i) => i < 12 && i % 2 === 0],
    ['state=ua&state=lt&year=2004', (i) => i < 12 && (i % 2 === 0 || i % 3 === 0)],
    ['state=ua&state=lt&state.mode=all', (i) => i % 6 === 0],
    ['state=ua&state=lt&state.mode=none', (i) => i % 2 !== 0 && i % 3 !== 0],
    ['state=ua&focus=border', (i) => i % 10 === 0],
    ['readable=ru&readable.mode=none', (i) => i % 7 === 0],
    ['state=by', () => false],
  ])('%s', async (query, keep) => {
    expect(await listed(`/en/news?${query}`)).toEqual(wanted(keep));
  });

  test('each choice says how many it would leave', async () => {
    const html = await (await get('/en/news?state=ua')).text();
    const count = (value: string) => Number(new RegExp(`value="${value}"[^>]*>.*?filter-panel-count">(\\d+)<`, 's').exec(html)?.[1]);
    expect([count('ua'), count('lt'), count('border'), count('asylum')]).toEqual([30, 20, 6, 24]);
    expect(html).toContain('2008 (6)');
  });

  test('what is chosen is said, each with the way without it', async () => {
    const { links, texts, noindex } = await page('/en/news?state=ua&state=lt&state.mode=none&year=2005');
    expect(texts.map((t) => t.text)).toEqual(expect.arrayContaining(['not Ukraine', 'not Lithuania', '2005', 'Clear all']));
    expect(links).toEqual(expect.arrayContaining(['/en/news?state=lt&state.mode=none&year=2005', '/en/news?state=ua&state.mode=none&year=2005', '/en/news?state=ua&state=lt&state.mode=none', '/en/news']));
    expect(noindex).toBe(true);
  });

  test('the form holds what is chosen, and every way of combining is in it without script', async () => {
    const { forms } = await page('/en/news?state=ua&sort=oldest');
    const form = forms.find((f) => f.action === '/en/news');
    expect(form?.fields.get('state')).toEqual(expect.arrayContaining(['ua', 'lt']));
    expect(form?.fields.get('state.mode')).toEqual(['any', 'all', 'none']);
    expect(form?.fields.get('sort')).toEqual(['oldest']);
  });

  test('a form that sends everything leads to an address that holds only what was chosen', async () => {
    const answer = await get('/en/news?state=ua&state.mode=any&theme.mode=any&focus.mode=all&year=&sort=newest');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/en/news?state=ua']);
  });

  test('other forms of the list hold the filter too', async () => {
    expect((await page('/en/news?state=ua')).links).toEqual(expect.arrayContaining(['/en/news.atom?state=ua', '/en/news.json?state=ua', '/en/news.csv?state=ua']));
  });
});

describe('pages', () => {
  // The language switch keeps the place too; the way on is in the same language.
  const way = (name: string, start: string) => (links: readonly string[]) => links.find((l) => l.startsWith(`${start.split('?')[0]}?`) && l.includes(`${name}=`));

  test.each(['/en/news', '/en/news?sort=oldest', '/en/news?sort=added', '/ru/news?readable=ru', '/en/news?state=ua&sort=oldest'])('%s goes on to the end and back, and keeps what was asked', async (start) => {
    const [next, previous] = [way('after', start), way('before', start)];
    const forward: number[][] = [];
    let at: string | undefined = start;
    let last = start;
    while (at && forward.length < 10) {
      const { links }: { links: readonly string[] } = await page(at);
      forward.push(entries(links));
      last = at;
      at = next(links);
      for (const [name, value] of new URL(start, app.url).searchParams) if (at) expect(new URL(at, app.url).searchParams.getAll(name)).toContain(value);
    }
    const all = forward.flat();
    expect(new Set(all).size).toBe(all.length);
    const expected = start.includes('readable=ru') ? 51 : start.includes('state=ua') ? 30 : 60;
    expect(all).toHaveLength(expected);
    if (start.includes('sort=oldest')) expect(all).toEqual([...all].sort((a, b) => a - b));
    else if (!start.includes('added')) expect(all).toEqual([...all].sort((a, b) => b - a));

    const backward = [entries((await page(last)).links)];
    for (let back = previous((await page(last)).links); back && backward.length < 10; back = previous((await page(back)).links)) backward.unshift(entries((await page(back)).links));
    expect(backward).toEqual(forward);
  });

  test('the place is said', async () => {
    const [next, previous] = [way('after', '/en/news'), way('before', '/en/news')];
    const first = await page('/en/news');
    expect(first.texts.map((t) => t.text)).toContain('1–25 of 60');
    const second = await page(next(first.links) ?? '');
    expect(second.texts.map((t) => t.text)).toContain('26–50 of 60');
    expect((await page(previous(second.links) ?? '')).texts.map((t) => t.text)).toContain('1–25 of 60');
  });
});

describe('nothing and nonsense', () => {
  test('nothing found offers a way out; beyond the end, the way back', async () => {
    const none = await page('/en/news?state=by&year=1999');
    expect(none.texts.map((t) => t.text)).toEqual(expect.arrayContaining(['Nothing here', 'Show everything']));
    const beyond = await page('/en/news?state=ua&after=1900-01-01_1');
    expect(beyond.links).toContain('/en/news?state=ua');
    expect(beyond.texts.map((t) => t.text)).toContain('Go to the first page');
  });

  test.each([
    'after=garbage', 'after=2009-02-30_1', 'before=0000-01-01_1', 'after=2005-01-01_999999999999999', 'year=0000', 'year=abcd', 'year=9999', 'sort=sideways', 'state=abc&state=%00', 'theme=%F0%28', 'type=x&status=y',
    'readable=zzz&readable=en-GB', `state=${'x'.repeat(200)}`, 'focus=%3Cscript%3Ealert(1)%3C/script%3E', Array.from({ length: 300 }, (_, i) => `state=s${i}`).join('&'), '=&&&%', 'state.mode=all&state=ua&state.mode=none',
  ])('?%s is harmless', async (query) => {
    const answer = await get(`/en/news?${query}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).not.toContain('<script>alert');
    expect(readPage(html).h1).toEqual(['News']);
  });

  test('titles are text, never markup', async () => {
    const html = await (await get('/en/news')).text();
    expect(html.includes('<59>')).toBe(false);
    expect(readPage(html).texts.map((t) => t.text)).toContain('News <59> & "more"');
  });
});

test('an entry without a title in the language of the page is shown in another, marked', async () => {
  const html = await (await get('/ru/news?year=2004')).text();
  const { texts } = readPage(html);
  expect(texts).toContainEqual({ text: 'News <0> & "more"', lang: 'en', place: 'a' });
  expect(texts.filter((t) => t.text === 'Язык: английский')).toHaveLength(2);
  expect(texts).toContainEqual({ text: 'Новость 1', lang: 'ru', place: 'a' });
});

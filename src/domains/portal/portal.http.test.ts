import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { readPage } from '#test/page';

const process = `
format: 1
id: test
name: {en: Test Process, ru: Пробный процесс}
motto: {en: Two banks and a canal, ru: Два берега и канал}
languages: [en, ru]
time_zone: Europe/Kyiv
states:
  - {code: ua, role: partner, since: 2001, coordinator: {en: State Migration Service, ru: Государственная миграционная служба}, note: {en: A note, ru: Примечание}}
  - {code: lt, role: eu-member, since: 2001}
  - {code: hu, role: eu-member}
partners:
  - {id: unhcr, name: {en: The Refugee Agency, ru: Агентство по делам беженцев}, short: {en: UNHCR, ru: УВКБ ООН}, url: "https://www.unhcr.org"}
bodies:
  - {id: committee, name: {en: Committee, ru: Комитет}, purpose: {en: It steers., ru: Он руководит.}, members: [ua, hu, unhcr], meets: {en: Every spring, ru: Каждую весну}}
secretariat: {name: {en: Secretariat, ru: Секретариат}, place: {en: Kyiv, ru: Киев}, staff: 5, tasks: [{en: Sends the news, ru: Рассылает новости}]}
focuses:
  - {id: migration, name: {en: Migration, ru: Миграция}}
  - {id: asylum, name: {en: Asylum, ru: Убежище}}
themes:
  - {id: return, field: true, lead: hu, name: {en: Return, ru: Возвращение}, description: {en: Return of persons, ru: Возвращение лиц}}
  - {id: data, name: {en: Data, ru: Данные}}
chairmanships: [{state: hu, from: 2010, to: 2010}]
funding: [{name: {en: A programme, ru: Программа}, from: 2003-05, to: 2009-06}]
milestones: [{date: 2001-05, text: {en: It begins., ru: Начало.}}]
activities: [{en: Meetings, ru: Встречи}]
`;

const source = { title: 'Source', url: 'https://example.org/' };
const law = (slug: string, status: string, date: string) =>
  recordFiles(`legislation/ua/${slug}`, { type: 'law', number: slug, issuer: 'parliament', status, date, states: ['ua'], themes: ['return'], source }, { uk: { title: `Закон ${slug}` }, en: { title: `Law ${slug}`, translates: 'uk' }, ru: { title: `Закон РУ ${slug}`, translates: 'uk' } });
const meeting = (slug: string, facts: object) => recordFiles(`meetings/${slug}`, { type: 'thematic', states: ['ua', 'lt'], ...facts }, titled(`Meeting ${slug}`, `Встреча ${slug}`));

const content = {
  'process.yaml': process,
  ...recordFiles('news/2009/second', { date: '2009-05-25', source, states: ['ua'], themes: ['return'] }, titled('Second news', 'Вторая новость')),
  ...recordFiles('news/2009/first', { date: '2009-02', source, states: ['ua', 'lt'] }, titled('First news', 'Первая новость')),
  ...recordFiles('documents/d1', { type: 'strategy', status: 'adopted', date: '2007-01-02', focus: ['migration', 'asylum'], states: ['lt'] }, titled('Strategy one', 'Стратегия один')),
  ...recordFiles('documents/d2', { type: 'strategy', status: 'adopted', date: '2009', focus: ['asylum'] }, titled('Strategy two', 'Стратегия два')),
  ...law('10', 'in_force', '2009-05-26'), ...law('11', 'repealed', '2003-01-01'), ...law('12', 'in_force', '2002-01-01'),
  ...meeting('2009/kyiv', { start: '2009-05-07', status: 'held', country: 'ua', place: { en: 'Kyiv', ru: 'Киев' } }),
  ...meeting('2009/vilnius', { start: '2009-06-07', status: 'held', country: 'lt' }),
  ...recordFiles('pages/about', { focus: [] }, {
    en: { title: 'What this is', summary: 'In short', body: '## One {#one}\n\nText\n\n## Two {#two}\n\nText\n\n## Three {#three}\n\nText' }, ru: { title: 'Что это', translates: 'en', body: '## Раз {#one}' },
  }),
};

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ content });
});
afterAll(() => app?.close());

async function open(path: string) {
  const response = await fetch(`${app.url}${path}`);
  const html = await response.text();
  const page = readPage(html);
  return { status: response.status, html, ...page, words: page.texts.map((t) => t.text) };
}

/** The total that a list says of itself: "1–2 of 2". */
async function totalOf(path: string): Promise<number> {
  const { words } = await open(path);
  return Number(/ of (\d+)$/.exec(words.find((w) => /^\d+–\d+ of \d+$/.test(w)) ?? '')?.[1] ?? Number.NaN);
}

describe('the front page', () => {
  test('says in one sentence what this is, searches, and counts what there is', async () => {
    const page = await open('/ru');
    expect(page.h1).toEqual(['Два берега и канал']);
    expect(page.forms.filter((f) => f.action === '/ru/search' && f.fields.has('q')).length).toBeGreaterThan(0);
    expect(page.words).toEqual(expect.arrayContaining(['2 новости', '2 документа', '3 акта', '2 встречи']));
    expect(page.inline).toEqual([]);
  });

  test('shows the newest of each kind, and the ways in by country and theme', async () => {
    const { words, links } = await open('/en');
    expect(words.indexOf('Second news')).toBeLessThan(words.indexOf('First news'));
    expect(words).toEqual(expect.arrayContaining(['Strategy two', 'Law 10']));
    expect(links).toEqual(expect.arrayContaining(['/en/states/ua', '/en/themes/return', '/en/news?state=lt', '/en/news?theme=return']));
    expect(links).not.toContain('/en/news?state=hu');
  });

  test('shows the last meetings while none is planned, and the next ones when some are', async () => {
    const before = await open('/en');
    expect(before.words).toEqual(expect.arrayContaining(['Latest meetings', 'Meeting 2009/vilnius', 'Kyiv, Ukraine']));
    const planned = await testApp({ content: { ...content, ...meeting('2101/far', { start: '2101-03', status: 'planned' }), ...meeting('2100/near', { start: '2100-03-01', status: 'planned' }), ...meeting('2020/late', { start: '2020-01-01', status: 'planned' }) } });
    try {
      const { texts } = readPage(await (await fetch(`${planned.url}/en`)).text());
      const words = texts.map((t) => t.text);
      expect(words).toContain('Next meetings');
      expect(words.indexOf('Meeting 2100/near')).toBeLessThan(words.indexOf('Meeting 2101/far'));
      expect(words).not.toContain('Meeting 2020/late');
      expect(words).not.toContain('Meeting 2009/vilnius');
    } finally {
      await planned.close();
    }
  });

  test('draws the focuses by year, says the same in words, and in a table', async () => {
    const { html, links } = await open('/en');
    expect(html).toContain('aria-label="Asylum: 2 documents from 2007 to 2009, most of them in 2007 (1)."');
    expect(html.match(/<rect /g)).toHaveLength(3);
    expect(links).toEqual(expect.arrayContaining(['/en/documents?focus=asylum&year=2007', '/en/documents?focus=migration&year=2007']));
    expect(links).not.toContain('/en/documents?focus=migration&year=2009');
  });
});

describe('countries', () => {
  test('every number leads to a list of as many records', async () => {
    const { html } = await open('/en/states');
    const cells = [...html.matchAll(/<td[^>]*><a href="([^"]+)">(\d+)<\/a>/g)].map((m) => ({ href: (m[1] ?? '').replaceAll('&amp;', '&'), n: Number(m[2]) }));
    expect(cells.map((c) => c.href)).toEqual(expect.arrayContaining(['/en/legislation/ua', '/en/news?state=ua', '/en/documents?state=lt', '/en/meetings?state=lt']));
    for (const { href, n } of cells) expect(await totalOf(href), href).toBe(n);
  });

  test('are named and sorted in the language of the page, each with its role', async () => {
    const { words } = await open('/ru/states');
    expect(words.filter((w) => ['Венгрия', 'Литва', 'Украина'].includes(w))).toEqual(['Венгрия', 'Литва', 'Украина']);
    expect(words).toEqual(expect.arrayContaining(['Государство-партнёр', 'Государство — член ЕС']));
  });

  test('a country page gathers what concerns the country', async () => {
    const { words, links } = await open('/en/states/ua');
    expect(words).toEqual(expect.arrayContaining(['Ukraine', 'Partner State', 'A note', 'State Migration Service', 'Committee', 'Law 10', 'Law 12', 'Second news', 'Meetings held here', 'Meeting 2009/kyiv']));
    expect(words).not.toContain('Meeting 2009/vilnius');
    expect(links).toEqual(expect.arrayContaining(['/en/legislation/ua?status=in_force', '/en/legislation/ua?status=repealed', '/en/bodies#body-committee', '/en/meetings?state=ua']));
    expect(await totalOf('/en/legislation/ua?status=in_force')).toBe(2);
  });

  test('what leads and chairs is said; empty parts are left out', async () => {
    const { words, links, ids } = await open('/en/states/hu');
    expect(words).toEqual(expect.arrayContaining(['Leads the themes', 'Return', 'Chairmanship', '2010', 'Nothing on Hungary has been published here yet.']));
    expect(links).toContain('/en/themes/return');
    expect(ids).not.toContain('legislation');
  });

  test('a country outside the process has no page', async () => {
    for (const code of ['fr', 'UA', 'zz', 'ukraine']) expect((await open(`/en/states/${code}`)).status).toBe(404);
  });
});

describe('themes', () => {
  test('the fields of the process come first, with lead country and counts', async () => {
    const { words, links } = await open('/en/themes');
    expect(words.indexOf('Thematic fields of the process')).toBeLessThan(words.indexOf('Return'));
    expect(words.indexOf('Return')).toBeLessThan(words.indexOf('Further subjects'));
    expect(words.indexOf('Further subjects')).toBeLessThan(words.lastIndexOf('Data'));
    expect(words).toEqual(expect.arrayContaining(['Return of persons', 'Lead country:', 'Hungary', '1 news item', '3 acts']));
    expect(links).toEqual(expect.arrayContaining(['/en/legislation?theme=return', '/en/states/hu']));
    expect(await totalOf('/en/legislation?theme=return')).toBe(3);
  });

  test('a theme shows the newest of every kind; one without records says so; an unknown one has no page', async () => {
    expect((await open('/en/themes/return')).words).toEqual(expect.arrayContaining(['Return of persons', 'Lead country', 'Second news', 'Law 10']));
    expect((await open('/en/themes/data')).words).toContain('Nothing on this theme has been published here yet.');
    expect((await open('/en/themes/none')).status).toBe(404);
  });
});

test('the process and its bodies are drawn from the definition', async () => {
  const { words, links, ids } = await open('/en/bodies');
  expect(words).toEqual(expect.arrayContaining(['Committee', 'It steers.', 'Every spring', 'UNHCR', 'The Refugee Agency (UNHCR)', 'Kyiv', '5', 'Sends the news', 'It begins.', 'May 2001', 'A programme', 'May 2003 – June 2009']));
  expect(links).toEqual(expect.arrayContaining(['/en/states/ua', '#partner-unhcr', 'https://www.unhcr.org', '/en/states/hu']));
  for (const link of links.filter((l) => l.startsWith('#'))) expect(ids).toContain(link.slice(1));
});

describe('the archive', () => {
  test('counts every year by kind', async () => {
    const { html, links } = await open('/en/archive');
    expect(links).toEqual(expect.arrayContaining(['/en/archive/2009', '/en/archive/2002']));
    const cells = [...html.matchAll(/<td[^>]*><a href="([^"]+)">(\d+)<\/a>/g)].map((m) => ({ href: m[1] ?? '', n: Number(m[2]) }));
    for (const { href, n } of cells) expect(await totalOf(href), href).toBe(n);
  });

  test('holds everything of a year by month, and apart what has no month', async () => {
    const { words, links } = await open('/ru/archive/2009');
    const order = ['Февраль', 'Первая новость', 'Май', 'Вторая новость', 'Закон РУ 10', 'Встреча 2009/kyiv', 'Июнь', 'Встреча 2009/vilnius', 'Месяц не указан', 'Стратегия два'];
    expect(words.filter((w) => order.includes(w))).toEqual(order);
    expect(links).toEqual(expect.arrayContaining(['/ru/archive/2007', '/ru/news?year=2009']));
  });

  test('a year without records between others says so; years before, after and nonsense have no page', async () => {
    const empty = await open('/en/archive/2005');
    expect(empty.status).toBe(200);
    expect(empty.words).toContain('The portal holds nothing of 2005.');
    expect(empty.noindex).toBe(true);
    expect(empty.links).toEqual(expect.arrayContaining(['/en/archive/2003', '/en/archive/2007']));
    for (const year of ['1999', '2010', '20099', 'x', '2009-05', '%00']) expect((await open(`/en/archive/${year}`)).status, year).toBeGreaterThanOrEqual(400);
  });
});

describe('standing pages', () => {
  test('have contents when long, and nothing of the apparatus of a record', async () => {
    const { h1, links, ids, words } = await open('/en/pages/about');
    expect(h1).toEqual(['What this is']);
    expect(links).toEqual(expect.arrayContaining(['#one', '#two', '#three']));
    expect(ids).toEqual(expect.arrayContaining(['one', 'two', 'three']));
    expect(words).toContain('In short');
    for (const word of ['Focus', 'Asylum', 'Added', 'Cite']) expect(words).not.toContain(word);
    expect((await open('/ru/pages/about')).links).not.toContain('#one');
  });

  test('are listed; those that do not exist have no page', async () => {
    expect((await open('/en/pages')).links).toContain('/en/pages/about');
    expect((await open('/en/pages/none')).status).toBe(404);
  });
});

describe('what surrounds every page', () => {
  test('the switch of the language keeps the page and its query', async () => {
    const page = await open('/en/news?state=ua&year=2009');
    expect(page.links).toContain('/ru/news?state=ua&year=2009');
    expect(page.heads.some((h) => h.rel === 'canonical')).toBe(false);
  });

  test('an address to cite, and the same page for other languages', async () => {
    const { heads } = await open('/ru/states/ua?utm=1');
    expect(heads.find((h) => h.rel === 'canonical')?.href).toBe(`${app.url}/ru/states/ua`);
    expect(heads.find((h) => h.hreflang === 'x-default')?.href).toBe(`${app.url}/en/states/ua`);
    const front = await open('/ru');
    expect(front.heads.find((h) => h.rel === 'canonical')?.href).toBe(`${app.url}/ru`);
    expect(front.heads.find((h) => h.hreflang === 'x-default')?.href).toBe(`${app.url}/`);
  });

  test('an unknown address says what to do, in both languages, and is not indexed', async () => {
    for (const [lang, title] of [['en', 'There is no such page'], ['ru', 'Такой страницы нет']] as const) {
      const page = await open(`/${lang}/no/such?page`);
      expect({ status: page.status, h1: page.h1, lang: page.lang, noindex: page.noindex }).toEqual({ status: 404, h1: [title], lang, noindex: true });
      expect(page.links).toEqual(expect.arrayContaining([`/${lang}`, `/${lang}/archive`]));
      expect(page.forms.map((f) => f.action)).toContain(`/${lang}/search`);
    }
  });
});

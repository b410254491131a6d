import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { readPage } from '#test/page';

const year = new Date().getUTCFullYear() + 1;
const place = { place: { en: 'Lutsk', ru: 'Луцк' }, country: 'ua', host: { en: 'Ministry', ru: 'Министерство' } };

const past = {
  ...recordFiles('meetings/2006/readmission', { type: 'thematic', status: 'held', start: '2006-09-07', end: '2006-09-08', time_zone: 'Europe/Kyiv', ...place }, titled('Readmission', 'Реадмиссия')),
  ...recordFiles('meetings/2007/committee', { type: 'governing', status: 'held', start: '2007-02-05T09:00', end: '2007-02-05T17:30', time_zone: 'Europe/Kyiv', body: 'steering-committee' }, titled('Committee', 'Комитет')),
  ...recordFiles('meetings/2005/visit', { type: 'study-visit', status: 'cancelled', start: '2005-03' }, titled('Visit', 'Поездка')),
};
const future = {
  ...recordFiles(`meetings/${year}/training`, { type: 'training', status: 'planned', start: `${year}-05-04`, end: `${year}-05-06`, time_zone: 'Europe/Vilnius', place: { en: 'Vilnius' }, country: 'lt' }, titled('Training', 'Курс')),
};

let app: TestApp;
let quiet: TestApp;
beforeAll(async () => {
  [app, quiet] = await Promise.all([testApp({ content: { 'process.yaml': smallProcess, ...past, ...future } }), testApp({ content: { 'process.yaml': smallProcess, ...past } })]);
});
afterAll(() => Promise.all([app?.close(), quiet?.close()]));

const get = async (path: string, of = app) => (await fetch(`${of.url}${path}`)).text();
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/ ?– ?/g, '–');
const said = (html: string) => readPage(html).texts.map((t) => plain(t.text));

test('a meeting says when, where and at whose invitation', async () => {
  expect(said(await get('/en/meetings/2006/readmission'))).toEqual(expect.arrayContaining(['7–8 September 2006', 'Lutsk, Ukraine', 'Lutsk', 'Ukraine', 'Ministry', 'held', 'Thematic meeting']));
  expect(said(await get('/ru/meetings/2006/readmission'))).toEqual(expect.arrayContaining(['7–8 сентября 2006 г.', 'Луцк, Украина', 'Министерство', 'состоялась', 'Тематическая встреча']));
});

test('statuses agree with the type of the meeting in Russian', async () => {
  expect(said(await get('/ru/meetings/2007/committee'))).toContain('состоялось');
  expect(said(await get('/ru/meetings/2005/visit'))).toContain('отменена');
  expect(said(await get(`/ru/meetings/${year}/training`))).toContain('запланирован');
});

test('hours are said in the time zone of the place, as instants that a browser can convert; the body leads to its description', async () => {
  const html = await get('/en/meetings/2007/committee');
  expect(html).toContain('<time datetime="2007-02-05T07:00:00.000Z">');
  expect(html).toContain('<time datetime="2007-02-05T15:30:00.000Z">');
  expect(said(html).filter((t) => /09:00/.test(t))).toHaveLength(1);
  const [body] = readPage(html).links.filter((l) => l.startsWith('/en/bodies#'));
  expect(body).toMatch(/steering-committee$/);
  expect(said(html)).toContain('Steering Committee');
});

test('a meeting known to the month says no more', async () => {
  const html = await get('/en/meetings/2005/visit');
  expect(said(html)).toContain('March 2005');
  expect(html).toContain('<time datetime="2005-03">');
});

test('a place that has no name in the language of the page says in which language it is', async () => {
  const page = readPage(await get(`/ru/meetings/${year}/training`));
  const languages = page.texts.filter((t) => t.text === 'Vilnius').map((t) => t.lang);
  expect(languages.length).toBeGreaterThan(1);
  expect(new Set(languages)).toEqual(new Set(['en']));
});

test('meetings to come stand before those that have been', async () => {
  const html = await get('/en/meetings');
  const page = readPage(html);
  expect(page.ids).toEqual(expect.arrayContaining(['upcoming', 'past']));
  expect(html.indexOf('id="upcoming"')).toBeLessThan(html.indexOf(`/en/meetings/${year}/training`));
  expect(html.indexOf(`/en/meetings/${year}/training`)).toBeLessThan(html.indexOf('id="past"'));
  expect(html.indexOf('id="past"')).toBeLessThan(html.indexOf('/en/meetings/2007/committee'));
});

test('without any to come, and in another order, meetings stand by year', async () => {
  expect(readPage(await get('/en/meetings', quiet)).ids).toEqual(expect.arrayContaining(['year-2007', 'year-2006', 'year-2005']));
  expect(await get('/en/meetings', quiet)).not.toContain('id="upcoming"');
  const oldest = await get('/en/meetings?sort=oldest');
  expect(oldest).not.toContain('id="upcoming"');
  expect(oldest.indexOf('id="year-2005"')).toBeLessThan(oldest.indexOf('id="year-2006"'));
});

test('the list is offered as a calendar too', async () => {
  expect(readPage(await get('/en/meetings?state=ua')).links).toContain('/en/meetings.ics?state=ua');
});

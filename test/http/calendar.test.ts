import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { draftOf, show, takeBack } from '#test/records';
import { kinds } from '../../src/kinds.ts';

const place = { place: { en: 'Lutsk, old town', ru: 'Луцк' }, country: 'ua' };
const meeting = (slug: string, facts: Record<string, unknown>, en: string, ru: string) => recordFiles(`meetings/${slug}`, { type: 'thematic', status: 'planned', ...facts }, titled(en, ru));

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    env: { PAGE_CACHE_MB: '8' },
    content: {
      'process.yaml': smallProcess,
      ...meeting('2027/winter', { start: '2027-02-05T09:00', end: '2027-02-05T17:30', time_zone: 'Europe/Kyiv', states: ['ua'], themes: ['return'], ...place }, 'Winter; talks, and so on', 'Зимние переговоры'),
      ...meeting('2027/summer', { start: '2027-07-05T09:00', end: '2027-07-06T12:00', time_zone: 'Europe/Vilnius', states: ['lt'] }, 'Summer', 'Лето'),
      ...meeting('2027/days', { start: '2027-03-01', end: '2027-03-03', states: ['lt', 'ua'] }, 'Three days', 'Три дня'),
      ...meeting('2009/old-rules', { start: '2009-03-29T01:30', end: '2009-03-29T05:00', time_zone: 'Europe/Minsk', status: 'held' }, 'In the night of the change', 'В ночь перевода часов'),
      ...meeting('2027/moving', { start: '2027-05-10T10:00', end: '2027-05-10T16:00', time_zone: 'Europe/Warsaw' }, 'Moving', 'Переносится'),
      ...meeting('2027/inside', { start: '2027-05-10', audience: 'network' }, 'Inside', 'Внутренняя'),
    },
  });
});
afterAll(() => app?.close());

async function calendar(address: string): Promise<ICAL.Component> {
  const answer = await fetch(`${app.url}${address}`);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH');
  const text = await answer.text();
  expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  return new ICAL.Component(ICAL.parse(text));
}

const value = (c: ICAL.Component | undefined, name: string) => String(c?.getFirstPropertyValue(name) ?? '');
const eventsOf = (c: ICAL.Component) => c.getAllSubcomponents('vevent');
const slugsOf = (c: ICAL.Component) => eventsOf(c).map((e) => value(e, 'url').split('/meetings/')[1]);

async function eventOf(slug: string, lang = 'en'): Promise<ICAL.Component> {
  const found = eventsOf(await calendar(`/${lang}/meetings.ics`)).filter((e) => value(e, 'url') === `${app.url}/${lang}/meetings/${slug}`);
  expect(found).toHaveLength(1);
  return found[0] as ICAL.Component;
}

/** When an event begins and ends, as a program reads it that knows no zone but those of the file. */
function instants(event: ICAL.Component): string[] {
  const read = new ICAL.Event(event);
  return [read.startDate, read.endDate].map((t) => (t.isDate ? t.toString() : new Date(t.toUnixTime() * 1000).toISOString()));
}

const kind = kinds.find((k) => k.kind === 'meeting');
const moved = (slug: string, title: string, status: string, facts: Record<string, unknown>) =>
  draftOf(slug, title, { kind: 'meeting', type: 'thematic', status, date: String(facts['start']).slice(0, 10), source: null, facts: kind?.facts.parse(facts) });

test('a calendar is a subscription in its language: name, source, refresh', async () => {
  for (const [lang, name] of [['en', 'Small Process'], ['ru', 'Малый процесс']] as const) {
    const root = await calendar(`/${lang}/meetings.ics`);
    expect(value(root, 'name')).toContain(name);
    expect(value(root, 'source')).toBe(`${app.url}/${lang}/meetings.ics`);
    expect(value(root, 'refresh-interval')).toMatch(/^P/);
    expect(slugsOf(root).sort()).toEqual(['2009/old-rules', '2027/days', '2027/moving', '2027/summer', '2027/winter']);
  }
  expect(value(await eventOf('2027/winter', 'ru'), 'summary')).toBe('Зимние переговоры');
  expect(value(await eventOf('2027/winter', 'ru'), 'location')).toBe('Луцк, Украина');
  expect(value(await eventOf('2027/winter'), 'summary')).toBe('Winter; talks, and so on');
  expect(value(await eventOf('2027/winter'), 'location')).toBe('Lutsk, old town, Ukraine');
  expect(value(await eventOf('2027/winter'), 'uid')).toBe(value(await eventOf('2027/winter', 'ru'), 'uid'));
});

test.each([
  ['2027/winter', ['2027-02-05T07:00:00.000Z', '2027-02-05T15:30:00.000Z']],
  ['2027/summer', ['2027-07-05T06:00:00.000Z', '2027-07-06T09:00:00.000Z']],
  ['2027/days', ['2027-03-01', '2027-03-04']],
  // Clocks in Minsk went from 02:00 +02:00 to 03:00 +03:00 that night; since 2011 they do not change.
  ['2009/old-rules', ['2009-03-28T23:30:00.000Z', '2009-03-29T02:00:00.000Z']],
])('%s takes place at the same moment for a program that knows only the zones of the file', async (slug, expected) => {
  ICAL.TimezoneService.reset();
  expect(instants(await eventOf(slug))).toEqual(expected);
});

test('every zone that an event names is in the file, once', async () => {
  const root = await calendar('/en/meetings.ics');
  const named = new Set(eventsOf(root).flatMap((e) => ['dtstart', 'dtend'].map((n) => e.getFirstProperty(n)?.getFirstParameter('tzid')).filter((z) => z !== undefined)));
  expect(root.getAllSubcomponents('vtimezone').map((z) => value(z, 'tzid')).sort()).toEqual([...named].sort());
  expect([...named].sort()).toEqual(['Europe/Kyiv', 'Europe/Minsk', 'Europe/Vilnius', 'Europe/Warsaw']);
});

describe('a subscription', () => {
  test.each([['state=ua', ['2027/winter', '2027/days']], ['state=lt', ['2027/days', '2027/summer']], ['theme=return', ['2027/winter']], ['state=ua&state=lt&state.mode=all', ['2027/days']], ['state=xx', []], ['year=2009', ['2009/old-rules']]])('for %s holds those meetings', async (query, expected) => {
    const root = await calendar(`/en/meetings.ics?${query}`);
    expect(slugsOf(root).sort()).toEqual([...expected].sort());
    expect(value(root, 'source')).toBe(`${app.url}/en/meetings.ics?${query}`);
  });
});

test('a meeting that moves by a day and is then cancelled stays the same event, counted up', async () => {
  const [before, tag] = [await eventOf('2027/moving'), (await fetch(`${app.url}/en/meetings.ics`)).headers.get('etag')];
  const uid = value(before, 'uid');
  const sequence = Number(value(before, 'sequence'));
  expect(value(before, 'status')).toBe('CONFIRMED');
  expect(uid).not.toBe('');

  await show(app.db, [moved('2027/moving', 'Moving', 'planned', { start: '2027-05-11T10:00', end: '2027-05-11T16:00', time_zone: 'Europe/Warsaw' })]);
  await expect.poll(async () => instants(await eventOf('2027/moving'))[0]).toBe('2027-05-11T08:00:00.000Z');
  const later = await eventOf('2027/moving');
  expect(value(later, 'uid')).toBe(uid);
  expect(Number(value(later, 'sequence'))).toBeGreaterThan(sequence);
  expect(value(later, 'last-modified') >= value(before, 'last-modified')).toBe(true);
  expect(value(later, 'dtstamp')).toBe(value(later, 'last-modified'));
  expect((await fetch(`${app.url}/en/meetings.ics`, { headers: { 'if-none-match': tag ?? '' } })).status).toBe(200);

  await show(app.db, [moved('2027/moving', 'Moving', 'cancelled', { start: '2027-05-11T10:00', end: '2027-05-11T16:00', time_zone: 'Europe/Warsaw' })]);
  await expect.poll(async () => value(await eventOf('2027/moving'), 'status')).toBe('CANCELLED');
  const cancelled = await eventOf('2027/moving', 'ru');
  expect(value(cancelled, 'uid')).toBe(uid);
  expect(Number(value(cancelled, 'sequence'))).toBeGreaterThan(Number(value(later, 'sequence')));
  expect(value(cancelled, 'last-modified')).not.toBe('');

  await show(app.db, [moved('2027/moving', 'Moving', 'postponed', { start: '2027', time_zone: 'Europe/Warsaw' })]);
  await expect.poll(async () => value(await eventOf('2027/moving'), 'status')).toBe('TENTATIVE');
  expect(value(await eventOf('2027/moving'), 'uid')).toBe(uid);
});

test('a meeting that was withdrawn leaves the calendar', async () => {
  const uid = value(await eventOf('2027/days'), 'uid');
  await takeBack(app.db, 'meeting', '2027/days');
  await expect.poll(async () => eventsOf(await calendar('/en/meetings.ics')).filter((e) => value(e, 'uid') === uid)).toEqual([]);
});

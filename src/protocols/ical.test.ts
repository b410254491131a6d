import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { vtimezone, writeCalendar, type Calendar, type CalendarEvent } from './ical.ts';
import { naughtyStrings, sharedFile } from './testing.ts';
import { instantOf, offsetAt } from './time-zone.ts';

const meeting: CalendarEvent = {
  uid: 'meeting-2009-labour-migration@portal.example', sequence: 2, created: new Date('2008-11-01T08:00:00Z'), modified: new Date('2009-01-15T12:30:00Z'), status: 'confirmed',
  start: '2009-02-05T09:00', end: '2009-02-06T17:30', time_zone: 'Europe/Kyiv', lang: 'ru', summary: 'Трудовая миграция; денежные переводы, и не только: круглый стол для десяти стран региона',
  description: 'Первая строка\nВторая строка', location: 'Киев, Украина', categories: ['миграция, убежище', 'граница'], url: 'https://portal.example/ru/meetings/2009/labour-migration',
};
const calendar: Calendar = {
  prodid: '-//Söderköping Process//Portal//EN', uid: 'https://portal.example/id/calendar/meetings', name: 'Встречи', description: 'Все встречи', lang: 'ru',
  url: 'https://portal.example/ru/meetings', source: 'https://portal.example/ru/meetings.ics', refresh_minutes: 720, color: 'teal', modified: meeting.modified, events: [meeting],
};

const write = (events: readonly CalendarEvent[]) => [...writeCalendar({ ...calendar, events })].join('');
const parse = (text: string) => new ICAL.Component(ICAL.parse(text));
const eventOf = (e: Partial<CalendarEvent>) => {
  const component = parse(write([{ ...meeting, ...e }])).getFirstSubcomponent('vevent');
  if (!component) throw new Error('no event');
  return component;
};
const value = (component: ICAL.Component, name: string) => String(component.getFirstPropertyValue(name));
const readZone = (text: string) => new ICAL.Timezone(parse(text).getFirstSubcomponent('vtimezone') ?? new ICAL.Component('vtimezone'));

/** Seconds east of UTC at a local time, as an independent reader of the VTIMEZONE sees it. */
function readOffset(zone: ICAL.Timezone, local: string): number {
  return zone.utcOffset(ICAL.Time.fromDateTimeString(local, new ICAL.Property('dtstart')));
}

describe('the calendar', () => {
  it('says what it was given, to an independent reader', () => {
    const root = parse(write([meeting]));
    expect(Object.fromEntries(['version', 'method', 'name', 'url', 'source', 'color', 'refresh-interval', 'x-wr-calname'].map((n) => [n, value(root, n)]))).toEqual({
      version: '2.0', method: 'PUBLISH', name: 'Встречи', url: calendar.url, source: calendar.source, color: 'teal', 'refresh-interval': 'PT720M', 'x-wr-calname': 'Встречи',
    });
    const event = root.getFirstSubcomponent('vevent');
    if (!event) throw new Error('no event');
    expect(Object.fromEntries(['uid', 'sequence', 'status', 'summary', 'description', 'location', 'url', 'last-modified', 'created', 'dtstamp'].map((n) => [n, value(event, n)]))).toEqual({
      uid: meeting.uid, sequence: '2', status: 'CONFIRMED', summary: meeting.summary, description: meeting.description, location: meeting.location, url: meeting.url,
      'last-modified': '2009-01-15T12:30:00Z', created: '2008-11-01T08:00:00Z', dtstamp: '2009-01-15T12:30:00Z',
    });
    expect(event.getFirstProperty('summary')?.getParameter('language')).toBe('ru');
    expect(event.getFirstProperty('categories')?.getValues()).toEqual(meeting.categories);
    const read = new ICAL.Event(event);
    expect(read.startDate.toJSDate().toISOString()).toBe('2009-02-05T07:00:00.000Z');
    expect(read.endDate.toJSDate().toISOString()).toBe('2009-02-06T15:30:00.000Z');
  });

  it('a meeting that moved or was cancelled keeps its UID', () => {
    const moved = eventOf({ sequence: 3, start: '2009-02-06T09:00', end: '2009-02-07T17:30' });
    const cancelled = eventOf({ sequence: 4, status: 'cancelled' });
    expect([value(moved, 'uid'), value(moved, 'sequence')]).toEqual([meeting.uid, '3']);
    expect([value(cancelled, 'uid'), value(cancelled, 'sequence'), value(cancelled, 'status')]).toEqual([meeting.uid, '4', 'CANCELLED']);
  });

  it.each([
    ['2009-02-05', '2009-02-06', '2009-02-05', '2009-02-07'],
    ['2009-02-28', undefined, '2009-02-28', '2009-03-01'],
    ['2009-12', undefined, '2009-12-01', '2010-01-01'],
    ['2009', undefined, '2009-01-01', '2010-01-01'],
    ['2009-02-05T09:00', '2009-02-06', '2009-02-05', '2009-02-07'],
    ['2009-02-05', '2009-02-01', '2009-02-05', '2009-02-06'],
  ])('days are inclusive: %s to %s', (start, end, first, after) => {
    const { end: _, ...open } = meeting;
    const event = parse(write([{ ...open, start, ...(end === undefined ? {} : { end }) }])).getFirstSubcomponent('vevent') ?? new ICAL.Component('none');
    expect([value(event, 'dtstart'), value(event, 'dtend')]).toEqual([first, after]);
    expect(event.getFirstProperty('dtstart')?.type).toBe('date');
  });

  it('times in UTC and without a zone need no VTIMEZONE', () => {
    const { time_zone: _, ...floating } = meeting;
    const text = write([{ ...meeting, time_zone: 'UTC' }, floating]);
    expect(text).not.toContain('VTIMEZONE');
    expect(text).toContain('DTSTART:20090205T090000Z\r\n');
    expect(text).toContain('DTSTART:20090205T090000\r\n');
  });

  it('lines have at most 75 octets, end with CRLF, and split no character', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...naughtyStrings())), (text) => {
      const bytes = Buffer.from(write([{ ...meeting, summary: text, location: text, categories: [text], organizer: { name: text, uri: 'https://portal.example/' } }]));
      const lines = bytes.toString('latin1').split('\r\n');
      expect(lines.pop()).toBe('');
      expect(lines.filter((line) => line.length > 75 || /[\r\n]/.test(line) || !isUtf8(Buffer.from(line, 'latin1')))).toEqual([]);
    }), { numRuns: 300 });
  });

  it('gives back any text', () => {
    // What the format cannot hold: controls, lone surrogates, kinds of line ends.
    // oxlint-disable-next-line no-control-regex
    const held = (text: string) => text.toWellFormed().replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...naughtyStrings())), (text) => {
      fc.pre(text !== '');
      const event = eventOf({ summary: text, description: text, location: text });
      for (const name of ['summary', 'description', 'location']) expect(value(event, name)).toBe(held(text));
      expect(parse(write([{ ...meeting, summary: text, url: `https://x.example/${text}` }])).getAllSubcomponents('vevent')).toHaveLength(1);
    }), { numRuns: 300 });
  });
});

describe('time zones', () => {
  // tzdata: dates on which clocks changed, in UTC.
  it.each([
    ['Europe/Kyiv', '2009-03-29T01:00:00Z', 7200, 10800],
    ['Europe/Kyiv', '2009-10-25T01:00:00Z', 10800, 7200],
    ['Europe/Stockholm', '2001-03-25T01:00:00Z', 3600, 7200],
    ['Europe/Stockholm', '2025-10-26T01:00:00Z', 7200, 3600],
    ['Europe/Chisinau', '2009-03-29T00:00:00Z', 7200, 10800],
    ['Europe/Minsk', '2011-03-27T00:00:00Z', 7200, 10800],
    ['Europe/Tallinn', '2009-10-25T01:00:00Z', 10800, 7200],
  ])('%s changes at %s', (zone, at, before, after) => {
    const instant = Date.parse(at);
    expect([offsetAt(zone, new Date(instant - 1000)), offsetAt(zone, new Date(instant))]).toEqual([before, after]);
    const year = Number(at.slice(0, 4));
    const read = readZone(`BEGIN:VCALENDAR\r\n${vtimezone(zone, year, year)}END:VCALENDAR\r\n`);
    const local = (ms: number, offset: number) => new Date(ms + offset * 1000).toISOString().slice(0, 19);
    expect([readOffset(read, local(instant - 7200_000, before)), readOffset(read, local(instant + 7200_000, after))]).toEqual([before, after]);
  });

  it('Minsk has had no summer time since 2011', () => {
    expect(vtimezone('Europe/Minsk', 2013, 2026)).not.toMatch(/RRULE|DAYLIGHT/);
  });

  const zones = ['Europe/Kyiv', 'Europe/Stockholm', 'Europe/Chisinau', 'Europe/Minsk', 'Europe/Tallinn', 'Europe/Moscow', 'Europe/Dublin', 'America/New_York', 'Asia/Almaty', 'Asia/Kathmandu', 'Africa/Casablanca'];

  it.each(zones)('%s: an independent reader finds the offsets of the runtime, hour by hour', (zone) => {
    const read = readZone(`BEGIN:VCALENDAR\r\n${vtimezone(zone, 1999, 2027)}END:VCALENDAR\r\n`);
    for (let t = Date.UTC(1999, 0, 1); t < Date.UTC(2028, 0, 1); t += 37 * 3600_000) {
      // An hour that happens twice has two answers.
      if (new Set([-3, -2, -1, 0, 1, 2, 3].map((h) => offsetAt(zone, new Date(t + h * 3600_000)))).size > 1) continue;
      const offset = offsetAt(zone, new Date(t));
      const local = new Date(t + offset * 1000).toISOString().slice(0, 19);
      expect(`${local} ${readOffset(read, local)}`).toBe(`${local} ${offset}`);
      expect(instantOf(local, zone).getTime()).toBe(t);
    }
  });

  it('a time that is skipped is read with the offset before, one that occurs twice is the first', () => {
    expect(instantOf('2009-03-29T03:30', 'Europe/Kyiv').toISOString()).toBe('2009-03-29T01:30:00.000Z');
    expect(instantOf('2009-10-25T03:30', 'Europe/Kyiv').toISOString()).toBe('2009-10-25T00:30:00.000Z');
  });

  it.each(['Bratislava', 'Brussels', 'Bucharest', 'Budapest', 'Kyiv', 'Minsk', 'Moscow', 'Riga', 'Tallinn', 'Vilnius', 'Warsaw'])('Europe/%s agrees with the zone that libical has', (city) => {
    const theirs = sharedFile(`ical-oai-email/ical/vtimezones/Europe-${city}.ics`);
    if (theirs === null) return;
    const [a, b] = [readZone(theirs), readZone(`BEGIN:VCALENDAR\r\n${vtimezone(`Europe/${city}`, 2016, 2021)}END:VCALENDAR\r\n`)];
    for (let t = Date.UTC(2016, 0, 1, 12); t < Date.UTC(2021, 11, 31); t += 86_400_000) {
      const local = new Date(t).toISOString().slice(0, 19);
      expect(`${local} ${readOffset(b, local)}`).toBe(`${local} ${readOffset(a, local)}`);
    }
  });

  it('an unknown zone is refused', () => {
    expect(() => write([{ ...meeting, time_zone: 'Europe/Atlantis' }])).toThrow(RangeError);
  });
});

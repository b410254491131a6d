import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLocales } from '#kernel/i18n';
import type { View } from '#kernel/view';
import { dayRange, instantOf, lastDay } from './dates.ts';

const locales = createLocales(join(import.meta.dirname, '../../../locales'), ['en', 'ru']);

function view(lang: string): View {
  const locale = locales.get(lang);
  if (!locale) throw new Error(lang);
  return { ...locale, here: '/', languages: ['en', 'ru'], origin: 'https://portal.example', process_name: 'Process' };
}

/** Spaces and dashes of CLDR differ between its versions; words and numbers do not. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/ ?– ?/g, '–');

test.each([
  ['en', '2006-09-07', '2006-09-08', '7–8 September 2006'],
  ['ru', '2006-09-07', '2006-09-08', '7–8 сентября 2006 г.'],
  ['en', '2006-09-30', '2006-10-01', '30 September–1 October 2006'],
  ['en', '2006-12-31', '2007-01-01', '31 December 2006–1 January 2007'],
  ['en', '2006-09-07', null, '7 September 2006'],
  ['en', '2006-09-07', '2006-09-07', '7 September 2006'],
  ['en', '2006-09', '2006-10', 'September–October 2006'],
  ['en', '2006-09', null, 'September 2006'],
  ['en', '2006', '2007-03', '2006–2007'],
  ['en', '2006-09-07T09:00', '2006-09-08T17:00', '7–8 September 2006'],
])('%s: %s to %s', (lang, starts, ends, label) => {
  expect(plain(dayRange(view(lang), starts, ends))).toBe(label);
});

test.each([
  ['2009-02-05T09:00', 'Europe/Kyiv', '2009-02-05T07:00:00.000Z'],
  ['2009-07-05T09:00', 'Europe/Kyiv', '2009-07-05T06:00:00.000Z'],
  ['2009-02-05T00:30', 'America/New_York', '2009-02-05T05:30:00.000Z'],
  ['2009-02-05T09:00', 'Asia/Almaty', '2009-02-05T03:00:00.000Z'],
  ['2009-02-05T09:00', 'UTC', '2009-02-05T09:00:00.000Z'],
  // The hour that clocks in Kyiv skipped on 29 March 2009, and the one that they repeated on 25 October: the offset before the change.
  ['2009-03-29T03:30', 'Europe/Kyiv', '2009-03-29T01:30:00.000Z'],
  ['2009-10-25T03:30', 'Europe/Kyiv', '2009-10-25T00:30:00.000Z'],
])('%s in %s is %s', (local, zone, instant) => {
  expect(instantOf(local, zone).toISOString()).toBe(instant);
});

test('an instant said in local time and read back is the same, but for the hour that clocks repeat', () => {
  const zones = ['Europe/Kyiv', 'Europe/Stockholm', 'America/New_York', 'Asia/Almaty', 'Africa/Casablanca', 'UTC', 'Asia/Kathmandu'];
  fc.assert(
    fc.property(fc.date({ min: new Date('1999-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), fc.constantFrom(...zones), (date, zone) => {
      const instant = new Date(Math.floor(date.getTime() / 60_000) * 60_000);
      const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(instant).replace(' ', 'T');
      const hour = 3_600_000;
      expect([0, hour]).toContain(Math.abs(instantOf(local, zone).getTime() - instant.getTime()));
      const said = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(instantOf(local, zone)).replace(' ', 'T');
      expect(said).toBe(local);
    }),
  );
});

test('the last day of a meeting covers the month or year that is all that is known', () => {
  expect([lastDay('2009-02-05', null), lastDay('2009-02-05', '2009-02-06'), lastDay('2009-02', null), lastDay('2009', null)]).toEqual(['2009-02-05', '2009-02-06', '2009-02-31', '2009-12-31']);
});

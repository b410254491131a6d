import { expect, test } from 'vitest';
import { dayOf, nextDay } from './day.ts';

const kyiv = { time_zone: 'Europe/Kyiv' };

test.each([
  ['2026-11-24T21:59:59Z', '2026-11-24', '2026-11-24T22:00:00.000Z'],
  ['2026-11-24T22:00:00Z', '2026-11-25', '2026-11-25T22:00:00.000Z'],
  // The clocks go forward on 29 March 2026 and back on 25 October: the days have 23 and 25 hours.
  ['2026-03-28T22:30:00Z', '2026-03-29', '2026-03-29T21:00:00.000Z'],
  ['2026-10-24T21:30:00Z', '2026-10-25', '2026-10-25T22:00:00.000Z'],
  ['2026-12-31T23:00:00Z', '2027-01-01', '2027-01-01T22:00:00.000Z'],
])('at %s it is %s in Kyiv until %s', (instant, day, end) => {
  expect(dayOf(kyiv, new Date(instant))).toBe(day);
  expect(nextDay(kyiv, new Date(instant)).toISOString()).toBe(end);
});

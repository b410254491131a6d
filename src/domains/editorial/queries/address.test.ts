import { expect, test } from 'vitest';
import { parseFilter } from './filter.ts';
import { parseCursor } from './list.ts';

test('a place in a list is a day that the database takes, and a number', () => {
  expect(parseCursor('2009-02-05_17')).toEqual({ day: '2009-02-05', id: 17 });
  for (const wrong of [null, '', '2009-02-30_17', '0000-01-01_1', '2009-13-01_1', '2009-02-05_', '2009-02-05_1\0', 'x']) expect(parseCursor(wrong)).toBeUndefined();
});

test('a filter keeps nothing that the database would refuse', () => {
  expect(parseFilter(new URLSearchParams('year=2009&state=ua')).year).toBe('2009');
  expect(parseFilter(new URLSearchParams('year=0000')).year).toBeNull();
  expect(parseFilter(new URLSearchParams('state=%00&state=ua&theme=a%00b')).states.values).toEqual(['ua']);
  expect(parseFilter(new URLSearchParams('theme=a%00b')).themes.values).toEqual([]);
});

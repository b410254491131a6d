import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUntidy, tidyQuery } from './river-address.ts';

const tidy = (query: string) => tidyQuery(new URLSearchParams(query)).toString();

test.each([
  ['state=ua&state.mode=any&theme.mode=any&year=&sort=newest', 'state=ua'],
  ['state=ua&state=md&state.mode=all&sort=oldest', 'state=ua&state=md&state.mode=all&sort=oldest'],
  ['state.mode=none', ''],
  ['after=2009-02-05_17&before=2009-02-05_17', 'after=2009-02-05_17'],
  ['after=2009-02-30_17', ''],
  ['after=0000-01-01_17&year=0000', ''],
  ['state=%00&utm_source=x&sort=sideways', ''],
])('%s is %s', (given, expected) => {
  expect(tidy(given)).toBe(expected);
});

test('a form that sends its idle fields is untidy, an address with chosen ones is not', () => {
  expect(isUntidy(new URLSearchParams('state=ua&year='))).toBe(true);
  expect(isUntidy(new URLSearchParams('state.mode=all'))).toBe(true);
  expect(isUntidy(new URLSearchParams('state=ua&state.mode=any'))).toBe(true);
  expect(isUntidy(new URLSearchParams('state=ua&state.mode=all&year=2009&sort=added&after=2009-02-05_17'))).toBe(false);
  expect(isUntidy(new URLSearchParams('fbclid=&x.mode=1'))).toBe(false);
});

test('a tidy address stays as it is, and never asks to be tidied again', () => {
  const name = fc.constantFrom('state', 'state.mode', 'theme', 'theme.mode', 'type', 'status.mode', 'year', 'sort', 'after', 'before', 'x');
  const value = fc.oneof(fc.constantFrom('', 'ua', 'any', 'all', 'none', 'newest', 'oldest', '2009', '2009-02-05_1'), fc.string({ maxLength: 6 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), (pairs) => {
      const once = tidyQuery(new URLSearchParams(pairs));
      expect(isUntidy(once)).toBe(false);
      expect(tidyQuery(once).toString()).toBe(once.toString());
    }),
  );
});

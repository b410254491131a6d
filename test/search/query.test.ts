import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../src/domains/editorial/search/index.ts';
import { guessIdentifiers } from '../../src/domains/editorial/search/identifiers.ts';
import { otherLayout } from '../../src/domains/editorial/search/keyboard.ts';
import { segmentsOf } from '../../src/domains/editorial/search/passages.ts';

const word = (text: string) => ({ text, phrase: false });
const phrase = (text: string) => ({ text, phrase: true });

describe('what was typed', () => {
  test.each([
    ['', [], []],
    ['readmission agreement', [[word('readmission')], [word('agreement')]], []],
    ['"temporary protection" visa', [[phrase('temporary protection')], [word('visa')]], []],
    ['«явно необоснованные» ходатайства', [[phrase('явно необоснованные')], [word('ходатайства')]], []],
    ['„faktischer Schutz“', [[phrase('faktischer Schutz')]], []],
    ['visa -schengen', [[word('visa')]], [word('schengen')]],
    ['visa -"short stay" −transit', [[word('visa')]], [phrase('short stay'), word('transit')]],
    ['Hague OR Tampere programme', [[word('Hague'), word('Tampere')], [word('programme')]], []],
    ['Гаага ИЛИ Тампере', [[word('Гаага'), word('Тампере')]], []],
    ['a OR "b c" | d', [[word('a'), phrase('b c'), word('d')]], []],
    ['OR visa OR', [[word('visa')]], []],
    ['"left open', [[phrase('left open')]], []],
    ['"" « » - -- | OR " ', [], []],
    ['non-citizens', [[word('non-citizens')]], []],
    ['EU-Ukraine', [[word('EU')], [word('Ukraine')]], []],
    ['word"two words"', [[word('word')], [phrase('two words')]], []],
    ['a\0b', [[word('a')], [word('b')]], []],
  ])('%j', (typed, groups, without) => {
    expect(parseQuery(typed)).toMatchObject({ groups, without, cut: null });
  });

  test('is cut at 400 characters between words, and at 24 terms', () => {
    const long = parseQuery('abcdefghi '.repeat(1000));
    expect(long.cut).toBe('characters');
    expect(long.text.length).toBeLessThanOrEqual(400);
    expect(long.groups.every((g) => g[0]?.text === 'abcdefghi')).toBe(true);
    const many = parseQuery('ab '.repeat(60));
    expect(many).toMatchObject({ cut: 'terms' });
    expect(many.groups).toHaveLength(24);
    expect(parseQuery('x'.repeat(10_000)).text).toHaveLength(400);
  });

  test('may be anything', () => {
    const pieces = fc.constantFrom('"', '«', '»', '“', '-', ' ', ' OR ', ' ИЛИ ', '|', '(', '\'', '\\', ':*', '&', '!', '\u0000', '\ud800', 'слово', 'word', 'ö', '𝒳');
    const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), fc.array(pieces, { maxLength: 80 }).map((p) => p.join('')));
    fc.assert(fc.property(anything, (typed) => {
      const query = parseQuery(typed);
      const terms = [...query.groups.flat(), ...query.without];
      expect(terms.length).toBeLessThanOrEqual(24);
      expect(query.text.length).toBeLessThanOrEqual(400);
      expect(query.groups.every((g) => g.length > 0)).toBe(true);
      expect(terms.every((t) => /[\p{L}\p{N}]/u.test(t.text) && !/\p{Cc}/u.test(t.text))).toBe(true);
      expect(parseQuery(query.text).groups).toEqual(query.groups);
    }), { numRuns: 300 });
  });
});

describe('numbers in a query', () => {
  const guesses = (whole: string) => guessIdentifiers(whole, whole.split(' ')).map((g) => g.normalized);
  test.each([
    ['32011L0095', ['32011L0095']],
    ['COM(2008) 360 final', ['COM2008360', 'COM2008360FINAL']],
    ['директива 2013/32/ЕС', ['201332EU', '201332EC', '201332']],
    ['Slovak act 480/2002', ['4802002']],
    ['3671-VI', ['3671VI']],
  ])('%s', (whole, some) => expect(guesses(whole)).toEqual(expect.arrayContaining(some)));
  test('a year and a word are none', () => expect(guesses('convention 1954')).not.toContain('1954'));
});

test('the other layout of the keyboard', () => {
  expect(otherLayout('ghbdtn')).toBe('привет');
  expect(otherLayout('ьшпкфешщт')).toBe('migration');
  expect(otherLayout('mixed текст')).toBeNull();
  expect(otherLayout('2008-05')).toBeNull();
});

test('marked passages are cut at their marks', () => {
  expect(segmentsOf('of \uE000readmission\uE001 <b>and</b> \uE000return\uE001')).toEqual([
    { text: 'of ', hit: false }, { text: 'readmission', hit: true }, { text: ' <b>and</b> ', hit: false }, { text: 'return', hit: true },
  ]);
});

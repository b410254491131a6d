import { describe, expect, it } from 'vitest';
import { checkTranslation, numbersOf } from './check.ts';
import type { TranslatableText } from './units.ts';

const text = (body: string): TranslatableText => ({ title: 'x', short: null, summary: null, body });

describe('a translation that is checked', () => {
  it('has the numbers of its source, however each language writes them', () => {
    const same: [string, string][] = [
      ['On 24 December 2010, 10,000 persons', '24 декабря 2010 года 10 000 человек'], ['1,234,567.5 euro', '1 234 567,5 евро'], ['of 20.12.2011', 'от 20 декабря 2011 года'.replace('декабря ', '')],
      ['5 May 2009', '05.05.2009'], ['Article 5(2)', 'пункт 2 статьи 5'], ['2009-05-14', '14 мая 2009'],
    ];
    for (const [en, ru] of same) expect([en, checkTranslation(text(en), text(ru))]).toEqual([en, []]);
    expect(numbersOf('7 of 10\u00a0000')).toEqual(['7', '10000']);
  });

  it('is told where they differ, with the numbers', () => {
    expect(checkTranslation(text('Within 30 days, Article 5.\n\nFine 1.'), text('В течение 90 дней, статья 5.\n\nХорошо 1.'))).toEqual([{ unit: 'p1', reason: 'numbers', absent: ['30'], added: ['90'] }]);
    expect(checkTranslation(text('5 and 5'), text('5'))).toEqual([{ unit: 'p1', reason: 'numbers', absent: ['5'], added: [] }]);
  });

  it('is told of a paragraph that was left out', () => {
    expect(checkTranslation(text('## A {#a}\n\nOne.\n\nTwo.'), text('## А {#a}\n\nРаз.'))).toEqual([{ unit: 'a.p2', reason: 'missing' }]);
    expect(checkTranslation({ ...text('a'), summary: 'Summary' }, text('а'))).toEqual([{ unit: '_summary', reason: 'missing' }]);
  });
});

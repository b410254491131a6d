import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseText } from '#kernel/markdown';
import { difference, wordDifference, type BlockDifference, type Span } from './difference.ts';

const between = (before: string, after: string, lang = 'en') => difference(parseText(before), parseText(after), lang);

/** `[-removed-]`, `{+added+}`. */
const marked = (spans: readonly Span[]) => spans.map((s) => (s.change === 'same' ? s.text : s.change === 'removed' ? `[-${s.text}-]` : `{+${s.text}+}`)).join('');

/** A line a block, as a reader would be told. */
const told = (blocks: readonly BlockDifference[]) =>
  blocks.map((b) => `${b.change}: ${'spans' in b ? marked(b.spans) : 'after' in b ? b.after.text : b.before.text}`);

describe('words', () => {
  test('a changed phrase is one removal and one addition', () => {
    expect(marked(wordDifference('The States shall inform the Secretariat.', 'The States may notify the Secretariat.', 'en'))).toBe('The States [-shall inform-]{+may notify+} the Secretariat.');
  });

  test('Russian words are words, not letters', () => {
    expect(marked(wordDifference('Ходатайство о предоставлении убежища подаётся на границе.', 'Заявление о предоставлении убежища подаётся на территории.', 'ru')))
      .toBe('[-Ходатайство-]{+Заявление+} о предоставлении убежища подаётся на [-границе-]{+территории+}.');
  });

  test('either text can be read out of it', () => {
    const text = fc.array(fc.constantFrom('приём', 'лиц', 'the', 'States', ' ', ' ', ', ', '\n', '\t', '2011/95/EU', 'ё', '.'), { maxLength: 40 }).map((w) => w.join(''));
    fc.assert(fc.property(text, text, (a, b) => {
      const spans = wordDifference(a, b, 'ru');
      expect(spans.filter((s) => s.change !== 'added').map((s) => s.text).join('')).toBe(a);
      expect(spans.filter((s) => s.change !== 'removed').map((s) => s.text).join('')).toBe(b);
    }));
  });
});

describe('blocks', () => {
  test('what is the same, changed, added and removed, each in its place', () => {
    const before = '## Article 1. Terms {#art-1}\n\nFirst paragraph stays.\n\nMember States shall take a decision within six months.\n\nThis one goes away entirely.\n\nLast.';
    const after = '## Article 1. Terms {#art-1}\n\nFirst paragraph stays.\n\nMember States shall take a decision within nine months.\n\nLast.\n\nSomething new at the end.';
    expect(told(between(before, after))).toEqual([
      'same: Article 1. Terms', 'same: First paragraph stays.', 'changed: Member States shall take a decision within [-six-]{+nine+} months.', 'removed: This one goes away entirely.', 'same: Last.', 'added: Something new at the end.',
    ]);
  });

  test('a paragraph put before all others changes none of them', () => {
    expect(told(between('Один абзац.\n\nДругой абзац.', 'Новый.\n\nОдин абзац.\n\nДругой абзац.', 'ru'))).toEqual(['added: Новый.', 'same: Один абзац.', 'same: Другой абзац.']);
  });

  test('a moved paragraph is told as moved, also when a word changed on the way', () => {
    const [a, b, c, d] = ['Государства обмениваются сведениями о миграции и убежище ежегодно.', 'Секретариат находится в Киеве.', 'Партнёры помогают.', 'Рабочим языком встреч является русский.'];
    expect(told(between([a, b, c, d].join('\n\n'), [b, c, d, a].join('\n\n'), 'ru'))).toEqual([`moved_away: ${a}`, `same: ${b}`, `same: ${c}`, `same: ${d}`, `moved: ${a}`]);
    expect(told(between([a, b, c, d].join('\n\n'), [b, c, d, a?.replace('ежегодно', 'ежемесячно')].join('\n\n'), 'ru')).at(-1))
      .toBe('moved: Государства обмениваются сведениями о миграции и убежище [-ежегодно-]{+ежемесячно+}.');
  });

  test('in a table the cell and the row that changed', () => {
    const table = (rows: readonly string[]) => ['| State | 2007 | 2008 |', '|---|---|---|', ...rows].join('\n');
    const before = table(['| Ukraine | 120 | 98 |', '| Литва | 40 | 35 |']);
    const [changed] = between(before, table(['| Ukraine | 120 | 101 |', '| Литва | 40 | 35 |']));
    expect(told(changed ? [changed] : [])).toEqual(['changed: State\t2007\t2008\nUkraine\t120\t[-98-]{+101+}\nЛитва\t40\t35']);
    const [longer] = between(before, table(['| Ukraine | 120 | 98 |', '| Молдова | 7 | 9 |', '| Литва | 40 | 35 |']));
    expect(longer?.change === 'changed' && longer.spans.filter((s) => s.change !== 'same').map((s) => [s.change, s.text.trim()])).toEqual([['added', 'Молдова\t7\t9']]);
  });

  test('words that became bold are the same words in another markup; a heading that became a paragraph is another block', () => {
    expect(told(between('One word here.', 'One **word** here.'))).toEqual(['restyled: One word here.']);
    expect(told(between('## Scope', 'Scope'))).toEqual(['removed: Scope', 'added: Scope']);
  });

  test('each block of either version is in it once, in order, whatever was done to the text', () => {
    const paragraph = fc.constantFrom('Приём лиц.', 'Приём лиц на границе и возвращение.', 'Приём лиц на границе и их возвращение домой.', '## Статья', '| a | b |\n|---|---|\n| 1 | 2 |', '| a | b |\n|---|---|\n| 1 | 3 |', '- one\n- two', 'One.', 'Two.');
    const text = fc.array(paragraph, { maxLength: 12 }).map((p) => parseText(p.join('\n\n')));
    fc.assert(fc.property(text, text, (a, b) => {
      const blocks = difference(a, b, 'ru');
      expect(blocks.flatMap((d) => ('after' in d ? [d.after] : []))).toEqual(b);
      const before = blocks.flatMap((d) => ('before' in d && d.change !== 'moved' ? [d.before] : []));
      expect(before).toEqual(a);
      for (const d of blocks) if (d.change === 'moved') expect(blocks).toContainEqual({ change: 'moved_away', before: d.before });
      if (a === b) expect(blocks.every((d) => d.change === 'same')).toBe(true);
    }), { numRuns: 300 });
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordBlock } from '../queries/record.ts';
import { alignBlocks } from './record-text.ts';

const block = (side: string) => (anchor: string): RecordBlock => ({ anchor, kind: 'paragraph', level: null, section: null, html: `<p>${side} ${anchor}</p>`, text: anchor });
const align = (left: string[], right: string[]) => alignBlocks(left.map(block('l')), right.map(block('r')));
const shape = (left: string[], right: string[]) => align(left, right).map((r) => `${r.left === null ? '-' : 'l'}${r.right === null ? '-' : 'r'} ${r.anchor}`);

test('passages with the same anchor stand in one row; what one language lacks leaves its side empty', () => {
  expect(shape(['p1', 'art-1', 'art-1.p1', 'art-2'], ['p1', 'art-1', 'art-1.p1', 'art-1.p2', 'art-2'])).toEqual(['lr p1', 'lr art-1', 'lr art-1.p1', '-r art-1.p2', 'lr art-2']);
  expect(shape(['a', 'b'], ['x', 'a', 'y'])).toEqual(['-r x', 'lr a', '-r y', 'l- b']);
});

test('nothing is lost or doubled, whatever the order of the other language', () => {
  const anchors = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 });
  fc.assert(
    fc.property(anchors, anchors, (left, right) => {
      const rows = align(left, right);
      expect(rows.filter((r) => r.left !== null).map((r) => r.anchor)).toEqual(left);
      expect(rows.filter((r) => r.right !== null).map((r) => r.anchor).sort()).toEqual([...right].sort());
      expect(new Set(rows.map((r) => r.anchor)).size).toBe(rows.length);
    }),
  );
});

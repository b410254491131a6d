import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naughtyStrings, parseXml, xmlRepresentable } from './testing.ts';
import { element, mixed, optional, writeXml, xmlText } from './xml.ts';

function readBack(text: string): { text: string | null; attribute: string | null | undefined } {
  const root = parseXml(xmlText(element('a', { b: text }, text))).documentElement;
  return { text: root?.textContent ?? null, attribute: root?.getAttribute('b') };
}

describe('the XML writer', () => {
  it('gives back every string that XML can hold, as text and as attribute', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom(...naughtyStrings())), (text) => {
      const expected = xmlRepresentable(text);
      expect(readBack(text)).toEqual({ text: expected, attribute: expected });
    }), { numRuns: 400 });
    for (const text of naughtyStrings()) expect(readBack(text).text).toBe(xmlRepresentable(text));
  });

  it('leaves out what cannot stand in XML 1.0', () => {
    expect(xmlText(element('a', {}, 'x\u0000\u0008\ufffe\ud800y'))).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a>xy</a>\n');
  });

  it('leaves out what is absent', () => {
    expect(xmlText(element('a', { b: null, c: undefined, d: false, e: 0 }, null, undefined, false, optional('f', ''), optional('g', 0)))).toContain('<a e="0">\n<g>0</g>\n</a>');
  });

  it('puts elements on lines of their own, and adds nothing to text', () => {
    expect(xmlText(element('a', {}, [element('b', {}, 'x ', element('i', {}, 'y'), ' z'), element('c')]))).toContain('<a>\n<b>x <i>y</i> z</b>\n<c/>\n</a>\n');
  });

  it('adds nothing to mixed content that begins with an element', () => {
    expect(xmlText(element('a', {}, mixed('b', {}, [element('i', {}, 'y'), element('i', {}, 'z'), ' end'])))).toContain('<a>\n<b><i>y</i><i>z</i> end</b>\n</a>\n');
  });

  it('draws a list while it is read', () => {
    let drawn = 0;
    function* rows() {
      for (let i = 0; i < 100_000; i++) {
        drawn++;
        yield element('row', {}, `number ${i}`);
      }
    }
    const chunks = writeXml(element('list', {}, rows()));
    chunks.next();
    expect(drawn).toBeLessThan(2000);
    let length = 0;
    for (const chunk of chunks) {
      expect(chunk.length).toBeLessThan(20_000);
      length += chunk.length;
    }
    expect(drawn).toBe(100_000);
    expect(length).toBeGreaterThan(2_000_000);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { writeLanguageFile, writeYaml } from './markdown-front-matter.ts';
import { naughtyStrings } from './testing.ts';

function read(text: string): Record<string, unknown> {
  const document = parseDocument(text, { schema: 'core', uniqueKeys: true, prettyErrors: false });
  expect([...document.errors, ...document.warnings]).toEqual([]);
  return document.toJS() as Record<string, unknown>;
}

const tricky = [
  '', ' ', ' leading', 'trailing ', 'a: b', 'a #b', '- item', '? key', '"quoted"', "it's", '@at', '`tick`', '%directive', '&anchor', '*alias', '!tag', '|', '>', '>-\n  folded', 'two\nlines', 'tab\there',
  '{a: b}', '[a]', 'true', 'No', 'null', '~', '649', '0o14', '0x1F', '1e3', '.5', '-1', '1_000', '2008', '2008-05', '2008-05-14', '2009-02-05T09:00', '2011/95/EU', 'COM(2008) 360 final', '3671-VI', '---', '...',
  'before\n---\nafter', '№ 5 «Ж»', '\u2028\u2029\u0085\u00a0', '\ufeffbom', '<<', '=', 'x'.repeat(400), 'word '.repeat(100),
];
const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom(...tricky, ...naughtyStrings()));
const key = fc.oneof(fc.constantFrom('title', 'date', 'number', 'themes', 'en', 'ru', 'y', 'no', 'null', '1'), anyText).filter((k) => k !== '__proto__');
const value = fc.letrec((tie) => ({
  any: fc.oneof({ depthSize: 'small', withCrossShrink: true }, anyText, fc.integer(), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }), tie('list'), tie('map')),
  list: fc.array(tie('any'), { maxLength: 4 }),
  map: fc.dictionary(key, tie('any'), { maxKeys: 5, noNullPrototype: true }),
})).map;

/** What UTF-8 can hold of a value. */
function wellFormed(v: unknown): unknown {
  if (typeof v === 'string') return v.toWellFormed();
  if (Array.isArray(v)) return v.map(wellFormed);
  return v !== null && typeof v === 'object' ? Object.fromEntries(Object.entries(v).map(([k, w]) => [k.toWellFormed(), wellFormed(w)])) : v;
}

describe('canonical YAML', () => {
  it('gives back every value, and writing it again gives the same bytes', () => {
    fc.assert(fc.property(value, (fields) => {
      const text = writeYaml(fields as Record<string, unknown>);
      const back = read(text);
      expect(back).toEqual(wellFormed(fields));
      expect(writeYaml(back)).toBe(text);
      expect(text).not.toContain('\r');
      expect(text.endsWith('\n')).toBe(true);
    }), { numRuns: 1000 });
    for (const text of [...tricky, ...naughtyStrings()]) expect(read(writeYaml({ [text]: text, list: [text] }))).toEqual(wellFormed({ [text]: text, list: [text] }));
  });

  it('looks as a person would write it', () => {
    expect(writeYaml({
      type: 'law', date: '2011-07-08', in_force: '2011-08', number: '649', celex: '32011L0095', citation: '2011/95/EU', pages: 12, themes: ['asylum-system', 'readmission'], empty: [], absent: null, not: undefined,
      source: { url: 'https://a.example/x?y=1', title: 'Holos Ukrainy', checked: '2026-11-25' }, authors: [{ en: 'Parliament', ru: 'Верховная Рада' }], files: [{ path: 'files/a.pdf', language: 'en' }], long: 'word '.repeat(40),
    })).toBe(`type: law
date: 2011-07-08
in_force: 2011-08
number: "649"
celex: "32011L0095"
citation: "2011/95/EU"
pages: 12
themes: [asylum-system, readmission]
empty: []
source:
  url: "https://a.example/x?y=1"
  title: Holos Ukrainy
  checked: 2026-11-25
authors:
  - en: Parliament
    ru: Верховная Рада
files:
  - path: files/a.pdf
    language: en
long: "${'word '.repeat(40)}"
`);
    expect(writeYaml({})).toBe('{}\n');
  });
});

describe('a language file', () => {
  const fence = /^---\n([\s\S]*?)\n---\n(?:\n([\s\S]*)\n)?$/;

  it('gives back title, summary and body, whatever they hold', () => {
    fc.assert(fc.property(anyText, anyText, fc.array(anyText).map((lines) => lines.join('\n')), (title, summary, body) => {
      const text = writeLanguageFile({ title, summary, translates: 'en' }, body);
      const [, front = '', rest = ''] = fence.exec(text) ?? [];
      expect(read(front)).toEqual(wellFormed({ title, summary, translates: 'en' }));
      expect(rest).toBe(body.toWellFormed().replace(/\r\n?/g, '\n').trim());
      expect(writeLanguageFile(read(front), rest)).toBe(text);
    }), { numRuns: 500 });
  });

  it('has one blank line before the body, and none without one', () => {
    expect(writeLanguageFile({ title: 'A title', authenticity: null }, '\r\nFirst\r\n\r\nSecond\n\n')).toBe('---\ntitle: A title\n---\n\nFirst\n\nSecond\n');
    expect(writeLanguageFile({ title: 'A title' }, ' \n')).toBe('---\ntitle: A title\n---\n');
  });
});

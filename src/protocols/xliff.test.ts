import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
// @ts-expect-error: it brings no types.
import { xliff12ToJs, xliff2js } from 'xliff';
import { naughtyStrings, parseXml, sharedFile, xmlRepresentable } from './testing.ts';
import { readXliff, tidyContent, writeXliff, xliffVersions, type Code, type Content, type XliffFile, type XliffUnit, type XliffVersion } from './xliff.ts';

const write = (files: Iterable<XliffFile>, version: XliffVersion) => [...writeXliff(files, { version, source_language: 'en', target_language: 'ru' })].join('');

const bold = (id: string, kind: Code['kind']): Code => ({ kind, id, type: 'bold', original: '**' });
const unit = (id: string, more: Partial<XliffUnit> = {}): XliffUnit => ({
  id, source: ['The ', bold('1', 'open'), 'border', bold('1', 'close'), ' of 2009.'], target: [bold('1', 'open'), 'Граница', bold('1', 'close'), ' 2009 года.'],
  state: 'translated', notes: ['of the State & its «neighbours»'], translate: true, ...more,
});
const file = (units: Iterable<XliffUnit>, original = 'news/2009/x'): XliffFile => ({ original, source_language: 'en', target_language: 'ru', version: '3', hash: 'ab12', units });

/** Pairs that nest, of texts that break encoders. */
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...naughtyStrings(), 'Щёлково', '👩‍👩‍👧‍👦', '  two  spaces\nand a line ')).map(xmlRepresentable);
const { node } = fc.letrec((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, fc.record({ alone: text }), fc.record({ pair: fc.array(tie('node'), { maxLength: 4 }) })),
}));
function flatten(nodes: readonly unknown[], next = { id: 0 }): Content {
  return tidyContent(nodes.flatMap((node): (string | Code)[] => {
    if (typeof node === 'string') return [node];
    const id = `c${(next.id += 1)}`;
    const { pair, alone } = node as { pair?: unknown[]; alone?: string };
    if (pair === undefined) return [{ kind: 'standalone', id, type: 'other', original: alone || '~' }];
    return [{ kind: 'open', id, type: 'link', original: '[' }, ...flatten(pair, next), { kind: 'close', id, type: 'link', original: '](a "b" & c)' }];
  }));
}
const content = fc.array(node, { maxLength: 6 }).map((nodes) => flatten(nodes));

describe.each(xliffVersions)('XLIFF %s', (version) => {
  it('comes back as it was: texts, markup, states, notes, where it came from', () => {
    const units = [
      unit('_title', { state: 'final' }), unit('art-5.p1', { state: 'reviewed' }), unit('p2', { target: null, state: 'initial', notes: [] }),
      unit('code', { translate: false, source: [{ kind: 'standalone', id: 's1', type: 'other', original: '```\n<x>\n```' }], target: null, state: 'initial' }),
    ];
    const back = readXliff(write([file(units), file([unit('p1')], 'documents/32011L0095')], version));
    expect(back.findings).toEqual([]);
    expect(back.version).toBe(version);
    expect(back.files.map((f) => ({ ...f, units: f.units.map(({ line, ...u }) => (expect(line).toBeGreaterThan(2), u)) }))).toEqual([file(units), file([unit('p1')], 'documents/32011L0095')]);
  });

  it('gives back every text that XML can hold, with nested markup', () => {
    fc.assert(fc.property(content, content, (source, target) => {
      const back = readXliff(write([file([unit('p1', { source, target })])], version));
      expect(back.findings).toEqual([]);
      expect(back.files[0]?.units[0]).toMatchObject({ source, target });
    }), { numRuns: 200 });
  });

  it('keeps markup that does not nest', () => {
    const crossed: Content = [bold('1', 'open'), 'a', { ...bold('2', 'open'), original: '_' }, 'b', bold('1', 'close'), 'c', { ...bold('2', 'close'), original: '_' }];
    expect(readXliff(write([file([unit('p1', { target: crossed })])], version)).files[0]?.units[0]?.target).toEqual(crossed);
  });

  it('is read alike by a program of other hands', async () => {
    const document = write([file([unit('_title'), unit('p1', { target: null, state: 'initial' })])], version);
    type Read = { sourceLanguage: string; targetLanguage: string; resources: Record<string, Record<string, { source: unknown; target?: unknown }>> };
    const read = (version === '1.2' ? await xliff12ToJs(document) : await xliff2js(document)) as Read;
    expect([read.sourceLanguage, read.targetLanguage]).toEqual(['en', 'ru']);
    const units = Object.values(read.resources)[0] ?? {};
    expect(Object.keys(units)).toEqual(['_title', 'p1']);
    expect(JSON.stringify(units['_title']?.source)).toMatch(/The .*border.* of 2009\./);
    expect(JSON.stringify(units['_title']?.target)).toMatch(/Граница.* 2009 года\./);
    expect(units['p1']?.target).toBeUndefined();
    expect(parseXml(document).documentElement?.getAttribute('version')).toBe(version);
  });

  it('is written while its units are asked for', () => {
    let drawn = 0;
    const units = function* () {
      for (let i = 0; i < 20_000; i += 1) {
        drawn += 1;
        yield unit(`p${i}`);
      }
    };
    const pieces = writeXliff([file(units())], { version, source_language: 'en', target_language: 'ru' });
    pieces.next();
    expect(drawn).toBeLessThan(500);
    let length = 0;
    for (const piece of pieces) length += piece.length;
    expect(drawn).toBe(20_000);
    expect(length).toBeGreaterThan(2_000_000);
  });

  it('tells of a half document, and where it ends', () => {
    const document = write([file(Array.from({ length: 20 }, (_, i) => unit(`p${i}`)))], version);
    for (const share of [0.1, 0.5, 0.9]) {
      const { findings } = readXliff(document.slice(0, Math.floor(document.length * share)));
      expect(findings.length).toBe(1);
      expect(findings[0]?.line).toBeGreaterThan(0);
    }
  });
});

describe('reading XLIFF', () => {
  const in12 = (body: string, head = '') => `<?xml version="1.0"?>${head}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" target-language="ru" datatype="plaintext"><body>${body}</body></file></xliff>`;
  const in2 = (body: string) => `<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ru"><file id="f1" original="a">${body}</file></xliff>`;
  const unitIn = (document: string) => {
    const { findings, files } = readXliff(document);
    expect(findings).toEqual([]);
    return files[0]?.units[0];
  };

  it('refuses declarations, so that no entity grows or reaches outside', () => {
    const lol = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>';
    const outside = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>';
    for (const head of [lol, outside, '<!DOCTYPE xliff SYSTEM "http://example.org/xliff.dtd">']) {
      const { files, findings } = readXliff(in12('<trans-unit id="1"><source>&lol2;&secret;</source></trans-unit>', head));
      expect(files).toEqual([]);
      expect(findings).toEqual([{ line: 1, message: expect.stringMatching(/document type/) }]);
    }
    expect(readXliff(in12('<trans-unit id="1"><source>&lol;</source></trans-unit>')).findings).toHaveLength(1);
  });

  it('ends at 50 MB, and at a depth that nobody writes', () => {
    expect(readXliff(`<xliff>${' '.repeat(50 * 1024 * 1024)}</xliff>`).findings[0]?.message).toMatch(/at most/);
    expect(readXliff(in12(`<trans-unit id="1"><source>${'<g id="1">'.repeat(100_000)}`)).findings[0]?.message).toMatch(/deeper/);
  });

  it('tells what is no XLIFF, or of a version that nobody here reads', () => {
    expect(readXliff('').findings).toHaveLength(1);
    expect(readXliff('Добрый день').findings).toHaveLength(1);
    expect(readXliff('<html/>').findings[0]?.message).toMatch(/root is html/);
    expect(readXliff('<xliff version="1.0"/>').findings[0]?.message).toMatch(/version "1.0"/);
    expect(readXliff('<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>').findings[0]?.message).toMatch(/namespace/);
    expect(readXliff('<xliff version="1.2"/>').findings).toEqual([{ message: 'holds no file' }]);
  });

  it('tells all units that are wrong, with their lines', () => {
    const { findings } = readXliff(in12('\n<trans-unit id="1"><source>a</source></trans-unit>\n<trans-unit id="1"><source>b</source></trans-unit>\n<trans-unit><source>c</source></trans-unit>\n<trans-unit id="4"><target>d</target></trans-unit>'));
    expect(findings).toEqual([
      { line: 3, message: 'unit 1 occurs twice in a' }, { line: 4, message: 'a trans-unit has no id' }, { line: 5, message: 'unit 4 has no source' },
    ]);
  });

  it('takes the translation, not the proposals beside it, and looks through what programs add', () => {
    const read = unitIn(in12('<group><trans-unit id="1" xmlns:m="urn:m"><source>A <g id="1">b</g><x id="2"/></source><seg-source><mrk mtype="seg" mid="0">A</mrk></seg-source><target><mrk mtype="seg" mid="0">А <m:x>no</m:x><g id="1">б</g></mrk><x id="2"/></target><m:extra>no</m:extra><alt-trans><source>no</source><target>нет</target></alt-trans></trans-unit></group>'));
    const codes = (word: string) => [{ kind: 'open', id: '1', type: 'other', original: null }, word, { kind: 'close', id: '1', type: 'other', original: null }, { kind: 'standalone', id: '2', type: 'other', original: null }];
    expect(read).toMatchObject({ source: ['A ', ...codes('b')], target: ['А ', ...codes('б')], state: 'translated' });
  });

  it('knows the states of 1.2', () => {
    const stateOf = (target: string, more = '') => unitIn(in12(`<trans-unit id="1"${more}><source>a</source>${target}</trans-unit>`))?.state;
    expect(['new', 'needs-translation', 'needs-review-translation', 'translated', 'signed-off', 'final', 'x-own'].map((s) => stateOf(`<target state="${s}">б</target>`))).toEqual(['initial', 'initial', 'translated', 'translated', 'reviewed', 'final', 'initial']);
    expect([stateOf(''), stateOf('<target/>'), stateOf('<target>б</target>'), stateOf('<target>б</target>', ' approved="yes"')]).toEqual(['initial', 'initial', 'translated', 'reviewed']);
  });

  it('joins the segments of a unit, in the order of the target', () => {
    const read = unitIn(in2('<unit id="1"><segment state="final"><source>One.</source><target order="3">Один.</target></segment><ignorable><source> </source></ignorable><segment state="translated"><source>Two.<cp hex="0007"/></source><target order="1">Два.</target></segment></unit>'));
    expect(read).toMatchObject({ source: ['One. Two.\u0007'], target: ['Два. Один.'], state: 'translated' });
    expect(unitIn(in2('<unit id="1"><segment><source>One.</source><target>Один.</target></segment><segment><source>Two.</source></segment></unit>'))).toMatchObject({ target: null, state: 'initial' });
  });

  it('reads files of other programs', () => {
    const dir = 'bilingual-en-ru/xliff-symfony';
    const here = sharedFile(`${dir}/validator/validators.ru.xlf`);
    if (here === null) return;
    const folder = join(import.meta.dirname, '../../../shared/data', dir, 'validator');
    for (const name of readdirSync(folder).filter((n) => n.endsWith('.xlf'))) {
      const { findings, files } = readXliff(sharedFile(`${dir}/validator/${name}`) ?? '');
      expect([name, findings]).toEqual([name, []]);
      expect(files[0]?.units.length).toBeGreaterThan(50);
    }
    expect(readXliff(here).files[0]).toMatchObject({ source_language: 'en', target_language: 'ru' });
    expect(readXliff(here).files[0]?.units[0]).toMatchObject({ source: ['This value should be false.'], target: ['Значение должно быть ложным.'], state: 'translated' });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
// @ts-expect-error: it brings no types.
import tmx2js from 'tmexchange/tmx2js';
import { naughtyStrings, parseXml, sharedFile, xmlRepresentable } from './testing.ts';
import { readTmx, writeTmx, type TmxUnit } from './tmx.ts';
import { tidyContent, type Content } from './xliff.ts';

const header = { program: 'soderkoping', program_version: '1', source_language: 'en' };
const write = (units: Iterable<TmxUnit>) => [...writeTmx(header, units)].join('');
const bold = (text: string): Content => [{ kind: 'open', id: '1', type: 'bold', original: '**' }, text, { kind: 'close', id: '1', type: 'bold', original: '**' }, { kind: 'standalone', id: '2', type: 'note', original: '[^1]' }];
const unit = (id: string, en: Content, ru: Content): TmxUnit => ({ id, texts: new Map([['en', en], ['ru', ru]]), properties: { 'x-record': 'news/2009/x' } });

describe('a translation memory in TMX', () => {
  it('comes back as it was, whatever the texts hold', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...naughtyStrings())).map(xmlRepresentable);
    fc.assert(fc.property(text, text, (en, ru) => {
      const units = [unit('a', tidyContent(['x ', en]), bold(ru || '–')), unit('b', bold(en || '–'), tidyContent([ru]))];
      const back = readTmx(write(units));
      expect(back.findings).toEqual([]);
      expect(back.units).toEqual(units);
      expect(back.source_language).toBe('en');
    }), { numRuns: 300 });
  });

  it('has what the DTD of TMX 1.4 asks for', () => {
    const root = parseXml(write([unit('a', ['The border'], bold('Граница'))])).documentElement;
    expect(root?.getAttribute('version')).toBe('1.4');
    const head = root?.getElementsByTagName('header')[0];
    for (const name of ['creationtool', 'creationtoolversion', 'segtype', 'o-tmf', 'adminlang', 'srclang', 'datatype']) expect([name, head?.getAttribute(name)]).toEqual([name, expect.stringMatching(/./)]);
    expect([...(root?.getElementsByTagName('tuv') ?? [])].map((t) => t.getAttribute('xml:lang'))).toEqual(['en', 'ru']);
    expect(root?.getElementsByTagName('ept')[0]?.getAttribute('i')).toBe(root?.getElementsByTagName('bpt')[0]?.getAttribute('i'));
  });

  it('is read alike by a program of other hands', async () => {
    const read = (await tmx2js(write([unit('a', ['The border'], ['Граница']), unit('b', ['Return & readmission'], ['Возвращение и реадмиссия'])]))) as { sourceLanguage: string; resources: Record<string, Record<string, Record<string, string>>> };
    expect(read.sourceLanguage).toBe('en');
    expect(JSON.stringify(read.resources)).toContain('Возвращение и реадмиссия');
    expect(JSON.stringify(read.resources)).toContain('Return & readmission');
  });

  it('is read from other programs, with the texts of the original first', () => {
    const text = sharedFile('bilingual-en-ru/tico-19/all.en-ru.tmx');
    if (text === null) return;
    const { units, findings } = readTmx(text);
    expect(findings).toEqual([]);
    expect(units).toHaveLength(3071);
    expect([...(units[0]?.texts ?? [])]).toEqual([['en', ['about how long have these symptoms been going on?']], ['ru', ['о том, как долго присутствуют эти симптомы?']]]);
  });

  it('may name its DTD, and may declare nothing', () => {
    const body = '<tmx version="1.4"><header srclang="*all*"/><body><tu><tuv xml:lang="ru"><seg>Да</seg></tuv></tu></body></tmx>';
    expect(readTmx(`<!DOCTYPE tmx SYSTEM "tmx14.dtd">${body}`)).toMatchObject({ findings: [], source_language: null, units: [{ id: null }] });
    expect(readTmx(`<!DOCTYPE tmx [<!ENTITY a "aaaa">]>${body}`).findings).toEqual([{ line: 1, message: expect.stringMatching(/declarations/) }]);
  });

  it('tells what is wrong, with the line', () => {
    const { units, findings } = readTmx('<tmx version="1.4"><header srclang="en"/><body>\n<tu><tuv><seg>a</seg></tuv></tu>\n<tu><tuv xml:lang="en"/></tu>\n<tu/>\n<tu><tuv xml:lang="en"><seg>b</seg></tuv></tu></body></tmx>');
    expect(findings.map((f) => f.line)).toEqual([2, 3, 4]);
    expect(units).toHaveLength(1);
    expect(readTmx('<xliff/>').findings[0]?.message).toMatch(/no TMX/);
    expect(readTmx('<tmx version="1.4"><header/><body><tu>').findings).toHaveLength(1);
  });
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naughtyStrings } from '#protocols/testing';
import { readXliff, writeXliff, xliffVersions, type Content, type XliffVersion } from '#protocols/xliff';
import { acceptTranslation, type Acceptance } from './accept.ts';
import { assembleText, writeUnit } from './assemble.ts';
import { changesBetween, stateOf } from './state.ts';
import { recode, unitsOf, type TranslatableText } from './units.ts';
import { alignTranslation } from './align.ts';

const text = (body: string, title = 'Title'): TranslatableText => ({ title, short: null, summary: null, body });
const paragraphs = (n: number, of: (i: number) => string) => text(Array.from({ length: n }, (_, i) => of(i + 1)).join('\n\n'));

/** A file as a translator gets it, sent through a document and translated there. */
function translated(source: TranslatableText, translate: (words: string, id: string) => string | null, { version = '1.2' as XliffVersion, translation = null as TranslatableText | null } = {}) {
  const units = unitsOf(source).map((u) => {
    const says = translate(u.words, u.id);
    const target: Content | null = says === null ? null : u.content.some((p) => typeof p !== 'string') ? u.content.map((p) => (typeof p === 'string' ? translate(p, u.id) ?? p : p)) : [says];
    return { id: u.id, source: u.content, target, state: target ? ('translated' as const) : ('initial' as const), notes: [], translate: u.translate };
  });
  const file = { original: 'news/2009/x', source_language: 'en', target_language: 'ru', version: '1', hash: null, units };
  const { files, findings } = readXliff([...writeXliff([file], { version, source_language: 'en', target_language: 'ru' })].join(''));
  expect(findings).toEqual([]);
  return { units: files[0]?.units ?? [], translation };
}

const accept = (source: TranslatableText, file: ReturnType<typeof translated>, translation: TranslatableText | null = null, untouched = true): Acceptance =>
  acceptTranslation({ source, translation, units: file.units, untouched });

const content = join(import.meta.dirname, '../../../../content');
const read = (name: string) => readFileSync(join(content, name), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '').trim().normalize('NFC');
const sample = globSync('{documents,legislation,news}/**/en.md', { cwd: content }).sort().filter((_, i) => i % 7 === 0);

describe('a text that goes to a translator and comes back', () => {
  it.each(xliffVersions)('is what it was, when nothing is translated but the same words stand there (XLIFF %s)', (version) => {
    for (const name of sample) {
      const source = text(read(name));
      const result = accept(source, translated(source, (words) => words, { version }));
      expect(result.problems).toEqual([]);
      expect(result.left).toEqual([]);
      expect(result.text).toEqual(source);
    }
  });

  it('keeps the translations of the starter content as they are', () => {
    for (const name of sample) {
      const source = text(read(name));
      const ru = text(read(name.replace('en.md', 'ru.md')), 'Заголовок');
      const twins = alignTranslation(unitsOf(source), unitsOf(ru));
      const units = [...twins].map(([u, t], line) => ({ id: u.id, source: u.content, target: t ? recode(u.content, t.content) : null, state: 'translated' as const, line }));
      const result = acceptTranslation({ source, translation: ru, units, untouched: true });
      expect([name, result.problems, result.taken]).toEqual([name, [], []]);
      expect(result.text).toEqual(ru);
    }
  });

  it('takes words for words, whatever characters they hold', () => {
    const source = text('A **bold** word and [a link](/x).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n## Heading {#h}');
    const hostile = fc.oneof(fc.constantFrom(...naughtyStrings(), '# no heading', '- no list', '1. no number', '**', '[x](javascript:alert(1))', '<b>', '&amp;', 'a | b', '> no', '{#x}', '===', '`'), fc.string({ unit: 'grapheme' }));
    const plain = (s: string) => s.replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/[\r\u0085\u2028\u2029\u00a0\u3000\ufeff\f\v]/g, ' ');
    fc.assert(fc.property(hostile, (words) => {
      const put = plain(words).trim();
      if (put === '') return;
      const [, paragraph] = unitsOf(source);
      if (!paragraph) throw new Error('unreachable');
      const target = paragraph.content.map((p) => (p === 'bold' ? `x${put}x` : p));
      const result = writeUnit(paragraph, target, source.body);
      if ('problem' in result) throw new Error(`${JSON.stringify(put)}: ${result.problem}`);
      const back = unitsOf(text(result.markdown))[1];
      const said = back?.content.map((p) => (typeof p === 'string' ? p : p.original?.startsWith('\\') ? p.original.slice(1) : p.type === 'link' && p.kind === 'standalone' ? p.original : '')).join('').replace(/\s+/g, ' ');
      expect(said).toContain(`x${put}x`.replace(/\s+/g, ' '));
    }), { numRuns: 500 });
  });
});

describe('a file whose source changed meanwhile', () => {
  const then = paragraphs(20, (i) => `Paragraph ${i} says this.`);
  const ru = (words: string) => words.replace('Title', 'Заголовок').replace(/Paragraph (\d+) says this/, 'Абзац $1 говорит это');
  const file = translated(then, ru);
  const now = text(then.body.replace('Paragraph 3 says', 'Paragraph 3 now says').replace('Paragraph 17 says this', 'Paragraph 17 is silent'));

  it('gives what still matches, and lists the two of twenty that changed', () => {
    const before = accept(then, file).text;
    expect(before?.body.split('\n\n')).toEqual(Array.from({ length: 20 }, (_, i) => `Абзац ${i + 1} говорит это.`));
    const edited = { ...file, units: file.units.map((u) => ({ ...u, target: u.target?.map((p) => (typeof p === 'string' ? p.replace('говорит', 'гласит') : p)) ?? null })) };
    const result = accept(now, edited, before);
    expect(result.left).toEqual([{ id: 'p3', line: expect.any(Number), reason: 'changed' }, { id: 'p17', line: expect.any(Number), reason: 'changed' }]);
    expect(result.taken).toHaveLength(18);
    // Nothing is overwritten: these two stay as they were translated.
    expect(result.text?.body.split('\n\n').map((p, i) => p === `Абзац ${i + 1} ${i === 2 || i === 16 ? 'говорит' : 'гласит'} это.`)).toEqual(Array(20).fill(true));
    const again = accept(now, edited, result.text, false);
    expect([again.taken, again.text]).toEqual([[], result.text]);
    expect(again.left.map((l) => l.id)).toEqual(['p3', 'p17']);
  });

  it('makes no text with holes where there was none before', () => {
    const result = accept(now, file);
    expect(result).toMatchObject({ text: null, missing: ['p3', 'p17'] });
    expect(result.taken).toHaveLength(19);
  });

  it('follows what moved because something was put before it', () => {
    const moved = text(`A new one.\n\n${then.body}`);
    const result = accept(moved, file, accept(then, file).text);
    expect(result.left).toEqual([{ id: 'p1', line: null, reason: 'added' }]);
    const removed = text(then.body.replace('Paragraph 5 says this.\n\n', ''));
    expect(accept(removed, file).left).toEqual([{ id: 'p5', line: expect.any(Number), reason: 'removed' }]);
    expect(accept(removed, file).text?.body.split('\n\n')).toHaveLength(19);
  });

  it('leaves alone what was edited in the translation meanwhile', () => {
    const before = accept(then, file).text ?? then;
    const edited = { ...before, body: before.body.replace('Абзац 7 говорит', 'Седьмой абзац говорит') };
    const result = accept(then, file, edited, false);
    expect(result.left).toEqual([{ id: 'p7', line: expect.any(Number), reason: 'edited' }]);
    expect(result.text).toEqual(edited);
  });

  it('keeps what the translation has beyond its source', () => {
    const before = { ...(accept(then, file).text ?? then), short: 'Двадцать', summary: 'Кратко' };
    before.body += '\n\nПримечание переводчика.';
    const same = translated(then, (words) => words);
    const back = { ...same, units: same.units.map((u) => ({ ...u, target: u.id === 'p5' ? ['Пятый абзац.'] : null })) };
    const result = accept(then, back, before);
    expect(result).toMatchObject({ taken: ['p5'], surplus: [], text: { ...before, body: before.body.replace('Абзац 5 говорит это.', 'Пятый абзац.') } });
  });

  it('takes nothing unfinished, and tells of markup that does not fit', () => {
    const half = translated(then, (words, id) => (id === 'p4' ? null : ru(words)));
    expect(accept(then, half)).toMatchObject({ text: null, missing: ['p4'], left: [{ id: 'p4', reason: 'untranslated' }] });
    const source = text('## A {#a}\n\n- one\n- two');
    const broken = translated(source, (words) => words);
    const dropped = { ...broken, units: broken.units.map((u) => ({ ...u, target: u.id === 'a.p1' ? ['one two'] : u.target })) };
    expect(accept(source, dropped).problems).toEqual([{ line: expect.any(Number), message: 'a.p1: its markup does not make one list of it' }]);
    const strange = { ...broken, units: broken.units.map((u) => ({ ...u, target: u.id === 'a' ? [{ kind: 'standalone' as const, id: 'zz', type: 'other' as const, original: null }] : u.target })) };
    expect(accept(source, strange).problems).toEqual([{ line: expect.any(Number), message: 'a: the code zz is not in the source' }]);
  });
});

describe('how a translation stands to its source', () => {
  const first = { hash: 'a', text: paragraphs(5, (i) => `Says ${i}.`), minor: false };
  const second = { hash: 'b', text: text(`${first.text.body.replace('Says 2.', 'Tells 2.')}\n\nNew.`), minor: false };

  it('is missing, current or outdated, by content', () => {
    expect(stateOf([second, first], null)).toEqual({ state: 'missing' });
    expect(stateOf([second, first], 'b')).toEqual({ state: 'current' });
    const outdated = stateOf([second, first], 'a');
    expect(outdated.state === 'outdated' && outdated.changes?.map((c) => [c.unit.id, c.change, c.before?.words ?? null])).toEqual([['p2', 'changed', 'Says 2.'], ['p6', 'added', null]]);
    expect(stateOf([second], 'x')).toEqual({ state: 'outdated', changes: null });
  });

  it('is not moved by minor edits, white space, or a source that came back', () => {
    expect(stateOf([{ ...second, minor: true }, first], 'a')).toEqual({ state: 'current' });
    expect(stateOf([{ ...second, hash: 'c', minor: true }, second, first], 'a').state).toBe('outdated');
    expect(stateOf([{ hash: 'c', text: text(first.text.body.replaceAll('\n\n', '\n\n\n')), minor: false }, first], 'a')).toEqual({ state: 'current' });
    expect(stateOf([{ ...first, hash: 'a' }, second, first], 'a')).toEqual({ state: 'current' });
  });

  it('tells what was removed, and knows what moved', () => {
    const changes = changesBetween(first.text, text(`Before.\n\n${first.text.body.replace('Says 4.\n\n', '')}`));
    expect(changes.map((c) => [c.unit.words, c.change])).toEqual([['Before.', 'added'], ['Says 4.', 'removed']]);
  });

  it('puts a text together in the layout of its source', () => {
    const source = text('One.\n\n<!-- kept -->\n\n[ref]: /x\n\nTwo [l][ref].');
    expect(assembleText(source, new Map([['p1', 'Раз.'], ['_title', 'З']]))).toEqual({ ...source, title: 'З', body: source.body.replace('One.', 'Раз.') });
  });
});

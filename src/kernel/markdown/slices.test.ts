import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText, sliceText, type SlicePart } from '../markdown.ts';

const content = join(import.meta.dirname, '../../../content');
const bodies = globSync('**/??.md', { cwd: content }).map((name) => readFileSync(join(content, name), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '').trim().normalize('NFC'));
const written = (parts: readonly SlicePart[]) => parts.map((p) => p.markdown).join('');
const anchorsOf = (markdown: string) => sliceText(markdown).map((s) => s.anchor).filter((a) => !a.startsWith('_fn'));

/** Blocks of every sort, in any order. */
const block = fc.constantFrom(
  'A paragraph with **bold, _nested_ words**, `code`, [a link](https://example.org "t") and\na second line.', '## Article 5. Refusal {#art-5}', '## Статья {#art-5}', '# Title', 'Setext *one* {#x}\n===',
  '- one\n- two\n  continued\n\n  - inner **x**\n- three', '1. one\n2. two', '| a | b \\| c |\n|---|---|\n| **x** | y |', '> quoted\n> twice\n>\n> - in it', '```js\nlet x;\n```', '    indented', '---',
  'Write to someone@example.org or https://example.org/x, www.example.org, <https://example.org>.', '**Write to someone@example.org now**', 'A note[^1] and [a reference][ref] and ![picture](/files/a.png)', '[^1]: The **note**.\n\n    Its second paragraph.', '[ref]: https://example.org',
  'Escaped \\* star, &nbsp; and &#8470; 5', '<!-- nothing -->', 'Line<br>break  \nhard', '- [x] done\n- [ ] to do', '#', '🏳️‍🌈 Щёлково — «да» \\', '**',
);

describe('a text in slices', () => {
  it('loses nothing of the starter content, and finds its blocks under their anchors', () => {
    expect(bodies.length).toBeGreaterThan(1000);
    for (const body of bodies) {
      for (const slice of sliceText(body)) expect(written(slice.parts)).toBe(body.slice(slice.from, slice.to));
      expect(anchorsOf(body)).toEqual(parseText(body).map((b) => b.anchor).filter((a) => a !== 'footnotes'));
    }
  });

  it('does so for blocks of every sort in any order', () => {
    fc.assert(fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
      const body = blocks.join('\n\n');
      for (const slice of sliceText(body)) expect(written(slice.parts)).toBe(body.slice(slice.from, slice.to));
      expect(anchorsOf(body)).toEqual(parseText(body).map((b) => b.anchor).filter((a) => a !== 'footnotes'));
    }), { numRuns: 500 });
  });

  it('never throws, and loses nothing, whatever is written', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('*', '_', '[', ']', '(', ')', '<', '>', '`', '\n', ' ', '-', '#', '|', '&', '\\', 'a', '^', ':', 'щ', '~', '{#a}')).map((c) => c.join(''))), (body) => {
      for (const slice of sliceText(body)) expect(written(slice.parts)).toBe(body.slice(slice.from, slice.to));
    }), { numRuns: 1000 });
    expect(sliceText(`${'> '.repeat(50)}a\n\nb`).map((s) => s.anchor)).toEqual(['p1', 'p2']);
  });

  it('tells words from markup', () => {
    const [slice] = sliceText('## The **new** [law](/en/x) \\& more[^a] {#art-1}\n\n[^a]: x');
    expect(slice?.parts.map((p) => `${p.kind} ${p.markdown}`)).toEqual([
      'standalone ## ', 'text The ', 'open **', 'text new', 'close **', 'text  ', 'open [', 'text law', 'close ](/en/x)', 'text  ', 'standalone \\&', 'text  more', 'standalone [^a]', 'standalone  {#art-1}',
    ]);
    expect(sliceText('Write to a@b.org **now**').flatMap((s) => s.parts).map((p) => p.markdown)).toEqual(['Write to ', 'a@b.org', ' ', '**', 'now', '**']);
  });
});

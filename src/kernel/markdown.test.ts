import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5';
import { describe, expect, test } from 'vitest';
import { contents, findProblem, parseText, renderBlock, renderBlocks } from './markdown.ts';

const html = (markdown: string) => renderBlocks(parseText(markdown));

function elements(node: DefaultTreeAdapterTypes.ParentNode): DefaultTreeAdapterTypes.Element[] {
  return node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...elements(child)] : []));
}

/** Everything that the HTML of a text must be, whatever the text. */
function expectHarmless(markdown: string, prefix = ''): void {
  const blocks = parseText(markdown, { prefix });
  const output = renderBlocks(blocks);
  const tree = parseFragment(output);
  const found = elements(tree);
  const ids = found.flatMap((e) => e.attrs.filter((a) => a.name === 'id').map((a) => a.value));
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(blocks.map((b) => b.anchor)).size).toBe(blocks.length);
  for (const element of found) {
    expect(element.tagName).not.toMatch(/^(script|style|iframe|object|embed|svg|math|form|input|button|link|meta|base|template|noscript)$/);
    for (const { name, value } of element.attrs) {
      expect(name).not.toMatch(/^on|^style$|^srcset$|^formaction$/);
      if (name === 'href') expect(new URL(value, 'http://portal.invalid/').protocol).toMatch(/^(https?|mailto):$/);
      if (name === 'src') expect(new URL(value, 'http://portal.invalid/').origin).toBe('http://portal.invalid');
    }
  }
  // Read again by a browser, it means the same: no tag comes to life on the second reading.
  expect(serialize(parseFragment(serialize(tree)))).toBe(serialize(tree));
  for (const block of blocks) expect(elements(parseFragment(block.html)).length, block.html).toBeGreaterThan(0);
  for (const block of blocks) expect(parseFragment(block.html).childNodes, block.html).toHaveLength(1);
}

describe('blocks', () => {
  const text =
    'Preamble.\n\n## Article 5. Refusal *of* entry {#art-5}\n\nOne.\n\nTwo.\n\n#### Detail\n\n- a\n- b\n\n> quote\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n---\n';

  test('have anchors by heading and position', () => {
    expect(parseText(text).map((b) => [b.anchor, b.kind, b.level, b.section])).toEqual([
      ['p1', 'paragraph', null, null],
      ['art-5', 'heading', 2, null],
      ['art-5.p1', 'paragraph', null, 'art-5'],
      ['art-5.p2', 'paragraph', null, 'art-5'],
      ['s1', 'heading', 3, 'art-5'],
      ['s1.p1', 'list', null, 's1'],
      ['s1.p2', 'quote', null, 's1'],
      ['s1.p3', 'table', null, 's1'],
      ['s1.p4', 'other', null, 's1'],
    ]);
  });

  test('have the words of their section', () => {
    const blocks = parseText(text);
    expect(blocks.find((b) => b.anchor === 'art-5')?.text).toBe('Article 5. Refusal of entry');
    expect(blocks.find((b) => b.anchor === 'art-5.p2')).toMatchObject({ text: 'Two.', heading: 'Article 5. Refusal of entry' });
    expect(blocks.find((b) => b.kind === 'table')?.text).toBe('a\tb\n1\t2');
  });

  test('are the same in another language', () => {
    const anchors = (t: string) => parseText(t).map((b) => b.anchor);
    expect(anchors('# Общее\n\nДа.\n\n## Статья 5 {#art-5}\n\nНет.')).toEqual(anchors('# General\n\nYes.\n\n## Article 5 {#art-5}\n\nNo.'));
  });

  test('carry their anchor where they are rendered', () => {
    const [block] = parseText('Words');
    expect(block && renderBlock(block)).toBe('<p id="p1">Words</p>');
    expect(block && renderBlock(block, 'ru-')).toBe('<p id="ru-p1">Words</p>');
  });

  test('that would share an anchor do not', () => {
    expect(parseText('# A {#x}\n\n# B {#x}\n\n# C {#s1}\n\n# D').map((b) => b.anchor)).toEqual(['x', 'x-2', 's1', 's1-2']);
  });
});

test('the outline starts at h2 and skips nothing; headings in quotes are not in it', () => {
  const blocks = parseText('### A\n\n###### B\n\n#### C\n\n> # Q\n\n### D');
  expect(blocks.filter((b) => b.level !== null).map((b) => `${b.text}${b.level}`)).toEqual(['A2', 'B3', 'C3', 'D2']);
  expect(blocks.find((b) => b.kind === 'quote')?.html).toContain('<strong>Q</strong>');
  expect(contents(blocks).map((e) => [e.text, e.children.map((c) => c.text)])).toEqual([
    ['A', ['B', 'C']],
    ['D', []],
  ]);
});

test('footnotes and reference links work over the whole text, and two texts can share a page', () => {
  const text = 'One[^b] and [link][r].\n\n# H\n\nTwo[^a], again[^b].\n\n[^a]: Note A.\n[^b]: Note B.\n\n[r]: https://example.org/x\n';
  const blocks = parseText(text, { prefix: 'ru-', labels: { footnotes: 'Notes', back: (n) => `Back to ${n}` } });
  const output = renderBlocks(blocks);
  expect(blocks.at(-1)).toMatchObject({ kind: 'footnotes', anchor: 'footnotes', section: null });
  expect(output).toContain('<a href="https://example.org/x" rel="noopener">link</a>');
  expect(output).toContain('href="#ru-fn-1"');
  expect(output).toContain('id="ru-fn-1"');
  expect(output).toContain('aria-label="Notes"');
  expect(output).toContain('aria-label="Back to 1"');
  expect(blocks[0]?.text).toBe('One and link.');
  const ids = [...output.matchAll(/ id="(ru-fn[^"]*)"/g)].map((m) => m[1]);
  for (const [, target] of output.matchAll(/href="#(ru-fn[^"]*)"/g)) expect(ids).toContain(target);
});

test('tables have scopes, tasks are text, alignment is data', () => {
  expect(html('| a | b |\n|---|--:|\n| 1 | 2 |')).toMatch(/<th scope="col">a<\/th>\s*<th data-align="right" scope="col">b<\/th>/);
  expect(html('<table><tr><th>H<td>d</table>')).toContain('<th scope="row">H</th>');
  expect(html('- [x] done\n- [ ] open')).toMatch(/☑ done[^]*☐ open/);
});

describe('raw HTML', () => {
  test('is kept where it is harmless', () => {
    expect(html('H<sub>2</sub>O <abbr title="European Union" onclick="x()" style="y">EU</abbr>')).toContain(
      'H<sub>2</sub>O <abbr title="European Union">EU</abbr>',
    );
  });

  test('is shown as text where it is not', () => {
    expect(html('<script>alert(1)</script>')).toBe('<p id="p1">&#x3C;script>alert(1)&#x3C;/script></p>');
    expect(html('<textarea>\n\nAfter')).toContain('After');
  });

  test('left open does not swallow the rest', () => {
    expect(parseText('A <b>b\n\n# H\n\n<div>\n\nEnd').map((b) => b.kind)).toEqual(['paragraph', 'heading', 'paragraph']);
  });
});

test('links lead only where links may', () => {
  expect(html('[a](javascript:alert(1)) <a href=" jav&#x09;ascript:x">b</a> [c](data:text/html,x)')).toBe('<p id="p1">a b c</p>');
  expect(html('[a](//evil.example) <a href="/\\evil.example">b</a>')).toMatch(/rel="noopener".*rel="noopener"/);
  expect(html('[a](files/x.pdf) [b](#art-5) [c](mailto:a@b.example)')).not.toContain('rel=');
  expect(html('![Chart](https://tracker.example/x.png) ![Own](/files/x.png)')).toBe(
    '<p id="p1">Chart <img src="/files/x.png" alt="Own" loading="lazy"></p>',
  );
});

describe('hostile texts', () => {
  const strings = join(import.meta.dirname, '../../../shared/data/hostile-input/naughty-strings/blns.json');

  test.skipIf(!existsSync(strings))('naughty strings come out harmless (skipped where ../shared/data is absent)', () => {
    const list = JSON.parse(readFileSync(strings, 'utf8')) as string[];
    for (const s of list) expectHarmless(s);
    expectHarmless(list.join('\n\n'));
    expectHarmless(list.join(' '));
  });

  const pieces = [
    ...[
      '<script>',
      '</script>',
      '<b>',
      '</b>',
      '<div>',
      '</div>',
      '<p>',
      '<table>',
      '<tr>',
      '<td>',
      '</table>',
      '<a href="javascript:x">',
      '<a id="fn-1">',
      '</a>',
      '<svg>',
      '<math>',
    ],
    ...[
      '<style>',
      '<textarea>',
      '<select>',
      '<li>',
      '<ul>',
      '</ul>',
      '<h2 id="p1">',
      '</h2>',
      '<img src=x onerror=y>',
      '<!--',
      '-->',
      '<![CDATA[',
      '<section data-footnotes>',
    ],
    ...[
      '<dl>',
      '<dt>',
      '<dd>',
      '<blockquote>',
      '<pre>',
      '<figure>',
      '<caption>',
      '<form>',
      '<noscript>',
      '<template>',
      '<title>',
      '</p>',
      '<br>',
      '<sup>',
      '<button>',
      '<nobr>',
    ],
    ...[
      '\n\n',
      '\n',
      ' ',
      '# ',
      '## H {#x}\n\n',
      '> ',
      '- ',
      '1. ',
      '| a | b |\n|-|-|\n| 1 | 2 |\n',
      '[^1]',
      '[^1]: note\n',
      '[a](javascript:x)',
      '[b][r]',
      '[r]: //x\n',
      '**',
      '_',
      '`',
      '```\n',
      '&lt;',
      '\\',
      'word',
      '\0',
      '☃',
    ],
  ];

  test('any mixture of tags and marks comes out harmless, with unique identifiers and one element a block', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), fc.constantFrom('', 'ru-'), (parts, prefix) =>
        expectHarmless(parts.join(''), prefix),
      ),
      { numRuns: 400 },
    );
  });

  test('any string comes out harmless', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (s) => expectHarmless(s)));
  });

  test.each([
    ['quotes 10,000 deep', `${'>'.repeat(10_000)} deep`],
    ['lists 1,000 deep', Array.from({ length: 1000 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')],
    ['10,000 open elements', '<div>'.repeat(10_000)],
    ['emphasis 400 deep', `${'*a '.repeat(400)}${'b* '.repeat(400)}`],
    ['too many brackets', '!['.repeat(8000)],
    ['a thousand different runs of backticks', Array.from({ length: 1000 }, (_, i) => '`'.repeat(i)).join(' ')],
    ['five million characters', 'Everyone has the right to seek asylum. <b>\n\n'.repeat(110_000)],
  ])('%s are found fault with, and shown as plain paragraphs', (_name, text) => {
    expect(findProblem(text)?.message).toEqual(expect.any(String));
    const blocks = parseText(text);
    expect(blocks[0]?.kind).toBe('paragraph');
    expect(blocks[0]?.html).not.toMatch(/<(?!\/?p>)/);
  });

  test('a problem is named with its line', () => {
    expect(findProblem(`fine\n\n${'>'.repeat(10_000)}`)).toEqual({ line: 3, message: 'quotes or lists nested too deeply' });
    expect(findProblem('## Article 1 {#art-1}\n\nFine.')).toBeNull();
  });
});

import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { testView } from '../test-view.ts';
import { Matrix } from './matrix.tsx';

test('zero is a figure without a link, missing is an empty cell, the greatest weighs most', () => {
  const html = renderToString(
    <Matrix
      view={testView('en')}
      id="m"
      caption="Caption"
      corner="State"
      columns={[
        { key: 'a', label: 'A' },
        { key: 'b', label: 'B' },
        { key: 'c', label: 'C' },
      ]}
      rows={[{ key: 'ua', label: 'Ukraine', href: '/ua', cells: { a: { value: 0, href: '/zero' }, b: { value: 1200, href: '/many' } } }]}
    />,
  );
  expect(html).toContain('matrix-weight-0">0</td>');
  expect(html).not.toContain('/zero');
  expect(html).toContain('matrix-weight-4"><a href="/many">1,200</a></td>');
  expect(html).toContain('matrix-weight-0"></td>');
  expect(html).toContain('<th scope="row"><a href="/ua">Ukraine</a></th>');
});

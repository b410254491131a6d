import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { testView } from '../test-view.ts';
import { FilterPanel } from './filter-panel.tsx';

const option = (value: string, checked = false, count?: number) => ({ value, label: value, checked, count });

test('the form says what is chosen, how choices combine, how many remain, and carries the rest of the address', () => {
  const html = renderToString(
    <FilterPanel
      view={testView('ru')}
      action="/list"
      title="Filter"
      submit="Show"
      hidden={[{ name: 'q', value: 'asylum' }]}
      clear={{ href: '/list', label: 'Clear' }}
      groups={[
        {
          kind: 'checks',
          name: 'state',
          legend: 'State',
          options: [option('ua', true, 1112), option('by', false, 0)],
          mode: { name: 'state.mode', legend: 'Mode', options: [option('any'), option('none', true)] },
        },
        { kind: 'select', name: 'year', legend: 'Year', options: [option('2008', true, 3)] },
      ]}
    />,
  );
  expect(html).toContain('<form action="/list"');
  expect(html).not.toContain('method="post"');
  expect(html).toContain('<input type="hidden" name="q" value="asylum"');
  expect(html).toMatch(/<input type="checkbox" name="state" value="ua" checked/);
  expect(html).toMatch(/<input type="radio" name="state.mode" value="none" checked/);
  expect(html).toMatch(/1\s112/);
  expect(html).toContain('<option value="2008" selected>2008 (3)</option>');
  expect(html).toMatch(/<p [^>]*data-note[^>]*hidden/);
});

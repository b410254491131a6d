import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { testView } from '../test-view.ts';
import { Prose } from './prose.tsx';

test('a table stands in a region that the keyboard reaches and that has a name in the language of the page', () => {
  const html = renderToString(<Prose view={testView('ru')} html="<p>a</p><table><tbody><tr><td>1</td></tr></tbody></table><p>b</p>" />);
  expect(html).toMatch(
    /<p>a<\/p><section class="prose-table" tabindex="0" aria-label="Таблица[^"]*"><table>.*<\/table><\/section><p>b<\/p>/,
  );
});

test('the language of a text is said only where it is not that of the page', () => {
  expect(renderToString(<Prose view={testView('ru')} html="<p>x</p>" lang="uk" />)).toContain('lang="uk"');
  expect(renderToString(<Prose view={testView('ru')} html="<p>x</p>" lang="ru" />)).not.toContain('lang=');
});

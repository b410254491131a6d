import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { testView } from '../test-view.ts';
import { SideBySide } from './side-by-side.tsx';

test('each row has its address, each passage its language, and a passage that lacks is said to', () => {
  const html = renderToString(
    <SideBySide
      view={testView('en')}
      left={{ lang: 'uk', label: 'Ukrainian' }}
      right={{ lang: 'en', label: 'English' }}
      permalink="Link"
      missing="Not translated"
      rows={[
        { anchor: 'art-1', left: '<p>Стаття</p>', right: '<p>Article</p>' },
        { anchor: 'art-2', left: '<p>Друга</p>', right: null },
      ]}
    />,
  );
  expect(html).toContain('id="art-1"');
  expect(html).toContain('href="#art-2"');
  expect(html.match(/<div class="prose" lang="uk">/g)).toHaveLength(2);
  expect(html).toContain('<div class="prose"><p>Article</p></div>');
  expect(html.match(/Not translated/g)).toHaveLength(1);
});

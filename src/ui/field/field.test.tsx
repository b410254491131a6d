import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { Field, Select } from './field.tsx';

test('a field keeps what was typed, and ties hint and error to it', () => {
  const html = renderToString(<Field id="mail" name="mail" type="email" label="Address" hint="Hint" error="Wrong" value={'a"b'} />);
  expect(html).toContain('<label class="field-label" for="mail">');
  expect(html).toContain('aria-describedby="mail-hint mail-error"');
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain('value="a&quot;b"');
});

test('a field without error is not invalid; a longer text keeps its lines', () => {
  const html = renderToString(<Field id="m" name="m" label="Message" rows={4} value={'one\n<two>'} />);
  expect(html).not.toContain('aria-invalid');
  expect(html).toContain('>one\n&lt;two></textarea>');
});

test('a choice shows what was chosen', () => {
  const html = renderToString(
    <Select
      id="l"
      name="l"
      label="Language"
      value="ru"
      options={[
        { value: 'en', label: 'English' },
        { value: 'ru', label: 'Русский', lang: 'ru' },
      ]}
    />,
  );
  expect(html).toMatch(/<option [^>]*value="ru"[^>]*>Русский/);
  expect(html.match(/selected/g)).toHaveLength(1);
});

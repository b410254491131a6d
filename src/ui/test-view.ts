import { join } from 'node:path';
import { createLocales } from '#kernel/i18n';
import type { View } from '#kernel/view';

/** The view of a page in a language, for tests of components. */
export function testView(lang: string): View {
  const locale = createLocales(join(import.meta.dirname, '../../locales'), ['en', 'ru']).get(lang);
  if (!locale) throw new Error(`no catalogue for ${lang}`);
  return { ...locale, here: '/here', languages: ['en', 'ru'], origin: 'https://portal.example', process_name: 'Process' };
}

import { readCatalogues } from '#kernel/i18n';
import { join } from 'node:path';
import type { PageFacts } from '#test/page';

const catalogues = readCatalogues(join(import.meta.dirname, '../../locales'));

/** Messages as they stand on a page, without those that are given something and those that both languages share. */
function plainMessages(lang: string, other: string): Set<string> {
  const others = catalogues.get(other);
  const shared = new Set(others?.values());
  return new Set([...(catalogues.get(lang) ?? [])].flatMap(([, message]) => (message.includes('{') || shared.has(message) || !/\p{L}{3}/u.test(message) ? [] : [message.trim()])));
}

const messages = { en: plainMessages('en', 'ru'), ru: plainMessages('ru', 'en') } as const;

/** Letters that neither English nor its loans need, and those of other Cyrillic alphabets that Russian has not. */
const cyrillic = /\p{Script=Cyrillic}/u;
const notRussian = /[іїєґўђјљњћџ]/iu;

/** Languages written in Cyrillic letters. */
const inCyrillic = /^(ru|uk|be|bg|sr|mk)\b/;

/** The number of an act ends in a letter of its own alphabet: No. 350-З. */
const actNumber = /^(?:No\.\s*|№\s*)?[\dIVXLC/-]+-\p{L}{1,3}$/u;

/** Proper names are quoted as they are (WCAG 3.1.2 exempts them): those in quotation marks, and the names of the sources that links lead to. */
const withoutNames = (text: string) => text.replace(/«[^»]*»|“[^”]*”|‘[^’]*’/gu, '');

/** What stands on a page in another language than its place says (WCAG 3.1.1, 3.1.2). */
export function languageFindings(page: PageFacts): string[] {
  const other = page.lang === 'en' ? 'ru' : 'en';
  const strangers = messages[other];
  return page.texts.flatMap(({ text: whole, lang, place }) => {
    // The title names the record in the language that it is read in, which `?text=` may choose.
    if (lang === 'und' || place === 'title' || place === 'a[elsewhere]' || actNumber.test(whole)) return [];
    const text = withoutNames(whole);
    const quoted = `${place} in ${lang}: ${JSON.stringify(text.slice(0, 100))}`;
    if (lang === page.lang && strangers.has(text)) return [`a message of the other language, ${quoted}`];
    if (!inCyrillic.test(lang) && cyrillic.test(text)) return [`Cyrillic letters, ${quoted}`];
    if (lang === 'ru' && notRussian.test(text)) return [`letters that Russian has not, ${quoted}`];
    return [];
  });
}

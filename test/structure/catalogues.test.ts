import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { relationTypes } from '#domains/editorial';
import { issuers } from '#domains/legislation';
import { institutions } from '#domains/library';
import { kinds } from '../../src/kinds.ts';
import { messageUses } from './message-uses.ts';

const root = join(import.meta.dirname, '../..');
const locales = join(root, 'locales');

interface Entry {
  readonly message: string;
  readonly description: string;
}

const read = (lang: string, file: string) => JSON.parse(readFileSync(join(locales, lang, file), 'utf8')) as Record<string, Entry>;
const files = readdirSync(join(locales, 'en')).filter((f) => f.endsWith('.json'));
const catalogue = (lang: string) => new Map(files.flatMap((file) => Object.entries(read(lang, file)).map(([key, entry]): [string, Entry] => [`${file.slice(0, -5)}.${key}`, entry])));
const en = catalogue('en');
const ru = catalogue('ru');

/** Names that are written the same in both languages. */
const sameInBoth = new Set(['CELEX', 'ISBN', 'DOI', 'BibTeX', 'RIS', 'CSL-JSON', 'JSON-LD', 'CSV', 'JSON', 'Atom', 'PDF', 'JSON Feed', 'RSS', 'iCalendar']);

interface Node {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Node[] }>>;
  readonly pluralType?: string;
}
const kindsOfNode = ['text', 'value', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag'];

function nodes(message: string, lang: string): Node[] {
  const flat = (list: readonly Node[]): Node[] => list.flatMap((n) => [n, ...Object.values(n.options ?? {}).flatMap((o) => flat(o.value))]);
  return flat(new IntlMessageFormat(message, lang, undefined, { ignoreTag: true }).getAst() as unknown as readonly Node[]);
}

/** The words of a message, without what it is given. */
const wordsOf = (message: string, lang: string) => nodes(message, lang).flatMap((n) => (n.type === 0 ? [n.value] : [])).join(' ');

/** What a message expects to be given: `total number`. A number may also be chosen by. */
function argumentsOf(message: string, lang: string): string[] {
  const found = nodes(message, lang).filter((n) => n.type > 0 && n.type !== 7);
  return [...new Set(found.map((n) => `${n.value} ${n.type === 5 ? 'select' : n.type === 3 || n.type === 4 ? kindsOfNode[n.type] : 'value'}`))].sort();
}

describe.each(files)('locales/*/%s', (file) => {
  test('has the same keys in the same order in both languages', () => {
    expect(Object.keys(read('ru', file))).toEqual(Object.keys(read('en', file)));
  });

  test.each(['en', 'ru'])('%s: every entry has a message and says where it is used', (lang) => {
    const poor = Object.entries(read(lang, file)).filter(([, e]) => !e.message?.trim() || !e.description?.trim() || Object.keys(e).length !== 2);
    expect(poor.map(([key]) => key)).toEqual([]);
  });

  test('expects the same arguments in both languages', () => {
    const russian = read('ru', file);
    const wrong = Object.entries(read('en', file)).flatMap(([key, e]) => {
      const [a, b] = [argumentsOf(e.message, 'en'), argumentsOf(russian[key]?.message ?? '', 'ru')];
      return a.join() === b.join() ? [] : [`${key}: ${a.join(', ')} / ${b.join(', ')}`];
    });
    expect(wrong).toEqual([]);
  });

  test.each(['en', 'ru'])('%s: plurals have every form that the language has', (lang) => {
    const wrong = Object.entries(read(lang, file)).flatMap(([key, e]) =>
      nodes(e.message, lang).filter((n) => n.type === 6).flatMap((n) => {
        const needed = new Intl.PluralRules(lang, { type: n.pluralType === 'ordinal' ? 'ordinal' : 'cardinal' }).resolvedOptions().pluralCategories;
        const missing = needed.filter((c) => !Object.hasOwn(n.options ?? {}, c));
        return missing.length > 0 ? [`${key}: ${missing.join(', ')}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('English is written in Latin letters, Russian in Cyrillic', () => {
    // The example of a query in the other language is in the other language.
    const other = (key: string) => key === 'example.other_language';
    const cyrillicInEnglish = Object.entries(read('en', file)).filter(([key, e]) => !other(key) && /\p{Script=Cyrillic}/u.test(wordsOf(e.message, 'en')));
    const latinInRussian = Object.entries(read('ru', file)).filter(([key, e]) => {
      const text = wordsOf(e.message, 'ru');
      return !other(key) && /\p{L}/u.test(text) && !/\p{Script=Cyrillic}/u.test(text) && !sameInBoth.has(e.message.trim());
    });
    expect([...cyrillicInEnglish, ...latinInRussian].map(([key, e]) => `${key}: ${e.message}`)).toEqual([]);
  });
});

const domains = files.map((f) => f.slice(0, -5));
const looksLikeKey = (text: string) => domains.some((d) => text.startsWith(`${d}.`)) && /^[a-z_*.-]+$/.test(text);

/** `*.title` of the code: the domain of a kind, or of a catalogue. */
const pattern = (key: string) => new RegExp(`^${key.split('*').map((part) => part.replace(/[.\\-]/g, '\\$&')).join('[a-z0-9_.-]+')}$`);

/** Values of vocabularies, which the code puts together with their prefix. A value that is not in the list has no business in a catalogue. */
const vocabularies: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(kinds.flatMap((k) => [[`${k.domain}.type`, k.types], [`${k.domain}.status`, k.statuses]])),
  'library.institution': institutions,
  'legislation.issuer': issuers,
  'editorial.relation': relationTypes.flatMap((r) => [r, `${r}.inverse`]),
};

describe('the code and the catalogues', () => {
  const uses = messageUses(root, looksLikeKey);
  const vocabularyOf = (key: string) => Object.keys(vocabularies).find((v) => key.startsWith(`${v}.`));

  test('every message that the code asks for exists', () => {
    const asked = uses.filter((u) => u.asked);
    expect(asked.length).toBeGreaterThan(100);
    const missing = asked.filter((u) => (u.key.includes('*') ? ![...en.keys()].some((k) => pattern(u.key).test(k)) : !en.has(u.key)));
    expect(missing.map((u) => `${u.file}:${u.line}: ${u.key}`)).toEqual([]);
  });

  test('every value of a vocabulary has a name', () => {
    const names = Object.entries(vocabularies).flatMap(([prefix, values]) => values.map((v) => `${prefix}.${v}`));
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((n) => !en.has(n) || !ru.has(n))).toEqual([]);
  });

  test('every kind has a title, a name for one, and a lead', () => {
    const names = kinds.filter((k) => k.kind !== 'page').flatMap((k) => ['title', 'one', 'lead'].map((n) => `${k.domain}.${n}`));
    expect(names.filter((n) => !en.has(n) || !ru.has(n))).toEqual([]);
  });

  test('every message is used', () => {
    const exact = new Set(uses.map((u) => u.key));
    const patterns = uses.filter((u) => u.key.includes('*') && /[a-z]/.test(u.key)).map((u) => pattern(u.key));
    const unused = [...en.keys()].filter((key) => {
      const list = vocabularyOf(key);
      if (list) return !vocabularies[list]?.includes(key.slice(list.length + 1));
      return !exact.has(key) && !patterns.some((p) => p.test(key));
    });
    expect(unused).toEqual([]);
  });
});

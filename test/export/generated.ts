import fc from 'fast-check';
import { relationTypes } from '#domains/editorial';
import type { AnyKind } from '#domains/editorial';
import { naughtyStrings } from '../../src/protocols/testing.ts';
import type { WrittenText } from '../support/content.ts';

/** A version of a record as somebody writes it, and what becomes of it. */
export interface GeneratedVersion {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, WrittenText>>;
  /** File name → bytes. */
  readonly files: ReadonlyMap<string, string>;
  readonly fate: 'published' | 'corrected' | 'scheduled' | 'draft';
  readonly correction: Readonly<Record<string, string>>;
}

export interface GeneratedRecord {
  readonly folder: string;
  readonly versions: readonly GeneratedVersion[];
  readonly withdrawn: { readonly reason: Readonly<Record<string, string>>; readonly successor: { readonly kind: string; readonly slug: string } | null } | null;
}

export interface GeneratedPortal {
  readonly records: readonly GeneratedRecord[];
  /** Whether in the end the process knows no longer what records and their older versions speak of. */
  readonly process_changes: boolean;
  readonly glossary: readonly (readonly string[])[];
  readonly redirects: readonly (readonly [address: string, target: string])[];
}

/** What a file of text can hold: no NUL, and nothing that is half a character. */
const held = (text: string) => text.toWellFormed().replaceAll('\0', '');
const text = fc.oneof({ weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) }, { weight: 2, arbitrary: fc.constantFrom(...naughtyStrings()) }).map(held);
const line = text.map((t) => t.slice(0, 200).toWellFormed()).filter((t) => t.normalize('NFC').replace(/\s+/g, ' ').trim() !== '');
const texts = fc.record({ en: line, ru: line, uk: line }, { requiredKeys: ['en'] });
const body = fc.array(fc.oneof(text, line.map((t) => `## ${t}`), fc.constantFrom('Прибытие\n\n---\n\nDeparture', '| a | b |\n|---|---|\n| 1 | 2 |', 'Note[^1].\n\n[^1]: Сноска.', '```\n---\n```', '- one\n- two', '> цитата', '## Article 1. Термины {#art-1}')), { maxLength: 5 })
  .map((blocks) => blocks.join('\n\n'));

const written = (source: boolean): fc.Arbitrary<WrittenText> =>
  fc.record({ title: line, short: line, summary: line, body, authenticity: fc.constantFrom('official', 'unofficial', 'machine') }, { requiredKeys: ['title', 'body'] })
    .map((t) => (source ? t : { ...t, translates: 'en' }));
const languages = fc.record({ en: written(true), ru: written(false), uk: written(false) }, { requiredKeys: ['en'] });

const date = fc.tuple(fc.integer({ min: 1990, max: 2030 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 3 }))
  .map(([y, m, d, parts]) => [String(y), String(m).padStart(2, '0'), String(d).padStart(2, '0')].slice(0, parts).join('-'));
const day = date.map((d) => `${d}-01-01`.slice(0, 10));
const some = <T>(of: readonly T[]) => fc.subarray([...of]);

/** The kind's own fields. Dates that must follow each other are left to one. */
const facts: Readonly<Record<string, (slug: string) => fc.Arbitrary<Record<string, unknown>>>> = {
  news: (slug) => fc.record({ date: fc.constantFrom(slug.slice(0, 4), `${slug.slice(0, 4)}-05`, `${slug.slice(0, 4)}-05-14`), source: fc.record({ url: fc.webUrl(), title: line, checked: day }, { requiredKeys: ['url'] }) }),
  document: () => fc.record({ type: fc.constantFrom('treaty', 'judgment', 'directive'), status: fc.constantFrom('in_force', 'superseded'), date, institutions: some(['council', 'unhcr', 'iom']), number: line, oj: line, applies: date,
    source: fc.record({ url: fc.webUrl(), title: line, checked: day }, { requiredKeys: [] }) }, { requiredKeys: ['type', 'status', 'date'] }),
  act: () => fc.record({ type: fc.constantFrom('law', 'constitution', 'order'), status: fc.constantFrom('in_force', 'repealed'), date, number: line, issuer: fc.constantFrom('parliament', 'ministry'), source: fc.record({ url: fc.webUrl() }) }),
  publication: () => fc.record({ type: fc.constantFrom('study', 'paper'), date, authors: fc.array(texts, { minLength: 1, maxLength: 3 }), publisher: texts, isbn: fc.constant('978-0-306-40615-7'), doi: fc.constant('10.2847/817361'), pages: fc.nat(900).map((n) => n + 1) },
    { requiredKeys: ['type', 'date', 'authors'] }),
  meeting: (slug) => fc.record({ type: fc.constantFrom('thematic', 'governing'), status: fc.constantFrom('planned', 'held'), start: fc.constantFrom(slug.slice(0, 4), `${slug.slice(0, 4)}-02-05`, `${slug.slice(0, 4)}-02-05T09:00`), time_zone: fc.constant('Europe/Kyiv'),
    date, place: texts, country: fc.constant('ua'), host: texts, body: fc.constant('steering-committee') }, { requiredKeys: ['type', 'status', 'start', 'time_zone'] }),
  page: () => fc.record({ date }, { requiredKeys: [] }),
};

const slugs: Readonly<Record<string, readonly string[]>> = {
  news: ['2009/return', '2010/return', '2009/a-1'], document: ['green-paper', 'dublin-ii', '189-unts-137'], act: ['ua/3671-vi', 'lt/3671-vi'], publication: ['vilnius', 'minsk'], meeting: ['2009/kyiv', '2010/kyiv'], page: ['about', 'privacy'],
};

const names = ['отчёт.pdf.txt', 'Заметка №5 — «Ёж».txt', 'a b&c=d%25.txt', '#1?.txt', '"quoted".txt', 'ўґі.txt', `long-${'ы'.repeat(80)}.txt`];
const files = fc.dictionary(fc.constantFrom(...names), fc.constantFrom('', 'one\n', 'два\n', 'three\r\n'), { maxKeys: 4 });

function version(kind: string, slug: string, others: readonly string[]): fc.Arbitrary<GeneratedVersion> {
  const common = fc.record({
    focus: fc.subarray(['asylum', 'migration', 'border'], { minLength: 1 }), themes: some(['return']), states: some(['ua', 'lt']), added: day, audience: fc.constantFrom('public', 'public', 'network', 'body:steering-committee'),
    relations: fc.array(fc.record({ type: fc.constantFrom(...relationTypes), target: fc.constantFrom(...others) }), { maxLength: 3 }),
  }, { requiredKeys: ['focus'] });
  const named = fc.tuple(files, fc.array(texts, { minLength: 4, maxLength: 4 }), fc.array(fc.option(fc.constantFrom('en', 'ru')), { minLength: 4, maxLength: 4 }));
  return fc.record({ common, own: (facts[kind] ?? (() => fc.constant({})))(slug), texts: languages, named, fate: fc.constantFrom('published', 'published', 'corrected', 'scheduled', 'draft'), correction: texts })
    .map(({ common: c, own, texts: t, named: [given, titles, langs], fate, correction }): GeneratedVersion => {
      const list = Object.keys(given).map((name, i) => ({ path: `files/${name}`, ...(langs[i] ? { language: langs[i] } : {}), ...(i % 2 === 0 ? { title: titles[i] } : {}) }));
      return { facts: { ...c, ...own, ...(list.length > 0 ? { files: list } : {}) }, texts: t, files: new Map(Object.entries(given)), fate, correction };
    });
}

function record(kind: AnyKind, slug: string, all: readonly { readonly kind: AnyKind; readonly slug: string }[]): fc.Arbitrary<GeneratedRecord> {
  const others = all.filter((r) => r.kind !== kind || r.slug !== slug);
  return fc.record({
    folder: fc.constant(`${kind.folder}/${slug}`),
    versions: fc.array(version(kind.kind, slug, others.map((r) => `${r.kind.folder}/${r.slug}`)), { minLength: 1, maxLength: 4 }),
    withdrawn: fc.option(fc.record({ reason: texts, successor: fc.option(fc.constantFrom(...others).map((r) => ({ kind: r.kind.kind, slug: r.slug }))) }), { freq: 3 }),
  });
}

const cell = line.map((t) => t.replaceAll(';', ','));
const term = (id: string) => fc.tuple(fc.constant(id), cell, cell, fc.array(cell, { maxLength: 3 }).map((v) => v.join(';')), fc.array(cell, { maxLength: 2 }).map((v) => v.join(' ; ')), text, text);
const address = fc.webPath().map((p) => (p.startsWith('/') ? p : `/${p}`));

/** A portal with records of every kind that went through everything that a record can go through. */
export function generatedPortal(kinds: readonly AnyKind[]): fc.Arbitrary<GeneratedPortal> {
  const all = kinds.flatMap((kind) => (slugs[kind.kind] ?? []).map((slug) => ({ kind, slug })));
  return fc.record({
    records: fc.tuple(...all.map(({ kind, slug }) => record(kind, slug, all))),
    process_changes: fc.boolean(),
    glossary: fc.tuple(...['return', 'asylum-1', 'x'].map(term)),
    redirects: fc.uniqueArray(fc.tuple(address, fc.oneof(address, fc.webUrl())).filter(([from, to]) => from !== to && !to.startsWith('//') && !/\s/.test(from + to)), { selector: ([from]) => from, maxLength: 5 }),
  });
}

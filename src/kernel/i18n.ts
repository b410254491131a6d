import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';

/** A text that exists in languages: language code → text. */
export type Texts = Readonly<Record<string, string>>;

/** A date known to the day, the month or the year: `2008-05-14`, `2008-05`, `2008`. */
export type PartialDate = string;

export type Values = Record<string, string | number>;

/** Everything that depends on the language of the page. Names, dates and numbers come from CLDR through `Intl`. */
export interface Locale {
  readonly lang: string;
  /** The message of a key such as `news.title`, formatted by ICU MessageFormat. An unknown key throws: a page never shows a key. */
  t(key: string, values?: Values): string;
  /** Whether the catalogue has the key; for vocabularies whose values come from content. */
  has(key: string): boolean;
  /** The text in this language, or in the first language that has one, with the language it is in. */
  pick(texts: Texts): { text: string; lang: string };
  country(code: string): string;
  language(code: string): string;
  date(value: PartialDate): string;
  dateTime(instant: Date, timeZone: string): string;
  number(value: number): string;
  list(items: readonly string[]): string;
  compare(a: string, b: string): number;
}

type Catalogue = ReadonlyMap<string, string>;

interface CatalogueEntry {
  message: string;
  description: string;
}

/** Reads `locales/<language>/<domain>.json` into one catalogue a language, keys prefixed with the domain. */
export function readCatalogues(dir: string): Map<string, Catalogue> {
  const languages = readdirSync(dir, { withFileTypes: true }).filter((e) => e.isDirectory());
  return new Map(
    languages.map(({ name: lang }) => {
      const messages = new Map<string, string>();
      for (const file of readdirSync(join(dir, lang)).filter((f) => f.endsWith('.json'))) {
        const entries = JSON.parse(readFileSync(join(dir, lang, file), 'utf8')) as Record<string, CatalogueEntry>;
        for (const [key, entry] of Object.entries(entries)) messages.set(`${file.slice(0, -5)}.${key}`, entry.message);
      }
      return [lang, messages] as const;
    }),
  );
}

const dateStyles = {
  10: { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  7: { month: 'long', year: 'numeric', timeZone: 'UTC' },
  4: { year: 'numeric', timeZone: 'UTC' },
} as const;

function createLocale(lang: string, catalogue: Catalogue, order: readonly string[]): Locale {
  const compiled = new Map<string, IntlMessageFormat>();
  const tag = lang === 'en' ? 'en-GB' : lang;
  const countries = new Intl.DisplayNames(tag, { type: 'region' });
  const languages = new Intl.DisplayNames(tag, { type: 'language' });
  const numbers = new Intl.NumberFormat(tag);
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' });
  const collator = new Intl.Collator(tag, { numeric: true });
  const dates = new Map(Object.entries(dateStyles).map(([n, style]) => [Number(n), new Intl.DateTimeFormat(tag, style)]));
  const zoned = new Map<string, Intl.DateTimeFormat>();

  return {
    lang,
    t(key, values) {
      const message = catalogue.get(key);
      if (message === undefined) throw new Error(`no message ${key} in ${lang}`);
      if (!message.includes('{') && !message.includes("'")) return message;
      const format = compiled.get(key) ?? new IntlMessageFormat(message, tag, undefined, { ignoreTag: true });
      compiled.set(key, format);
      return String(format.format(values));
    },
    has: (key) => catalogue.has(key),
    pick(texts) {
      const found = [lang, ...order].find((l) => texts[l]) ?? Object.keys(texts)[0] ?? lang;
      return { text: texts[found] ?? '', lang: found };
    },
    country: (code) => countries.of(code.toUpperCase()) ?? code,
    language: (code) => languages.of(code) ?? code,
    date(value) {
      const format = dates.get(value.length);
      const instant = new Date(value);
      return format && !Number.isNaN(instant.getTime()) ? format.format(instant) : value;
    },
    dateTime(instant, timeZone) {
      const format =
        zoned.get(timeZone) ??
        new Intl.DateTimeFormat(tag, {
          day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone, timeZoneName: 'short',
        });
      zoned.set(timeZone, format);
      return format.format(instant);
    },
    number: (value) => numbers.format(value),
    list: (items) => lists.format(items),
    compare: (a, b) => collator.compare(a, b),
  };
}

/**
 * One locale a language of the process. A language without a catalogue of its own, or a key that its catalogue lacks, speaks the
 * default language (the first of `languages`, or English).
 */
export function createLocales(dir: string, languages: readonly string[]): ReadonlyMap<string, Locale> {
  const catalogues = readCatalogues(dir);
  const fallback = languages.map((l) => catalogues.get(l)).find(Boolean) ?? catalogues.get('en') ?? new Map<string, string>();
  return new Map(languages.map((l) => [l, createLocale(l, new Map([...fallback, ...(catalogues.get(l) ?? [])]), languages)]));
}

/** The best of `offered` for an Accept-Language header (RFC 9110, section 12.5.4), or the first of `offered`. */
export function negotiateLanguage(header: string | undefined, offered: readonly string[]): string {
  const ranges = (header ?? '').slice(0, 500).split(',').map((part, position) => {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(/\s*;\s*/);
    const q = Number(parameters.find((p) => p.startsWith('q='))?.slice(2) ?? 1);
    return { range: range.split('-')[0] ?? '', q: Number.isFinite(q) ? q : 0, position };
  });
  ranges.sort((a, b) => b.q - a.q || a.position - b.position);
  return ranges.filter((r) => r.q > 0).map((r) => offered.find((o) => o === r.range)).find(Boolean) ?? offered[0] ?? 'en';
}

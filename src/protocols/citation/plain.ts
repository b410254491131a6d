import { bareDoi, formatIsbn, oneLine, type Citation } from './model.ts';

/** The punctuation: English, or Russian after GOST R 7.0.100-2018 (areas of the description apart by a point and a dash). */
export type CitationStyle = 'en' | 'ru';

const formats = { 10: { day: 'numeric', month: 'long', year: 'numeric' }, 7: { month: 'long', year: 'numeric' }, 4: { year: 'numeric' } } as const;

function longDate(date: string, style: CitationStyle): string {
  const options = formats[date.length as keyof typeof formats];
  if (!options || Number.isNaN(Date.parse(date))) return date;
  return new Intl.DateTimeFormat(style === 'en' ? 'en-GB' : 'ru', { ...options, timeZone: 'UTC' }).format(new Date(date));
}

/** A bare number such as 3671-VI is named one; 2011/95/EU and COM(2008) 360 final speak for themselves. */
function number(value: string, style: CitationStyle): string {
  const bare = /^\d+(-[\p{L}\d]+)*$/u.test(value);
  return bare ? `${style === 'en' ? 'No.' : '№'}\u00a0${value}` : value;
}

const present = (parts: readonly (string | false | undefined)[]) => parts.filter((p): p is string => Boolean(p)).map(oneLine);
/** Areas end with a point, unless they end a sentence by themselves, or with an address, which a point would become part of where it is pasted. */
const joined = (areas: readonly string[], separator: string) => areas.map((a) => (/[.?!…]$|https?:\/\/\S+$/.test(a) ? a : `${a}.`)).join(separator);

function english(c: Citation): string {
  const issued = c.issued && longDate(c.issued, 'en');
  const published = present([c.place && c.publisher ? `${c.place}: ${c.publisher}` : (c.publisher ?? c.place), issued]).join(', ');
  return joined(present([
    c.authors.join(', '), c.title, c.number && number(c.number, 'en'), c.container, published,
    c.pages !== undefined && `${c.pages} p.`, c.isbn && `ISBN ${formatIsbn(c.isbn)}`, c.doi && `DOI ${bareDoi(c.doi)}`,
    `${c.url}${c.accessed ? ` (accessed ${longDate(c.accessed, 'en')})` : ''}`,
  ]), ' ');
}

function russian(c: Citation): string {
  const issued = c.issued && longDate(c.issued, 'ru');
  const act = c.kind === 'legislation' || c.kind === 'treaty';
  const place = c.place && c.publisher ? `${c.place} : ${c.publisher}` : (c.publisher ?? c.place);
  const [day, month, year] = c.accessed?.split('-').reverse() ?? [];
  return joined(present([
    c.authors.length > 0 ? `${c.title} / ${c.authors.join(', ')}` : c.title,
    act ? present([c.number && number(c.number, 'ru'), issued && `от ${issued}`]).join(' ') : c.number && number(c.number, 'ru'),
    c.container && `${c.container}`,
    act ? place : present([place, issued]).join(', '),
    c.pages !== undefined && `${c.pages} с.`, c.isbn && `ISBN ${formatIsbn(c.isbn)}`, c.doi && `DOI ${bareDoi(c.doi)}`,
    `URL: ${c.url}${day ? ` (дата обращения: ${day}.${month}.${year})` : ''}`,
  ]), ' — ');
}

/** A citation as a sentence, for people. */
export function plainCitation(c: Citation, style: CitationStyle): string {
  return style === 'ru' ? russian(c) : english(c);
}

import { bareDoi, dateParts, formatIsbn, oneLine, safeUrl, type Citation } from './model.ts';

// A backslash before a brace would not stop BibTeX from counting it.
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\textbraceleft{}', '}': '\\textbraceright{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}',
  $: '\\$', '&': '\\&', '%': '\\%', '#': '\\#', _: '\\_',
};

function escape(text: string): string {
  // Two hyphens in a row would be read as a dash.
  return oneLine(text).replace(/[\\{}~^$&%#_]/g, (c) => escapes[c] ?? c).replace(/-(?=-)/g, '-{}');
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const types = { treaty: 'misc', legislation: 'misc', report: 'techreport', news: 'misc', event: 'misc', webpage: 'misc' } as const;

/** A key of letters, digits, `:` and `-`, as unique as the id and the language. */
function key({ id, lang }: Citation): string {
  return `${id}:${lang}`.replace(/\//g, ':').replace(/[^A-Za-z0-9:-]/g, (c) => (c === '(' || c === ')' ? '' : '-'));
}

function languageName(lang: string): string | undefined {
  try {
    return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(lang)?.toLowerCase();
  } catch {
    return undefined;
  }
}

/** A BibTeX entry in UTF-8, with the fields that biblatex adds (`date`, `urldate`, `langid`). */
export function bibtex(c: Citation): string {
  const [year, month] = c.issued === undefined ? [] : dateParts(c.issued);
  const report = c.kind === 'report';
  const type = report && c.isbn ? 'book' : types[c.kind];
  const braced = (text: string | undefined) => (text ? `{${escape(text)}}` : undefined);
  const fields: readonly (readonly [string, string | undefined])[] = [
    // Doubled braces keep the capitals of a title, and an institution in one piece.
    ['title', `{{${escape(c.title)}}}`],
    ['author', c.authors.length > 0 ? `{${c.authors.map((a) => `{${escape(a)}}`).join(' and ')}}` : undefined],
    // `misc` has no number, in BibTeX and biblatex alike.
    [type === 'misc' ? 'note' : 'number', braced(c.number)],
    ['howpublished', type === 'misc' ? braced(c.container) : undefined],
    [type === 'techreport' ? 'institution' : 'publisher', braced(c.publisher)],
    ['address', braced(c.place)],
    ['year', year === undefined ? undefined : `{${year}}`],
    ['month', month === undefined ? undefined : months[month - 1]],
    ['date', braced(c.issued)],
    ['pagetotal', c.pages === undefined ? undefined : `{${c.pages}}`],
    ['isbn', c.isbn === undefined ? undefined : braced(formatIsbn(c.isbn))],
    ['doi', c.doi === undefined ? undefined : `{${safeUrl(bareDoi(c.doi))}}`],
    ['url', `{${safeUrl(c.url)}}`],
    ['urldate', braced(c.accessed)],
    ['langid', braced(languageName(c.lang))],
  ];
  const lines = fields.filter(([, value]) => value !== undefined).map(([name, value]) => `  ${name} = ${value},\n`);
  return `@${type}{${key(c)},\n${lines.join('')}}\n`;
}

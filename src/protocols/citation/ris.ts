import { bareDoi, formatIsbn, oneLine, safeUrl, type Citation } from './model.ts';

const types = { treaty: 'GOVDOC', legislation: 'STAT', report: 'RPRT', news: 'NEWS', event: 'CONF', webpage: 'ELEC' } as const;

/** `YYYY/MM/DD/other`, with empty places for what is not known. */
function date(value: string): string {
  const [year = '', month = '', day = ''] = value.split('-');
  return `${year}/${month}/${day}/`;
}

/** A RIS record; lines end with CRLF. A report with an ISBN is a book: only there programs read the number as one. */
export function ris(c: Citation): string {
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['TY', c.kind === 'report' && c.isbn ? 'BOOK' : types[c.kind]],
    ['ID', `${c.id}:${c.lang}`],
    ['TI', c.title],
    ...c.authors.map((a) => ['AU', a] as const),
    ['PY', c.issued?.slice(0, 4)],
    ['DA', c.issued && date(c.issued)],
    // Of an electronic source, M1 is the day of access to some programs.
    ['M1', c.kind === 'webpage' ? undefined : c.number],
    ['T2', c.container],
    ['PB', c.publisher],
    ['CY', c.place],
    ['SP', c.pages?.toString()],
    ['SN', c.isbn && formatIsbn(c.isbn)],
    ['DO', c.doi && bareDoi(c.doi)],
    ['UR', safeUrl(c.url)],
    ['Y2', c.accessed && date(c.accessed)],
    ['LA', c.lang],
    ['ER', ''],
  ];
  return lines.filter(([tag, value]) => tag === 'ER' || value).map(([tag, value = '']) => `${tag}  - ${oneLine(value)}\r\n`).join('');
}

import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | null | undefined;

export interface CsvOptions {
  /** `comma`: RFC 4180. `excel`: semicolons and a byte order mark, as spreadsheets of most European locales expect. */
  readonly dialect?: 'comma' | 'excel';
  /** Puts an apostrophe before text that a spreadsheet would take for a formula. For people, not for machines: the text is no longer as it was. */
  readonly guard_formulas?: boolean;
}

const batch = 200;

/** Rows as CSV, lines ended by CRLF (RFC 4180, section 2), in pieces. */
export function* writeCsv(rows: Iterable<readonly CsvCell[]>, options: CsvOptions = {}): Generator<string> {
  const excel = options.dialect === 'excel';
  const draw = (some: readonly (readonly CsvCell[])[]) =>
    stringify(some as CsvCell[][], {
      delimiter: excel ? ';' : ',',
      record_delimiter: '\r\n',
      escape_formulas: options.guard_formulas === true,
      // A bare LF or CR inside a field, and white space at its ends, survive only in quotes.
      quoted_match: /[\r\n]|^\s|\s$/,
      // A row of one empty field would otherwise be an empty line, which readers skip.
      quoted_empty: some[0]?.length === 1,
    });
  if (excel) yield '\ufeff';
  let waiting: (readonly CsvCell[])[] = [];
  for (const row of rows) {
    if (waiting.length >= batch || (waiting[0] !== undefined && waiting[0].length !== row.length)) {
      yield draw(waiting);
      waiting = [];
    }
    waiting.push(row);
  }
  if (waiting.length > 0) yield draw(waiting);
}

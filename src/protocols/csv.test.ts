import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv, type CsvOptions } from './csv.ts';
import { naughtyStrings } from './testing.ts';

const write = (rows: Iterable<readonly (string | number | null)[]>, options?: CsvOptions) => [...writeCsv(rows, options)].join('');
const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...naughtyStrings(), '"', '""', '\n', '\r', '\r\n', ',', ';', ' ', ''));

describe('CSV', () => {
  it.each([['comma', ','], ['excel', ';']] as const)('%s gives back any table to an independent reader', (dialect, delimiter) => {
    const tables = fc.integer({ min: 1, max: 4 }).chain((columns) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }));
    fc.assert(fc.property(tables, (rows) => {
      const text = write(rows, { dialect });
      expect(text.startsWith('\ufeff')).toBe(dialect === 'excel');
      const plain = dialect === 'excel' ? text.slice(1) : text;
      expect(parse(plain, { delimiter, record_delimiter: '\r\n', skip_empty_lines: false })).toEqual(rows.map((row) => row.map((c) => c.toWellFormed())));
    }), { numRuns: 500 });
  });

  it('ends lines with CRLF and quotes what needs it', () => {
    expect(write([['a', 'b'], ['x, y', 'say "hi"'], [null, 3], ['line\nbreak', ' ']])).toBe('a,b\r\n"x, y","say ""hi"""\r\n,3\r\n"line\nbreak"," "\r\n');
  });

  it('disarms formulas when asked, and only then', () => {
    const row = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', 'plain'];
    expect(parse(write([row]))[0]).toEqual(row);
    const [guarded] = parse(write([row], { guard_formulas: true })) as string[][];
    expect(guarded?.slice(0, 5).every((c) => c.startsWith("'"))).toBe(true);
    expect(guarded?.[5]).toBe('plain');
  });

  it('draws a long table while it is read', () => {
    let read = 0;
    function* rows() {
      for (; read < 100_000; read++) yield ['row', read];
    }
    writeCsv(rows()).next();
    expect(read).toBeLessThan(1000);
  });
});

import { parse } from 'csv-parse/sync';
import type { Finding } from '#kernel/errors';

export interface CsvRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** Rows of a CSV text (RFC 4180) under its header, with their lines; what cannot be read becomes a finding. */
export function parseCsv(text: string, file: string, findings: Finding[]): CsvRow[] | null {
  try {
    const records = parse(text, { columns: true, info: true, bom: true, trim: true, skip_empty_lines: true }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, values: record }));
  } catch (error) {
    const { lines, message } = error as { lines?: number; message: string };
    findings.push({ file, ...(lines ? { line: lines } : {}), message, severity: 'error' });
    return null;
  }
}

import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Finding } from '#kernel/errors';
import { readText } from './read-record.ts';

/** One name of a concept in one language; position 0 is the preferred term. */
export interface GlossaryRow {
  readonly id: string;
  readonly lang: string;
  readonly term: string;
  readonly variant: boolean;
  readonly definition: string | null;
  readonly position: number;
}

interface CsvRecord {
  record: Record<string, string>;
  info: { lines: number };
}

const file = 'glossary.csv';

/** Reads `glossary.csv` (RFC 4180): columns `id`, a language code a preferred term, `LANG_variants` separated by `;`, `definition_LANG`. */
export function readGlossary(root: string, languages: readonly string[], findings: Finding[]): GlossaryRow[] | null {
  const text = readText(join(root, file), { root, findings, max_text_bytes: 20 * 1024 * 1024 });
  if (text === null) return null;
  let records: CsvRecord[];
  try {
    records = parse(text, { columns: true, info: true, bom: true, trim: true, skip_empty_lines: true }) as unknown as CsvRecord[];
  } catch (error) {
    const { lines, message } = error as { lines?: number; message: string };
    findings.push({ file, ...(lines ? { line: lines } : {}), message, severity: 'error' });
    return null;
  }
  const rows: GlossaryRow[] = [];
  const ids = new Set<string>();
  const terms = new Map<string, string>();
  for (const { record, info } of records) {
    const report = (field: string, message: string, severity: Finding['severity'] = 'error') => findings.push({ file, line: info.lines, field, message, severity });
    const id = record['id'] ?? '';
    if (!/^[a-z0-9-]+$/.test(id)) report('id', `${JSON.stringify(id)} must be lower-case letters, digits and hyphens`);
    if (ids.has(id)) report('id', `${id} occurs twice`);
    ids.add(id);
    for (const lang of languages) {
      const preferred = record[lang];
      if (!preferred) {
        report(lang, `${id} has no term in ${lang}`, 'warning');
        continue;
      }
      const names = [preferred, ...(record[`${lang}_variants`] ?? '').split(';').map((v) => v.trim()).filter(Boolean)];
      names.forEach((term, position) => {
        const key = `${lang}\0${term.toLowerCase()}`;
        const other = terms.get(key);
        if (other !== undefined && other !== id) report(lang, `${term} also names ${other}`, 'warning');
        terms.set(key, id);
        rows.push({ id, lang, term, variant: position > 0, definition: position === 0 ? record[`definition_${lang}`] || null : null, position });
      });
    }
  }
  return rows;
}

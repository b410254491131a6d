import { join } from 'node:path';
import type { Finding } from '#kernel/errors';
import { parseCsv } from './csv.ts';
import { readText } from './text.ts';

/** One name of a concept in one language; position 0 is the preferred term. */
export interface GlossaryRow {
  readonly id: string;
  readonly lang: string;
  readonly term: string;
  readonly variant: boolean;
  readonly definition: string | null;
  readonly position: number;
}

const file = 'glossary.csv';

/** Reads `glossary.csv` (RFC 4180): columns `id`, a language code a preferred term, `LANG_variants` separated by `;`, `definition_LANG`. */
export function readGlossary(root: string, languages: readonly string[], findings: Finding[]): GlossaryRow[] | null {
  const text = readText(join(root, file), { root, findings, max_text_bytes: 20 * 1024 * 1024 });
  const records = text === null ? null : parseCsv(text, file, findings);
  if (records === null) return null;
  const rows: GlossaryRow[] = [];
  const ids = new Set<string>();
  const terms = new Map<string, string>();
  for (const { line, values: record } of records) {
    const report = (field: string, message: string, severity: Finding['severity'] = 'error') => findings.push({ file, line, field, message, severity });
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

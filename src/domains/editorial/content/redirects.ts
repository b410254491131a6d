import { join } from 'node:path';
import type { Finding } from '#kernel/errors';
import { parseCsv } from './csv.ts';
import { readText } from './text.ts';

/** An address that used to be, and where its matter is now. */
export interface Redirect {
  readonly address: string;
  readonly target: string;
}

const file = 'redirects.csv';

/** Reads `redirects.csv`: columns `address` and `target`. */
export function readRedirects(root: string, findings: Finding[]): Redirect[] | null {
  const text = readText(join(root, file), { root, findings, max_text_bytes: 20 * 1024 * 1024 });
  const rows = text === null ? null : parseCsv(text, file, findings);
  if (rows === null) return null;
  const seen = new Set<string>();
  return rows.map(({ line, values }) => {
    const { address = '', target = '' } = values;
    const report = (field: string, message: string) => findings.push({ file, line, field, message, severity: 'error' });
    if (!/^\/\S*$/.test(address)) report('address', 'must be a path such as /index.php?id=35');
    if (!/^(\/|https?:\/\/)\S*$/.test(target) || target.startsWith('//')) report('target', 'must be an address of the portal, or one that begins with http:// or https://');
    if (address === target) report('target', 'leads to itself');
    if (seen.has(address)) report('address', `${address} occurs twice`);
    seen.add(address);
    return { address, target };
  });
}

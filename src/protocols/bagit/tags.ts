import type { BagFinding } from './finding.ts';

/** `bagit.txt` (RFC 8493, section 2.1.1). */
export function writeDeclaration(): string {
  return 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
}

/** Reads `bagit.txt`. Versions 0.93 to 1.0 in UTF-8 are understood. */
export function parseDeclaration(text: string): BagFinding[] {
  const path = 'bagit.txt';
  const [version, encoding] = text.split(/\r\n|\n|\r/);
  const given = /^BagIt-Version: ?(\d+\.\d+)\s*$/.exec(version ?? '')?.[1];
  const charset = /^Tag-File-Character-Encoding: ?(\S+)\s*$/.exec(encoding ?? '')?.[1];
  if (given === undefined) return [{ problem: 'malformed', path, line: 1, message: 'the first line must be BagIt-Version: 1.0' }];
  if (charset === undefined) return [{ problem: 'malformed', path, line: 2, message: 'the second line must be Tag-File-Character-Encoding: UTF-8' }];
  return [
    ...(['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'].includes(given) ? [] : [{ problem: 'unsupported_version', path, line: 1, message: `version ${given} of BagIt is not understood, only 1.0 and older` } as const]),
    ...(/^utf-?8$/i.test(charset) ? [] : [{ problem: 'unsupported_encoding', path, line: 2, message: `tag files in ${charset} cannot be read, only UTF-8` } as const]),
  ];
}

/** `bag-info.txt` (section 2.2.2). A value of several lines is continued by indented lines; empty values are left out. */
export function writeBagInfo(fields: readonly (readonly [label: string, value: string])[]): string {
  return fields
    .map(([label, value]) => [label, value.toWellFormed().split(/\s*(?:\r\n|\n|\r)\s*/).filter(Boolean).join('\n  ').trim()] as const)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${value}\n`)
    .join('');
}

/** Labels and values of `bag-info.txt`; lines of a value are joined by a space. What is no field is passed over. */
export function parseBagInfo(text: string): [label: string, value: string][] {
  const fields: [string, string][] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const last = fields.at(-1);
    const match = /^([^:\s][^:]*?)\s*:\s?(.*)$/s.exec(line);
    if (/^[ \t]+\S/.test(line) && last) last[1] = `${last[1]} ${line.trim()}`;
    else if (match) fields.push([match[1] ?? '', (match[2] ?? '').trim()]);
  }
  return fields;
}

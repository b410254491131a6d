import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import type { z } from 'zod';
import { decodeText } from '#kernel/encoding';
import type { Finding } from '#kernel/errors';
import type { Process } from '#domains/parties';
import type { AnyKind } from '../kind.ts';
import type { YamlText } from './yaml.ts';

export interface ReadContext {
  readonly root: string;
  readonly process: Process;
  readonly kinds: readonly AnyKind[];
  readonly max_text_bytes: number;
  /** Whether the folder is an export: what it holds with its history was accepted once, and comes back though the process may have changed since. */
  readonly is_export: boolean;
  readonly findings: Finding[];
}

/** Reads a text file whatever its encoding; what cannot be read becomes a finding. */
export function readText(path: string, context: Pick<ReadContext, 'root' | 'findings' | 'max_text_bytes'>): string | null {
  const file = relative(context.root, path);
  try {
    const { size } = statSync(path);
    if (size > context.max_text_bytes) {
      context.findings.push({ file, message: `is ${size} bytes long; a text may have ${context.max_text_bytes}`, severity: 'error' });
      return null;
    }
    const { text, encoding } = decodeText(readFileSync(path));
    if (!/^utf-?8$/i.test(encoding)) context.findings.push({ file, message: `is in ${encoding}; read as such, better kept in UTF-8`, severity: 'warning' });
    return text.toWellFormed().replace(/\r\n?/g, '\n');
  } catch (error) {
    context.findings.push({ file, message: error instanceof Error ? error.message : String(error), severity: 'error' });
    return null;
  }
}

export function reportIssues(issues: readonly z.core.$ZodIssue[], yaml: YamlText, file: string, findings: Finding[]): void {
  for (const issue of issues) {
    const path = issue.path.map((p) => (typeof p === 'symbol' ? String(p) : p));
    findings.push({ file, ...lineOf(yaml, path), ...(path.length > 0 ? { field: path.join('.') } : {}), message: issue.message, severity: 'error' });
  }
}

export function lineOf(yaml: YamlText, path: readonly (string | number)[]): { line?: number } {
  const found = yaml.lineOf(path);
  return found === undefined ? {} : { line: found };
}

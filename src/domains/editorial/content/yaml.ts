import { LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { Finding } from '#kernel/errors';

/** A parsed YAML text that knows on which line each value stands. */
export interface YamlText {
  readonly value: unknown;
  lineOf(path: readonly (string | number)[]): number | undefined;
}

/** Parses YAML 1.2; syntax errors become findings with their lines. `firstLine` is the line of `text` in its file. */
export function parseYaml(text: string, file: string, findings: Finding[], firstLine = 1): YamlText | null {
  const lines = new LineCounter();
  const document: Document.Parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, schema: 'core' });
  const line = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  for (const error of document.errors) findings.push({ file, line: line(error.pos[0]), message: error.message, severity: 'error' });
  visit(document, {
    Scalar(_key, { value, range }) {
      if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) {
        findings.push({ file, line: line(range?.[0] ?? 0), message: 'holds a NUL or half a character, which no text can have', severity: 'error' });
      }
    },
  });
  if (document.errors.length > 0) return null;
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    findings.push({ file, line: firstLine, message: error instanceof Error ? error.message : String(error), severity: 'error' });
    return null;
  }
  return {
    value,
    lineOf(path) {
      for (let length = path.length; length >= 0; length--) {
        const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
        if (node?.range) return line(node.range[0]);
      }
      return undefined;
    },
  };
}

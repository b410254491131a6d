/** Why a text is not read as Markdown, and at which line (from 1). */
export interface TextProblem {
  readonly line: number;
  readonly message: string;
}

export const maxDepth = 100;
const maxCharacters = 2_000_000;
const maxLines = 40_000;
const maxMarkers = 32;
const maxFootnotes = 1_000;
const maxListIndent = 4 * maxMarkers;
/** Steps of the parser, of which it takes some 20 million a second. */
const maxSteps = 60_000_000;

const containers = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)))+/;
const marker = />|[-+*]|\d+[.)]/g;
const item = /^ {0,3}(?:[-+*]|\d{1,9}[.)])[ \t]/;
const tableRule = /^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?[ \t]*$/;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
/** The parser compares the delimiters of a paragraph pair by pair, and looks through all of it for the end of each run of backticks. */
const steps = (run: Run) => run.delimiters * run.delimiters + run.backticks * run.length;
const cells = (row: string) => row.trim().replace(/^\||\|$/g, '').split('|').length;

/**
 * Whether a text whose lines are in order could still nest too deeply: quotes and lists make two levels a marker at most, and everything else that nests is
 * opened by one of these signs. Spares most texts from being parsed to find out.
 */
export function mayNestDeeply(text: string): boolean {
  return count(text, /[*_~[<]/g) > maxDepth - 2 * maxMarkers - 4;
}

interface Run {
  delimiters: number;
  backticks: number;
  length: number;
}

/**
 * What would make reading a text take more than linear time or deep recursion, found by one pass over its lines. The figures are far
 * above anything that people write: a code of laws has some 20,000 lines and does not nest deeper than ten.
 */
export function findTextProblem(text: string): TextProblem | null {
  if (text.length > maxCharacters) return { line: 1, message: `longer than ${maxCharacters} characters` };
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > maxLines) return { line: maxLines, message: `more than ${maxLines} lines` };
  const notes = count(text, /^ {0,3}\[\^/gm);
  if (notes > maxFootnotes) return { line: 1, message: `more than ${maxFootnotes} footnotes` };
  let done = 0;
  let run: Run = { delimiters: 0, backticks: 0, length: 0 };
  let inTable = false;
  for (const [index, line] of lines.entries()) {
    const prefix = containers.exec(line)?.[0] ?? '';
    const indent = /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0;
    if (count(prefix, marker) > maxMarkers || (prefix !== '' && indent > maxListIndent)) {
      return { line: index + 1, message: 'quotes or lists nested too deeply' };
    }
    const blank = line.trim() === '';
    inTable = !blank && (inTable || (tableRule.test(line) && cells(line) === cells(lines[index - 1] ?? '')));
    if (blank || inTable || item.test(line)) {
      done += steps(run);
      run = { delimiters: 0, backticks: 0, length: 0 };
    }
    run.delimiters += count(line, /[*_[\]~]/g);
    run.backticks += count(line, /`+/g);
    run.length += line.length;
    if (done + steps(run) > maxSteps) {
      return { line: index + 1, message: 'too many marks of emphasis, links or code without a blank line between them' };
    }
  }
  return null;
}

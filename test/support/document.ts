import { readFileSync } from 'node:fs';

/** Tables and blocks of a Markdown document, by the heading above them. */
export interface Document {
  /** Cells of the rows of the `n`th table under a heading, without its head; code marks are taken off cells that are code alone. */
  table(heading: string, n?: number): string[][];
  /** Lines of the `n`th fenced block under a heading. */
  block(heading: string, n?: number): string[];
}

const bare = (cell: string) => /^`([^`]+)`$/.exec(cell)?.[1] ?? cell;
const cellsOf = (line: string) => line.trim().slice(1, -1).split('|').map((cell) => bare(cell.trim()));

/** Groups of neighbouring lines that are wanted. */
function groups(lines: readonly string[], wanted: (line: string) => boolean): string[][] {
  const found: string[][] = [];
  for (const [i, line] of lines.entries()) {
    if (!wanted(line)) continue;
    if (i > 0 && wanted(lines[i - 1] ?? '')) found.at(-1)?.push(line);
    else found.push([line]);
  }
  return found;
}

export function readDocument(path: string): Document {
  const sections = new Map(readFileSync(path, 'utf8').split(/^## /m).slice(1).map((text) => [text.slice(0, text.indexOf('\n')), text] as const));
  const section = (heading: string) => {
    const text = sections.get(heading);
    if (text === undefined) throw new Error(`${path} has no section ${heading}`);
    return text;
  };
  const the = <T>(all: readonly T[], n: number, what: string): T => {
    const found = all[n];
    if (found === undefined) throw new Error(`${path} has no ${what} ${n}`);
    return found;
  };
  return {
    table: (heading, n = 0) => the(groups(section(heading).split('\n'), (line) => line.startsWith('|')), n, `table under ${heading}`).slice(2).map(cellsOf),
    block: (heading, n = 0) => the([...section(heading).matchAll(/^```\n([\s\S]*?)\n```$/gm)], n, `block under ${heading}`)[1]?.split('\n') ?? [],
  };
}

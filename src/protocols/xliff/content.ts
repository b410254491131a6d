/** What a piece of markup is, as far as a translator's program can make use of it. */
export type CodeType = 'bold' | 'italic' | 'struck' | 'link' | 'image' | 'code' | 'note' | 'break' | 'structure' | 'other';

/** A piece of markup inside a text: one half of a pair, or one that stands alone. The two halves of a pair share their `id`. */
export interface Code {
  readonly kind: 'open' | 'close' | 'standalone';
  /** Letters, digits, `.`, `_`, `-`: the same in source and target. */
  readonly id: string;
  readonly type: CodeType;
  /** The markup itself, as it stands in the original; null where a file does not tell. */
  readonly original: string | null;
}

/** Text with its markup, in reading order. */
export type Content = readonly (string | Code)[];

/** Neighbouring strings joined, empty ones left out. */
export function tidyContent(content: Content): Content {
  const tidy: (string | Code)[] = [];
  for (const part of content) {
    const last = tidy.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') tidy[tidy.length - 1] = last + part;
    else tidy.push(part);
  }
  return tidy;
}

/** The words alone. */
export function plainText(content: Content): string {
  return content.filter((part) => typeof part === 'string').join('');
}

/** Whether each pair closes where it should, so that it can be one element. */
export function isNested(content: Content): boolean {
  const open: string[] = [];
  const seen = new Set<string>();
  for (const part of content) {
    if (typeof part === 'string') continue;
    if (part.kind !== 'close') {
      if (seen.has(part.id)) return false;
      seen.add(part.id);
    }
    if (part.kind === 'open') open.push(part.id);
    if (part.kind === 'close' && open.pop() !== part.id) return false;
  }
  return open.length === 0;
}

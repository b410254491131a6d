import { sliceText, type Slice } from '#kernel/markdown';
import { plainText, tidyContent, type Code, type Content } from '#protocols/xliff';
import type { DraftText } from '../draft.ts';

/** What is translated of a text. */
export type TranslatableText = Pick<DraftText, 'title' | 'short' | 'summary' | 'body'>;

/** The fields beside the body, under names that no anchor has. */
export const fields = ['_title', '_short', '_summary'] as const;
export type FieldId = (typeof fields)[number];

/** A field, or an element of the body under the anchor of its block. */
export interface Unit {
  readonly id: string;
  /** `field`, or what the element is: `heading`, `paragraph`, `list`, `table` …. */
  readonly kind: string;
  readonly content: Content;
  /** The words alone. */
  readonly words: string;
  /** As it is written. */
  readonly markdown: string;
  /** False where there is nothing to translate: a line between parts, a piece of program. */
  readonly translate: boolean;
}

/**
 * The content of a translated unit with the names that its codes have in the source, so that a translator's program sees which belong together. Codes that the
 * source lacks are named `t1`, `t2` ….
 */
export function recode(source: Content, target: Content): Content {
  const free = source.filter((p): p is Code => typeof p !== 'string' && p.kind !== 'close');
  const names = new Map<string, string>();
  let own = 0;
  const nameOf = (code: Code): string => {
    const known = names.get(`${code.kind === 'standalone'} ${code.id}`);
    if (known !== undefined) return known;
    const equal = free.findIndex((f) => f.kind === code.kind && f.type === code.type && f.original === code.original);
    // The address of a link is often another in the other language.
    const like = equal >= 0 ? equal : free.findIndex((f) => f.kind === code.kind && f.type === code.type);
    const name = like >= 0 ? (free.splice(like, 1)[0]?.id ?? '') : `t${(own += 1)}`;
    names.set(`${code.kind === 'standalone'} ${code.id}`, name);
    return name;
  };
  return target.map((part) => (typeof part === 'string' ? part : { ...part, id: nameOf(part) }));
}

export const isField = (id: string): id is FieldId => (fields as readonly string[]).includes(id);

/** Codes are numbered in the order of the element, so that equal elements have equal ones. */
function contentOf({ parts }: Slice): Content {
  let count = 0;
  const pairs = new Map<number, string>();
  return tidyContent(parts.map((part): string | Code => {
    if (part.kind === 'text') return part.markdown;
    const { kind, type, markdown: original } = part;
    if (kind === 'standalone') return { kind, type, original, id: `c${(count += 1)}` };
    const id = pairs.get(part.pair) ?? `c${(count += 1)}`;
    pairs.set(part.pair, id);
    return { kind, type, original, id };
  }));
}

/** The markup and words of a content put together. */
export function writeContent(content: Content): string {
  return content.map((part) => (typeof part === 'string' ? part : (part.original ?? ''))).join('');
}

function unitOf(slice: Slice, body: string): Unit {
  const content = contentOf(slice);
  const words = plainText(content);
  return { id: slice.anchor, kind: slice.kind, content, words, markdown: body.slice(slice.from, slice.to), translate: words.trim() !== '' };
}

const field = (id: FieldId, text: string | null): Unit[] => (text === null ? [] : [{ id, kind: 'field', content: tidyContent([text]), words: text, markdown: text, translate: text.trim() !== '' }]);

/** Everything in a text that is translated, in reading order. */
export function unitsOf(text: TranslatableText): Unit[] {
  return [...field('_title', text.title), ...field('_short', text.short), ...field('_summary', text.summary), ...sliceText(text.body).map((slice) => unitOf(slice, text.body))];
}

const collapse = (text: string) => text.replace(/\s+/g, ' ');

/** Whether two units say the same with the same markup; white space, which programs change, does not count. Markup that a file leaves out is no difference. */
export function sameContent(a: Content, b: Content): boolean {
  return a.length === b.length && a.every((left, i) => {
    const right = b[i];
    if (typeof left === 'string' || typeof right === 'string' || right === undefined) return typeof left === 'string' && typeof right === 'string' && collapse(left) === collapse(right);
    return left.kind === right.kind && left.id === right.id && (left.original === null || right.original === null || collapse(left.original) === collapse(right.original));
  });
}

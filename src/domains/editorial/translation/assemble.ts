import { sliceText } from '#kernel/markdown';
import { tidyContent, type Code, type Content } from '#protocols/xliff';
import { isField, sameContent, unitsOf, writeContent, type TranslatableText, type Unit } from './units.ts';

/** Where words could be taken for markup. */
const risky = /[\\`*_[\]<>&|~]|^[#>+\-=]|^\d+[.)]|(?<=\n)[ \t]*(?:[#>+\-=]|\d+[.)])/g;
/** The same, and what makes a link of an address: it would swallow a backslash that follows. */
const riskyAddress = new RegExp(`${risky.source}|(?<=https?):|(?<=www)\\.|@`, 'gi');
/** What a backslash may stand before (CommonMark 2.4). */
const punctuation = /[!-/:-@[-`{-~]/g;

/** What footnotes and links of a body refer to: without it their marks would be words. */
function definitionsOf(body: string): string {
  const labels = [...body.matchAll(/\[\^[^\]\s]+\]/g)].map((m) => m[0]);
  const links = [...body.matchAll(/^ {0,3}\[[^\]^][^\]]*\]:.*$/gm)].map((m) => m[0]);
  return ['', ...new Set(links), ...[...new Set(labels)].map((label) => `${label}: x`)].join('\n\n');
}

/** An address that is a link without any mark: as good as words. */
const bareAddress = /^(?:https?:\/\/|www\.|[\w.+-]+@)/i;

/** A content for comparing: names of codes left out, neighbouring codes as one, since a parser may see them so. */
function shape(content: Content): Content {
  const merged: (string | Code)[] = [];
  for (const part of tidyContent(content.map((p) => (typeof p !== 'string' && bareAddress.test(p.original ?? '') ? (p.original ?? '') : p)))) {
    const last = merged.at(-1);
    if (typeof part === 'string') merged.push(part);
    else if (part.kind === 'standalone' && last !== undefined && typeof last !== 'string' && last.kind === 'standalone') merged[merged.length - 1] = { ...last, original: `${last.original}${part.original}` };
    else merged.push({ ...part, id: '' });
  }
  return merged;
}

/** Whether the words and the markup of a content, written down, are read as just that again, and as one element. */
function readsAs(markdown: string, kind: string, content: Content, definitions: string): boolean {
  const [unit, next] = unitsOf({ title: '', short: null, summary: null, body: `${markdown}${definitions}` }).filter((u) => !isField(u.id));
  return unit?.kind === kind && unit.markdown.trim() === markdown.trim() && (next === undefined || definitions.includes(next.markdown)) && sameContent(shape(unit.content), shape(content));
}

/** Words with every place that `pattern` finds behind backslashes. */
const escaped = (content: Content, pattern: RegExp): Content => content.map((part) => (typeof part === 'string' ? part.replace(pattern, (mark) => mark.replace(punctuation, '\\$&')) : part));

/**
 * A translated unit as Markdown: its markup is that of the codes, and its words are words, whatever characters they hold. Codes that a file does not spell out
 * are those of the source. An answer in words is what is wrong: a code that nobody knows, or markup that would make another element of it.
 */
export function writeUnit(source: Unit, target: Content, sourceBody: string): { markdown: string } | { problem: string } {
  const known = new Map(source.content.flatMap((p) => (typeof p === 'string' ? [] : [[`${p.kind} ${p.id}`, p.original] as const])));
  const unknown = target.find((p) => typeof p !== 'string' && p.original === null && !known.has(`${p.kind} ${p.id}`));
  if (unknown !== undefined && typeof unknown !== 'string') return { problem: `the code ${unknown.id} is not in the source` };
  // A blank line would end the element.
  const content = tidyContent(target.map((p) => (typeof p === 'string' ? p.replace(/[ \t]*\n[ \t]*(?:\n[ \t]*)+/g, '\n') : { ...p, original: p.original ?? known.get(`${p.kind} ${p.id}`) ?? '' })));
  if (isField(source.id)) return { markdown: writeContent(content).replace(/\s+/g, ' ').trim() };
  const definitions = definitionsOf(`${sourceBody}\n\n${writeContent(content)}`);
  // Backslashes only where there must be some.
  for (const attempt of [content, escaped(content, risky), escaped(content, riskyAddress)]) {
    const markdown = writeContent(attempt);
    const spelled = attempt === content ? content : splitEscapes(attempt);
    if (readsAs(markdown, source.kind, spelled, definitions)) return { markdown };
  }
  return { problem: `its markup does not make one ${source.kind} of it` };
}

/** Escapes in words are read as codes; so they are compared. */
function splitEscapes(content: Content): Content {
  return content.flatMap((part): Content => {
    if (typeof part !== 'string') return [part];
    return part.split(/(\\[!-/:-@[-`{-~])/).map((piece, i) => (i % 2 === 0 ? piece : { kind: 'standalone', id: '', type: 'other', original: piece }));
  });
}

/** Puts a text together in the order and the layout of `source`: `written` holds units by their names; the others, and what is between the elements, stay. */
export function assembleText(source: TranslatableText, written: ReadonlyMap<string, string>): TranslatableText {
  let body = '';
  let at = 0;
  for (const slice of sliceText(source.body)) {
    body += source.body.slice(at, slice.from) + (written.get(slice.anchor) ?? source.body.slice(slice.from, slice.to));
    at = slice.to;
  }
  body += source.body.slice(at);
  const field = (id: string, own: string | null) => (written.has(id) ? written.get(id) || null : own);
  return { title: field('_title', source.title) ?? source.title, short: field('_short', source.short), summary: field('_summary', source.summary), body: body.normalize('NFC') };
}

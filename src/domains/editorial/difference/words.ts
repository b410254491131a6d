import { diffArrays } from 'diff';

/** A piece of a text: in both versions, only in the newer, or only in the older. */
export interface Span {
  readonly change: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Beyond so many words taken away and put in, two texts are two texts: the search for what they share grows with the square of it. */
const mostEdits = 2000;

function pieces(before: readonly string[], after: readonly string[]): Span[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: mostEdits });
  if (!changes) return [{ change: 'removed', text: before.join('') }, { change: 'added', text: after.join('') }];
  return changes.map((c) => ({ change: c.added ? 'added' : c.removed ? 'removed' : 'same', text: c.value.join('') }));
}

/** What stands between two unchanged pieces, as one removal and one addition: word by word they could not be read. */
function gather(spans: readonly Span[]): Span[] {
  const gathered: Span[] = [];
  let [removed, added] = ['', ''];
  const close = () => {
    if (removed !== '') gathered.push({ change: 'removed', text: removed });
    if (added !== '') gathered.push({ change: 'added', text: added });
    [removed, added] = ['', ''];
  };
  spans.forEach((span, i) => {
    // A space between two changed words is part of the change. Between cells and lines there is a border.
    const bridges = span.change === 'same' && /^[ \u00a0]+$/.test(span.text) && i > 0 && i < spans.length - 1;
    if (span.change === 'removed' || bridges) removed += span.text;
    if (span.change === 'added' || bridges) added += span.text;
    if (span.change === 'same' && !bridges) {
      close();
      gathered.push(span);
    }
  });
  close();
  return gathered;
}

/**
 * The difference between two texts by words of a language (Unicode Standard Annex 29). What is the same and what was removed make up the older text, what is the same and what
 * was added the newer one.
 */
export function wordDifference(before: string, after: string, lang: string): Span[] {
  const segmenter = new Intl.Segmenter(lang, { granularity: 'word' });
  const words = (text: string) => Array.from(segmenter.segment(text), (s) => s.segment);
  return before === after ? (before === '' ? [] : [{ change: 'same', text: before }]) : gather(pieces(words(before), words(after)));
}

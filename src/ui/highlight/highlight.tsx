/** A part of a found passage; `hit` where the words of the query stand. */
export interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

/** A found passage with its hits marked. */
export function Highlight({ segments, lang }: { segments: readonly Segment[]; lang?: string | undefined }) {
  return (
    <span class="highlight" lang={lang}>
      {segments.map((s, i) => (s.hit ? <mark key={i}>{s.text}</mark> : s.text))}
    </span>
  );
}

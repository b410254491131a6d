/** The address of a paragraph, shown beside it on hover and focus. */
export function Permalink({ anchor, label }: { anchor: string; label: string }) {
  return (
    <a class="permalink" href={`#${anchor}`} aria-label={label}>
      §
    </a>
  );
}

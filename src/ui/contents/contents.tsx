export interface ContentsEntry {
  readonly href: string;
  readonly label: string;
  readonly lang?: string | undefined;
  readonly children?: readonly ContentsEntry[] | undefined;
}

function Level({ entries }: { entries: readonly ContentsEntry[] }) {
  return (
    <ol class="plain-list">
      {entries.map((entry) => (
        <li key={entry.href}>
          <a href={entry.href} lang={entry.lang}>
            {entry.label}
          </a>
          {entry.children && entry.children.length > 0 && <Level entries={entry.children} />}
        </li>
      ))}
    </ol>
  );
}

/** The contents of a long text. Beside the text on wide screens; folds when it is long. */
export function Contents({ title, entries, folded }: { title: string; entries: readonly ContentsEntry[]; folded?: boolean | undefined }) {
  if (entries.length === 0) return null;
  return (
    <nav class="contents" aria-label={title}>
      {folded ? (
        <details>
          <summary class="contents-title">{title}</summary>
          <Level entries={entries} />
        </details>
      ) : (
        <>
          <p class="contents-title">{title}</p>
          <Level entries={entries} />
        </>
      )}
    </nav>
  );
}

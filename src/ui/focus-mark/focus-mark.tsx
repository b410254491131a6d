import type { Children } from '../types.ts';

/* A way that leads on, a shelter, a line between two sides: told apart by shape alone. */
const marks: Readonly<Record<string, { class: string; shape: Children }>> = {
  migration: { class: 'focus-mark focus-mark-migration', shape: <path d="M1 2.2h4.2L11 6 5.2 9.8H1L4.6 6z" /> },
  asylum: { class: 'focus-mark focus-mark-asylum', shape: <path d="M6 .8 11.4 6H10v5H2V6H.6z" /> },
  border: { class: 'focus-mark focus-mark-border', shape: <path d="M1 1h3.6v10H1zM7.4 1H11v10H7.4z" /> },
};
const other = { class: 'focus-mark', shape: <circle cx="6" cy="6" r="4.5" /> };

/** The focus of something: a shape with its label; colour comes third. An unknown focus gets a plain disc. */
export function FocusMark({ focus, label }: { focus: string; label: string }) {
  const mark = Object.hasOwn(marks, focus) ? (marks[focus] ?? other) : other;
  return (
    <span class={mark.class}>
      <svg class="focus-mark-shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
        {mark.shape}
      </svg>
      {label}
    </span>
  );
}

/** The focuses of something, in a row. */
export function FocusMarks({ items }: { items: readonly { focus: string; label: string }[] }) {
  return (
    <span class="focus-marks">
      {items.map((item) => (
        <FocusMark key={item.focus} {...item} />
      ))}
    </span>
  );
}

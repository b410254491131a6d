const shapes = {
  next: 'M2 8h11M9 4l4 4-4 4',
  previous: 'M14 8H3m4-4L3 8l4 4',
  down: 'M3 6l5 5 5-5',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3 14 14',
  remove: 'M4 4l8 8M12 4l-8 8',
  external: 'M6 3H3v10h10v-3M9 2h5v5M14 2 7.5 8.5',
} as const;

/** The name of a drawn sign. */
export type IconName = keyof typeof shapes;

/** A small sign beside a text that says the same; hidden from assistive technology. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={shapes[name]} fill="none" stroke="currentColor" stroke-width="1.5" />
    </svg>
  );
}

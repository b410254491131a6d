export {};

/** The custom elements of `src/islands`; without script they are plain containers. */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'search-box': HTMLAttributes<HTMLElement> & { 'data-src': string; 'data-status': string };
      'filter-form': HTMLAttributes<HTMLElement>;
      'copy-text': HTMLAttributes<HTMLElement> & { 'data-label': string; 'data-done': string };
      'local-time': HTMLAttributes<HTMLElement> & { 'data-label': string };
    }
  }
}

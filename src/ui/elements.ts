import type { HTMLAttributes } from 'preact';

type Element<Data extends object = object> = HTMLAttributes<HTMLElement> & Data;

/** The custom elements of `src/islands`; without script they are plain containers. */
interface CustomElements {
  'search-box': Element<{ 'data-src': string; 'data-status': string }>;
  'filter-form': Element;
  'copy-text': Element<{ 'data-label': string; 'data-done': string }>;
  'local-time': Element<{ 'data-label': string }>;
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends CustomElements {}
  }
}

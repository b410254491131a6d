import type { ComponentChildren } from 'preact';

/** What an element holds. */
export type Children = ComponentChildren;

/** A link with its text. */
export interface Link {
  readonly href: string;
  readonly label: string;
  /** The language of the label, when it is not the page's. */
  readonly lang?: string | undefined;
}

/** Elements that may take over from the default one. */
export type HeadingLevel = 2 | 3 | 4;

/** The name of a heading element. */
export function heading(level: HeadingLevel): 'h2' | 'h3' | 'h4' {
  return `h${level}`;
}

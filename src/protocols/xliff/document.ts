import type { Content } from './content.ts';

export const xliffVersions = ['1.2', '2.0', '2.1', '2.2'] as const;
export type XliffVersion = (typeof xliffVersions)[number];

/** How far a translation is (XLIFF 2.1, section 4.3.1.30); version 1.2 has words of its own for these four. */
export type UnitState = 'initial' | 'translated' | 'reviewed' | 'final';

/** A piece that is translated as a whole. */
export interface XliffUnit {
  /** Unique in its file; letters, digits, `.`, `_`, `-`, `:`. */
  readonly id: string;
  readonly source: Content;
  /** null: not translated yet. */
  readonly target: Content | null;
  readonly state: UnitState;
  /** For whoever translates. */
  readonly notes: readonly string[];
  /** False for what stays as it is. */
  readonly translate: boolean;
}

/** Where a file came from, so that it can be brought back to it. */
export interface XliffOrigin {
  /** What was taken out: its address. */
  readonly original: string;
  /** The number of the version that was taken out. */
  readonly version: string | null;
  /** The hash of its content. */
  readonly hash: string | null;
}

/** The texts of one thing in two languages (BCP 47). A document holds any number. */
export interface XliffFile<Units = Iterable<XliffUnit>> extends XliffOrigin {
  readonly source_language: string;
  readonly target_language: string | null;
  readonly units: Units;
}

/** The line from 1, where there is one. */
export interface XliffFinding {
  readonly line?: number;
  readonly message: string;
}

/** What a reader of our own notes looks for: version 2 has no other place in its core. */
export const noteCategory = { version: 'source-version', hash: 'source-hash' } as const;

export const namespaces: Readonly<Record<XliffVersion, string>> = {
  '1.2': 'urn:oasis:names:tc:xliff:document:1.2',
  '2.0': 'urn:oasis:names:tc:xliff:document:2.0',
  '2.1': 'urn:oasis:names:tc:xliff:document:2.0',
  '2.2': 'urn:oasis:names:tc:xliff:document:2.2',
};

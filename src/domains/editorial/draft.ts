import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Texts } from '#kernel/i18n';
import type { Identifier } from './kind.ts';

export type Authenticity = 'official' | 'unofficial' | 'machine';

/** One language of a record, as written. */
export interface DraftText {
  readonly lang: string;
  readonly title: string;
  readonly short: string | null;
  readonly summary: string | null;
  readonly body: string;
  /** The language of the source text; null on the source itself. */
  readonly translates: string | null;
  readonly authenticity: Authenticity;
  /** Hash of the source text that was translated, where it is not the one beside it: then the translation is behind. */
  readonly source_hash?: string;
}

export interface DraftRelation {
  readonly type: string;
  readonly target_kind: string;
  readonly target_slug: string;
}

export interface StoredFile {
  readonly path: string;
  readonly lang: string | null;
  readonly title: Texts;
  readonly sha256: string;
  readonly bytes: number;
  readonly media_type: string;
  /** Extracted text, a page each where the format has pages. */
  readonly pages: readonly { readonly number: number | null; readonly text: string }[];
}

export interface Source {
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly checked?: string | undefined;
}

/** Everything that a version of a record holds. */
export interface Draft {
  readonly kind: string;
  readonly slug: string;
  readonly type: string | null;
  readonly status: string | null;
  readonly date: string | null;
  readonly themes: readonly string[];
  readonly focus: readonly string[];
  readonly states: readonly string[];
  readonly audience: string;
  readonly source: Source | null;
  readonly added: string | null;
  readonly texts: readonly DraftText[];
  readonly relations: readonly DraftRelation[];
  readonly identifiers: readonly Identifier[];
  readonly files: readonly StoredFile[];
  readonly facts: unknown;
}

export function contentHash(text: Pick<DraftText, 'title' | 'short' | 'summary' | 'body'>): string {
  return createHash('sha256').update(JSON.stringify([text.title, text.short, text.summary, text.body])).digest('hex');
}

/** Equal digests: the version would hold the same. The text extracted from files follows from their bytes and is left out. */
export function draftDigest(draft: Draft): string {
  const files = draft.files.map(({ pages: _pages, ...file }) => file);
  return createHash('sha256').update(canonicalize({ ...draft, files }) ?? '').digest('hex');
}

/** The first day of a date known to the year, month or day; null when there is no such day. */
export function firstDay(date: string | null): string | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date ?? '');
  if (!match) return null;
  const day = `${match[1]}-${match[2] ?? '01'}-${match[3] ?? '01'}`;
  const instant = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== day ? null : day;
}

/** Letters and digits in upper case: `COM(2008) 360 final` → `COM2008360FINAL`. What readers type is compared in this form. */
export function normalizeIdentifier(value: string): string {
  return value.normalize('NFC').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

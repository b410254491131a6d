import type { z } from 'zod';
import type { Db, Tx } from '#kernel/db';
import type { Process } from '#domains/parties';
import type { Texts } from '#kernel/i18n';
import type { Tagged, View } from '#kernel/view';
import type { Citation } from '#protocols/citation';
import type { JsonLd, WorkFacts } from '#protocols/json-ld';
import type { RecordView } from './queries/record.ts';

export interface Identifier {
  readonly scheme: string;
  readonly value: string;
}

/** A finding at a field of `record.yaml`, by its path in the YAML. */
export interface FieldFinding {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly severity?: 'error' | 'warning';
}

/** Facts of one version, by version id. */
export type FactsById<F> = ReadonlyMap<number, F>;

/** A record that is cited or described, for readers in the language of `view`. */
export interface Subject<F> {
  readonly view: View;
  readonly record: RecordView;
  readonly facts: F;
}

/** What only a kind can say in a citation; the spine says the rest. */
export type OwnCitation = Omit<Citation, 'id' | 'title' | 'lang' | 'issued' | 'url' | 'accessed'>;

/** How programs are told of the records of a kind. */
export interface KindOutputs<F> {
  cite(subject: Subject<F>): OwnCitation;
  /** Names in the citation that may be in another language than the page. */
  names?(subject: Subject<F>): readonly Tagged[];
  /** The record in the terms of schema.org; `work` is what the spine knows of it. */
  describe(subject: Subject<F>, work: WorkFacts): JsonLd;
}

/**
 * What a domain tells the spine about its kind of record. Import, export, lists and search are written once over this description.
 * `F` are the facts that only this kind has; the spine never looks into them.
 */
export interface Kind<F = unknown> {
  /** As in the tables: `document`. */
  readonly kind: string;
  /** As in addresses and in the content format: `documents`. */
  readonly folder: string;
  /** The domain whose catalogue names it: `library.title`, `library.type.directive`. */
  readonly domain: string;
  readonly slug: RegExp;
  readonly types: readonly string[];
  readonly statuses: readonly string[];
  readonly type_required: boolean;
  readonly status_required: boolean;
  readonly source_required: boolean;
  readonly focus_required: boolean;
  readonly date_required: boolean;
  /** The kind's own fields of `record.yaml`. */
  readonly facts: z.ZodType<F>;
  /** Rules over several fields. */
  check(input: { slug: string; facts: F; type: string | null; date: string | null; process: Process }): FieldFinding[];
  /** Names under which readers look for it: numbers, CELEX. */
  identifiers(slug: string, facts: F): readonly Identifier[];
  /** The date of the record where its own field is absent (a meeting's start). */
  date(facts: F): string | null;
  save(tx: Tx, rows: readonly { version_id: number; facts: F }[]): Promise<void>;
  /** Facts of versions, drafts included: for export and the workspace. */
  load(db: Db, versionIds: readonly number[]): Promise<FactsById<F>>;
  /** Absent where records are not cited: the standing pages speak of the portal, and change without leaving a version to point to. */
  readonly outputs?: KindOutputs<F>;
}

/** A kind whose facts are not looked at. */
// The facts of a kind go in and come out of the same description, so forgetting their type between is safe.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyKind = Kind<any>;

/** The folder of a kind, as in addresses; a kind that nobody describes keeps its own name. */
export function folderOf(kinds: readonly AnyKind[], kind: string): string {
  return kinds.find((k) => k.kind === kind)?.folder ?? kind;
}

/** Only files of these kinds are linked from a record. */
export interface DraftFile {
  readonly path: string;
  readonly lang: string | null;
  readonly title: Texts;
}

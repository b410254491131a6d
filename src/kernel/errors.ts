/** What was asked for does not exist, or may not be known to exist. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** The address begins with a language that the process does not have. */
export class UnknownLanguage extends NotFound {}

/** What stays at the address of a withdrawn record. Texts are by language. */
export interface TombstoneFacts {
  readonly kind: string;
  readonly slug: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly reason: Readonly<Record<string, string>>;
  /** ISO 8601 instant. */
  readonly withdrawn_at: string;
  /** Its titles by language; `null` when the public may not read it. */
  readonly successor: { readonly kind: string; readonly slug: string; readonly titles: Readonly<Record<string, string>> | null } | null;
}

/** The record was withdrawn: its tombstone says why, and what follows it. */
export class Gone extends Error {
  override readonly name = 'Gone';
  readonly tombstone: TombstoneFacts;
  constructor(tombstone: TombstoneFacts) {
    super('withdrawn');
    this.tombstone = tombstone;
  }
}

/** The actor may not do this. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
}

/** The state of the data does not allow this step. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** Somebody else was faster: what was to be written rests on something older than what is there now. Nothing was written; both are here, so that no words are lost. */
export class Overtaken<T> extends Conflict {
  readonly mine: T;
  readonly theirs: T;
  /** The version that is there now. */
  readonly version: number;
  constructor(mine: T, theirs: T, version: number) {
    super(`version ${version} was written meanwhile`);
    this.mine = mine;
    this.theirs = theirs;
    this.version = version;
  }
}

/** One finding in something that came from outside, with its place. */
export interface Finding {
  readonly file: string;
  readonly line?: number;
  readonly field?: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** What came in is wrong; all findings at once. */
export class Invalid extends Error {
  override readonly name = 'Invalid';
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super(findings.map(formatFinding).join('\n'));
    this.findings = findings;
  }
}

/** `file:line: field: message`, the form that editors and terminals link. */
export function formatFinding(finding: Finding): string {
  const place = finding.line === undefined ? finding.file : `${finding.file}:${finding.line}`;
  const field = finding.field === undefined ? '' : `${finding.field}: `;
  return `${place}: ${finding.severity === 'warning' ? 'warning: ' : ''}${field}${finding.message}`;
}

export type BagProblem = 'missing' | 'extra' | 'wrong_checksum' | 'unsupported_version' | 'unsupported_encoding' | 'malformed' | 'duplicate' | 'unsafe_path' | 'unsupported_fetch' | 'wrong_count';

/** What is wrong with a bag, and where. */
export interface BagFinding {
  readonly problem: BagProblem;
  /** The file, below the folder of the bag. */
  readonly path: string;
  /** The line, where the file is a manifest or a declaration. */
  readonly line?: number;
  readonly message: string;
}

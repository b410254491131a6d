/** What kept text from being found, or all of it. */
export type ExtractWarning =
  | 'damaged' | 'encrypted' | 'not-a-pdf' | 'not-a-docx' | 'not-an-odt' | 'unknown-encoding' | 'unsupported'
  | 'too-large' | 'timed-out' | 'truncated' | 'no-text';

export interface ExtractedPage {
  /** From 1 in PDF files; `null` where a format has no pages. */
  readonly number: number | null;
  readonly text: string;
}

export interface Extracted {
  readonly pages: readonly ExtractedPage[];
  readonly warnings: readonly ExtractWarning[];
}

export interface ExtractLimits {
  /** The largest file that is read. */
  readonly bytes: number;
  /** The time one file may take. */
  readonly milliseconds: number;
  /** The text that is kept; what follows is cut off with `truncated`. */
  readonly characters: number;
  /** What an archive may hold when unpacked. */
  readonly unpacked_bytes: number;
}

/** What a format's reader throws when it cannot go on. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly warning: ExtractWarning;
  constructor(warning: ExtractWarning) {
    super(warning);
    this.warning = warning;
  }
}

export type Reader = (bytes: Buffer, limits: ExtractLimits) => Promise<Extracted>;

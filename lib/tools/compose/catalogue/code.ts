import type { Severity } from '../../../core/finding';

/** The number of something that a migration tells; it is the same in every version. */
export type CodeNumber = `CM${number}`;

/** What is known of one thing that a migration tells, wherever it comes up. */
export interface CodeEntry {
  /** How much it weighs, unless an outcome says otherwise: an error makes the command end with 1. */
  readonly severity: Severity;
  /** What becomes of the part, in one sentence. */
  readonly what: string;
  /** Why that matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
}

export type Codes = Readonly<Record<CodeNumber, CodeEntry>>;

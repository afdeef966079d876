import type { ReportedFinding, ReportedRule } from './finding';

/** What a command found, for build servers and code hosts. */
export interface Report {
  /** The command, for example `lint`. */
  readonly command: string;
  /** Version of this program. */
  readonly version: string;
  readonly findings: readonly ReportedFinding[];
  /** At least the rules of the findings. */
  readonly rules: readonly ReportedRule[];
  /** What was found and is not wanted; SARIF alone has a place for it. @default nothing */
  readonly suppressed?: readonly SuppressedFinding[];
  /** What exceptions let through for a while: it fails nothing, and every report lists it. @default nothing */
  readonly excepted?: readonly SuppressedFinding[];
}

/** A finding that somebody does not want. */
export interface SuppressedFinding {
  readonly finding: ReportedFinding;
  readonly reason: string;
  /** Whether it is the object itself that says so. */
  readonly isInObject: boolean;
}

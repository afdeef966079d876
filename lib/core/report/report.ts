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
}

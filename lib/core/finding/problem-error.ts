import type { Problem } from './problem';
import { formatReport } from './report';

/** Problems that stop the work, reported together. Its message is their text (`formatReport`). */
export class ProblemError extends Error {
  declare readonly name: 'ProblemError';
  declare readonly problems: readonly Problem[];

  /** @param problems at least one, errors and warnings alike, in the order in which they are shown */
  constructor(problems: readonly Problem[]) {
    super(formatReport(problems));
    // Where nobody catches it, Node prints the stack and all fields; neither helps against a user's mistake.
    this.stack = this.message;
    Object.defineProperty(this, 'name', { value: 'ProblemError' });
    Object.defineProperty(this, 'problems', { value: problems });
  }
}

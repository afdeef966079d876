import type { Location, Problem, RuleId } from '../../core/finding';

/** Collects what is wrong with a project; reading goes on as far as it can. */
export class ComposeProblems {
  readonly all: Problem[] = [];

  add(rule: RuleId, location: Location, message: string, fix?: string): void {
    this.all.push({ rule, severity: 'error', location, message, ...(fix !== undefined && { fix }) });
  }

  warn(rule: RuleId, location: Location, message: string): void {
    this.all.push({ rule, severity: 'warning', location, message });
  }
}

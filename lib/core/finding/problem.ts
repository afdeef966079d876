import { type Rule, type RuleId, type Severity, catalogue } from './catalogue';
import { type Place, formatPlace } from './place';

/**
 * Something that its user must know: what is wrong, where, what Kubernetes or Traefik would have done with
 * it, and what to write instead. Problems are plain data; they are collected and reported together.
 */
export interface Problem extends Place {
  /** Id of its rule in the catalogue, for example `unknown-middleware`. */
  readonly rule: RuleId;
  readonly severity: Severity;
  /** What is wrong, as a sentence. */
  readonly message: string;
  /** What Kubernetes, Traefik or Go would have done with it. */
  readonly consequence?: string;
  /** What to write instead. */
  readonly fix?: string;
  /** Other places that have a part in it. */
  readonly related?: readonly Place[];
}

/** A problem as a check reports it: its place is filled in, and from the catalogue what it leaves out. */
export interface Finding extends Pick<
  Problem,
  'rule' | 'message' | 'consequence' | 'fix' | 'field' | 'related'
> {
  /** @default that of its rule */
  readonly severity?: Severity;
}

/** A finding with its place, and with what its rule says where the finding itself says nothing. */
export function problemAt(place: Place, finding: Finding): Problem {
  const { severity = 'error', consequence, fix }: Rule = catalogue[finding.rule];
  return { severity, consequence, fix, ...finding, ...place };
}

/** Problems that stop the work, reported together. Its message is their text, one block each. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  declare readonly problems: readonly Problem[];

  /** @param problems at least one, errors and warnings alike, in the order in which they are shown */
  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    // Where nobody catches it, Node prints the stack and all fields; neither helps against a user's mistake.
    this.stack = this.message;
    Object.defineProperty(this, 'problems', { value: problems });
  }
}

/** One problem as a block of text for people: a head line, then consequence and fix, indented. */
export function formatProblem(problem: Problem): string {
  const { severity, rule, message, consequence, fix, related = [] } = problem;
  const place = formatPlace(problem);
  return [
    `${severity} ${rule}${place === '' ? '' : `  ${place}`}`,
    `  ${message}`,
    ...related.map((other) => `  with ${formatPlace(other)}`),
    consequence && `  → ${consequence}`,
    fix && `  fix: ${fix}`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** Whether any of these stops the work. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

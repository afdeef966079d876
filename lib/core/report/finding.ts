import { isClusterScoped } from '../manifest';
import {
  type Location,
  type Problem,
  type RuleCode,
  type Severity,
  adviceOf,
  formatFieldPath,
  ruleOf,
} from '../finding';

/** An object as findings name it. */
export interface ReportedObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** `default` where the object names none, as kubectl takes it; null for objects of the whole cluster. */
  readonly namespace: string | null;
  readonly name: string;
}

/** What was found, as programs read it: a command's JSON, and what other formats are made of. */
export interface ReportedFinding {
  /** Number of the rule, for example `TR017`. */
  readonly code: string;
  /** Id of the rule, for example `ambiguous-priority`. */
  readonly name: string;
  readonly severity: Severity;
  /** The object that it is about; null where it is about a file. */
  readonly object: ReportedObject | null;
  /** Field of the object, for example `spec.routes[0].match`; empty for the whole of it. */
  readonly path: string;
  readonly location: Location | null;
  readonly message: string;
  /** What Traefik or Kubernetes does with it. */
  readonly consequence: string;
  /** What to write instead. */
  readonly fix: string;
}

/** A rule that something was found by. */
export interface ReportedRule {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  /** What it finds, in one sentence. */
  readonly description: string;
  readonly consequence: string;
  readonly fix: string;
}

/** A problem as a finding of a report. */
export function reported(problem: Problem): ReportedFinding {
  const { rule, severity, object, construct, field = [], location, message } = problem;
  const { code } = ruleOf(rule);
  const place = object === undefined && construct !== undefined ? `${construct}: ` : '';
  return {
    code,
    name: rule,
    severity,
    object: object ? reportedObject(object) : null,
    path: formatFieldPath(field),
    location: location ?? null,
    message: `${place}${message}`,
    ...adviceOf(problem),
  };
}

/** An object as reports name it. */
export function reportedObject({
  apiVersion,
  kind,
  namespace,
  name,
}: NonNullable<Problem['object']>): ReportedObject {
  const place = isClusterScoped(apiVersion, kind) ? null : (namespace ?? 'default');
  return { apiVersion, kind, namespace: place, name };
}

/** The rules of findings, each once, by code. */
export function rulesOf(problems: readonly Problem[]): readonly ReportedRule[] {
  const ids = new Map(problems.map(({ rule }) => [ruleOf(rule).code, rule]));
  const byCode = (first: RuleCode, second: RuleCode): number => (first < second ? -1 : 1);
  return [...ids]
    .toSorted(([first], [second]) => byCode(first, second))
    .map(([code, name]) => {
      const { severity = 'error', wrong, consequence, fix } = ruleOf(name);
      return { code, name, severity, description: wrong, consequence, fix };
    });
}

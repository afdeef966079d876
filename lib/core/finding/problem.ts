import type { RuleId, Severity } from './catalogue';
import { type Place, formatPlace } from './place';
import { cut, printable } from './printable';
import { ruleOf } from './rule-of';

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
  const { severity = 'error', consequence, fix } = ruleOf(finding.rule);
  return { severity, consequence, fix, ...finding, ...place };
}

/** What becomes of it and what to write instead, in whatever form it is told: its rule says what it does not say itself. */
export function adviceOf({ rule, ...own }: Problem): { readonly consequence: string; readonly fix: string } {
  const { consequence, fix } = ruleOf(rule);
  return { consequence: own.consequence ?? consequence, fix: own.fix ?? fix };
}

/** How much of one part of a problem is printed. */
const lengths = { place: 400, text: 2_000 };

/**
 * One problem as a block of text for people: a head line, then consequence and fix, indented. Nothing in it that
 * came from a file can end a line, or move or color anything in a terminal. With `code`, the rule's number is in it.
 */
export function formatProblem(problem: Problem, { code = false } = {}): string {
  const { severity, rule, message, related = [] } = problem;
  const { consequence, fix } = adviceOf(problem);
  const place = placeText(problem);
  const line = (start: string, text: string): string[] =>
    text === '' ? [] : [start + printable(cut(text, lengths.text))];
  return [
    `${severity} ${code ? `${ruleOf(rule).code} ` : ''}${rule}${place === '' ? '' : `  ${place}`}`,
    ...line('  ', message),
    ...related.map((other) => `  with ${placeText(other)}`),
    ...line('  → ', consequence),
    ...line('  fix: ', fix),
  ].join('\n');
}

function placeText(place: Place): string {
  return printable(cut(formatPlace(place), lengths.place));
}

/** Whether any of these stops the work. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

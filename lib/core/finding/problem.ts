/** How much a problem weighs: an `error` stops the synth, a `warning` is printed, an `info` is advice. */
export type Severity = 'error' | 'warning' | 'info';

/** A place in a text file; line and column count from 1, as editors and compilers print them. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A path into plain data: keys of maps and indexes of lists, outermost first. */
export type FieldPath = readonly (string | number)[];

/**
 * Something that its user must know: what is wrong, where, what Kubernetes or Traefik would have done with
 * it, and what to write instead. Problems are plain data; they are collected and reported together.
 */
export interface Problem {
  /** Stable id in kebab-case, for example `unknown-middleware`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What Kubernetes, Traefik or Go would have done with it. */
  readonly consequence?: string;
  /** What to write instead. */
  readonly fix?: string;
  /** Path of the construct it belongs to, for example `prod/httpbin`. */
  readonly construct?: string;
  /** Field of the construct's props or of the object, outermost key first. */
  readonly field?: FieldPath;
  /** Where the user wrote it. */
  readonly location?: Location;
}

/** A problem as a check reports it; the construct's path and the file's place are filled in for it. */
export type Finding = Omit<Problem, 'construct' | 'location'>;

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

/** `file:line:column`, clickable in terminals and editors. */
export function formatLocation({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

/** `routes[0].services[1].port`; keys that are not plain words are quoted: `labels["app.kubernetes.io/name"]`. */
export function formatFieldPath(path: FieldPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** One problem as a block of text for people: a head line, then consequence and fix, indented. */
export function formatProblem(problem: Problem): string {
  const { severity, rule, message, consequence, fix, construct, field, location } = problem;
  const place = [
    location && formatLocation(location),
    construct === undefined ? undefined : `[${construct}]`,
    field !== undefined && field.length > 0 ? formatFieldPath(field) : undefined,
  ].filter((part) => part !== undefined);
  return [
    `${severity} ${rule}${place.length > 0 ? `  ${place.join(' ')}` : ''}`,
    `  ${message}`,
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

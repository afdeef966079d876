import { type Problem, formatProblem } from './problem';

/** How many problems of one rule are printed unless all are wanted. */
const firstOfRule = 50;

export interface ReportOptions {
  /**
   * Whether to print every problem.
   * @default false, unless the environment variable CDK8S_TRAEFIK_ALL is set: the first 50 of a rule, the rest counted
   */
  readonly all?: boolean;
  /** Whether the number of each rule is printed too. @default false */
  readonly codes?: boolean;
}

/** Problems as text for people, a block each in their order; of each rule the first 50, and how many more there are. */
export function formatReport(
  problems: readonly Problem[],
  { all = process.env['CDK8S_TRAEFIK_ALL'] !== undefined, codes = false }: ReportOptions = {},
): string {
  const counts = new Map<string, number>();
  const blocks: string[] = [];
  for (const problem of problems) {
    const kind = `${problem.severity} ${problem.rule}`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (all || count <= firstOfRule) blocks.push(formatProblem(problem, { code: codes }));
  }
  if (!all) {
    for (const [kind, count] of counts) {
      if (count > firstOfRule)
        blocks.push(`${kind}: ${count - firstOfRule} more (--all, or CDK8S_TRAEFIK_ALL=1, prints them)`);
    }
  }
  return blocks.join('\n');
}

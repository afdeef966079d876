import { type Problem, formatLocation } from '../manifest';

/**
 * What is told of many problems: each mistake once. One in a file that several environments share shows in each
 * of them, and a name that means no service has no port either.
 */
export function condense(problems: readonly Problem[]): Problem[] {
  const unknown = new Set(problems.filter(({ rule }) => rule === 'unknown-service').map(placeOf));
  const mistakes = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.rule === 'missing-port' && unknown.has(placeOf(problem))) continue;
    const { rule, message, location } = problem;
    const place = location ? formatLocation(location) : placeOf(problem);
    const key = JSON.stringify([rule, message, place]);
    mistakes.set(key, [...(mistakes.get(key) ?? []), problem]);
  }
  return [...mistakes.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const constructs = new Set(
      others.map(({ construct }) => construct).filter((path) => path !== first.construct),
    );
    if (first.construct === undefined || constructs.size === 0) return [first];
    return [{ ...first, construct: `${first.construct} and ${constructs.size} more` }];
  });
}

function placeOf({ construct, field }: Problem): string {
  return JSON.stringify([construct, field]);
}

import { type Problem, formatLocation } from '../../core/finding';

/** What is told of many problems: each once, though one in a file that environments share shows in each of them. */
export function condense(problems: readonly Problem[]): Problem[] {
  const mistakes = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { rule, message, location, construct, field } = problem;
    const place = location ? formatLocation(location) : [construct, field];
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

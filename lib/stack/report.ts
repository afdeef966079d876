import { type Problem, formatLocation } from '../manifest';

/**
 * What is told of many problems: each mistake once. One in a file that several environments share shows in each
 * of them; a name that means no service has no port either; and a wrong port is seen by the construct that
 * refers to it and again among all objects.
 */
export function condense(problems: readonly Problem[]): Problem[] {
  const unknown = new Set(problems.filter(({ rule }) => rule === 'unknown-service').map(placeOf));
  const wrongPorts = new Set<string>();
  const mistakes = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (portRules.has(problem.rule)) {
      const place = placeOf(problem);
      if (unknown.has(place) || wrongPorts.has(place)) continue;
      wrongPorts.add(place);
    }
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

const portRules: ReadonlySet<string> = new Set(['missing-port', 'unknown-port']);

/** The reference that a problem is about: its port is no place of its own. */
function placeOf({ construct, field }: Problem): string {
  return JSON.stringify([construct, field?.at(-1) === 'port' ? field.slice(0, -1) : field]);
}

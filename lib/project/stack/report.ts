import { groupBy } from '../../core/base';
import { type Problem, formatLocation } from '../../core/finding';

/** What is told of many problems: each once, though one in a file that environments share shows in each of them. */
export function condense(problems: readonly Problem[]): Problem[] {
  const mistakes = groupBy(problems, ({ rule, message, location, construct, field }) =>
    JSON.stringify([rule, message, location ? formatLocation(location) : [construct, field]]),
  );
  return [...mistakes.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const constructs = new Set(
      others.map(({ construct }) => construct).filter((path) => path !== first.construct),
    );
    if (first.construct === undefined || constructs.size === 0) return [first];
    return [{ ...first, construct: `${first.construct} and ${constructs.size} more` }];
  });
}

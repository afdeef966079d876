import { formatRule } from '../../../traefik/rule';
import { matcherCheck } from '../route-rules';

/** Prefixes that take paths beside the segment that they name. Of one with variables it is told that they are of v2. */
export const loosePrefix = matcherCheck((matcher) => {
  const [prefix = ''] = matcher.args;
  if (matcher.name !== 'PathPrefix' || prefix.endsWith('/') || /[*{]/.test(prefix)) return undefined;
  return {
    rule: 'loose-prefix',
    message: `${formatRule(matcher)} takes ${prefix}x as well as ${prefix}/x.`,
    fix: `Write Path(\`${prefix}\`) || PathPrefix(\`${prefix}/\`) where only the segment is meant.`,
  };
});

import { formatRule } from '../../../traefik/rule';
import { matcherCheck } from '../route-rules';

/** Query with a name alone, which was meant as "is there" and means "is empty". */
export const emptyQueryValue = matcherCheck((matcher) => {
  const { name, args } = matcher;
  const [parameter = '', ...values] = args;
  // With `=` it is a Query of v2, which is told as such.
  if ((name !== 'Query' && name !== 'QueryRegexp') || values.length > 0 || parameter.includes('='))
    return undefined;
  return {
    rule: 'empty-query-value',
    message: `${formatRule(matcher)} takes ?${parameter} and ?${parameter}=, and not ?${parameter}=1.`,
    fix: `Write QueryRegexp(\`${parameter}\`, \`.*\`) where any value will do.`,
  };
});

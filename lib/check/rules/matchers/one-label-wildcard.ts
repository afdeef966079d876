import { formatRule } from '../../../traefik/rule';
import { matcherCheck } from '../route-rules';

/** Hosts with a wildcard, which takes one label and nothing else. */
export const oneLabelWildcard = matcherCheck((matcher) => {
  const [host = ''] = matcher.args;
  if (!/^Host(?:SNI)?$/.test(matcher.name) || !/^\*\.[^*]+$/.test(host)) return undefined;
  const domain = host.slice(2);
  return {
    rule: 'one-label-wildcard',
    message: `${formatRule(matcher)} takes a.${domain}, and neither ${domain} nor a.b.${domain}.`,
  };
});

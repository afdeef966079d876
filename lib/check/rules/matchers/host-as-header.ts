import { canonicalHeaderKey, formatRule, fromBytes, toBytes } from '../../../traefik/rule';
import { matcherCheck } from '../route-rules';

/** Matchers of the header Host, which is none of the headers that Traefik sees. */
export const hostAsHeader = matcherCheck((matcher) => {
  const { name, args } = matcher;
  const [header = '', value = ''] = args;
  if (!name.startsWith('Header') || fromBytes(canonicalHeaderKey(toBytes(header))) !== 'Host')
    return undefined;
  return {
    rule: 'host-as-header',
    message: `${formatRule(matcher)} never holds: the host is no header to Traefik.`,
    fix: `Write ${name === 'Header' ? 'Host' : 'HostRegexp'}(\`${value}\`).`,
  };
});

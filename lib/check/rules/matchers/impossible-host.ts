import { isIPv6 } from 'node:net';
import { formatRule } from '../../../traefik/rule';
import { matcherCheck } from '../route-rules';

/** Hosts that no request can have. */
export const impossibleHost = matcherCheck((matcher) => {
  const { name, args } = matcher;
  if (name !== 'Host' && name !== 'HostSNI') return undefined;
  const [host = ''] = args;
  const found = flawOf(host);
  if (!found) return undefined;
  const [flaw, fix] = found;
  return { rule: 'impossible-host', message: `${formatRule(matcher)} has ${flaw}.`, fix };
});

/** What is wrong with a host, and what to write instead. */
function flawOf(host: string): readonly [flaw: string, fix: string] | undefined {
  // Node makes a large expression for this when it is first asked.
  if (host === '*' || (host.includes(':') && isIPv6(host))) return undefined;
  if (/^\w+:\/\//.test(host))
    return ['a scheme', `Write ${host.replace(/^\w+:\/\//, '').replace(/[:/].*$/, '')}.`];
  if (host.includes('/')) return ['a path', 'Write the host alone, and the path with PathPrefix.'];
  if (/\s/.test(host)) return ['a space', 'Write the host without it; several hosts are joined by ||.'];
  if (/:\d*$/.test(host))
    return ['a port', `Write ${host.replace(/:\d*$/, '')}: Traefik takes the port off before it compares.`];
  if (/.\*/.test(host) || /^\*[^.]/.test(host) || host === '*.') {
    return ['a wildcard that is not its first label', 'Write HostRegexp, with ^ and $ around it.'];
  }
  return undefined;
}

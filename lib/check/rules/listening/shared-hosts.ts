import { parseRule } from '../../../traefik/rule';
import type { TraefikVersion } from '../../../traefik/version';

/** The hosts of a rule as a release of Traefik takes them for TLS; none where it cannot be read. */
export function hostsOf(
  rule: string,
  { text: traefikVersion }: TraefikVersion,
  protocol: 'http' | 'tcp' = 'http',
): readonly string[] {
  try {
    return parseRule(rule, { protocol, traefikVersion }).hosts;
  } catch {
    return [];
  }
}

/** Whether rules of these hosts may take requests for one host; a rule without hosts takes them for any. */
export function mayShareHost(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return true;
  return one.some((host) => other.some((candidate) => covers(candidate, host) || covers(host, candidate)));
}

function covers(pattern: string, host: string): boolean {
  return (
    pattern === '*' ||
    pattern === host ||
    (pattern.startsWith('*.') && host.replace(/^[^.]+/, '*') === pattern)
  );
}

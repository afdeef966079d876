import { nearest } from '../../core/base';
import type { RuleId } from '../../core/finding';

/** What Traefik says, and the rule that tells of it. */
type Reason = readonly [words: RegExp, rule: RuleId];

/** Why Traefik leaves objects and routes out, in its own words, where the mistake has a rule of its own. */
const ofDrops: readonly Reason[] = [
  [/no servers found for /, 'no-ready-endpoints'],
  [/externalName services not allowed/i, 'external-name-not-allowed'],
  [/healthCheck allowed only for ExternalName services/, 'health-check-of-service'],
  [/no clusterIP on headless service/, 'native-lb-of-headless'],
  [/@kubernetescrd references are disallowed/, 'provider-reference-not-allowed'],
  [/^(?:basicAuth|digestAuth|forwardAuth): /, 'unfit-auth-secret'],
  [/defined in multiple namespaces$/, 'two-defaults'],
  [
    /is not watched$|do not match the selector|ingress[ .]?class|its class is|it has no class/i,
    'not-selected',
  ],
];

/** Why Traefik disables routers. */
const ofErrors: readonly Reason[] = [
  [/recursion detected/, 'middleware-recursion'],
  [/unknown plugin type|plugin: /, 'no-middleware-kind'],
  [/servers transport not found/, 'unknown-servers-transport'],
];

/** The rule that tells why an object of a kind, or a part of it, was left out. */
export function ruleOfDrop(kind: string, reason: string): RuleId {
  const rule = ruleOf(ofDrops, reason) ?? 'dropped-by-traefik';
  return rule === 'no-ready-endpoints' && kind === 'TraefikService' ? 'unknown-child' : rule;
}

/** The rule that tells why a router is disabled. */
export function ruleOfErrors(errors: readonly string[]): RuleId {
  return errors.map((error) => ruleOf(ofErrors, error)).find(Boolean) ?? 'disabled-by-traefik';
}

/** Whether an Ingress is left out because it is for another controller: then nobody has made a mistake. */
export function isForOthers(reason: string): boolean {
  const missing = /there is no IngressClass "([^"]*)"/.exec(reason)?.[1];
  if (missing !== undefined) return nearest(missing.toLowerCase(), ['traefik']) === undefined;
  return /^its IngressClass .* names the controller|ingress\.class says/.test(reason);
}

function ruleOf(reasons: readonly Reason[], text: string): RuleId | undefined {
  return reasons.find(([words]) => words.test(text))?.[1];
}

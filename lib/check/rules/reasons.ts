import { nearest } from '../../core/base';
import { groupOfKind } from '../cluster';
import type { RuleId } from '../../core/finding';
import { constrained } from '../../traefik/model';

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

/** Why what objects of the Gateway API say comes to nothing. */
const ofGateways: readonly Reason[] = [
  [/is not watched$|GatewayClass|does not read the Gateway/, 'not-selected'],
  [/^Traefik reads no /, 'unread-gateway-field'],
  [/^Unable to load \w+ filters/, 'unsupported-filter'],
  [/\(ResolvedRefs: \w+\)$/, 'unresolved-backend'],
  [/\(Accepted: \w+\)$|Gateway/, 'route-not-accepted'],
];

const rulesOfKinds: Readonly<Record<string, RuleId>> = {
  BackendTLSPolicy: 'refused-tls-policy',
  Gateway: 'invalid-listener',
};

function ruleOfGateway(kind: string, reason: string): RuleId {
  const rule = ruleOf(ofGateways, reason) ?? 'dropped-by-traefik';
  const isOfCondition = rule !== 'not-selected' && rule !== 'unread-gateway-field';
  return isOfCondition ? (rulesOfKinds[kind] ?? rule) : rule;
}

/** The rule that tells why an object of a kind, or a part of it, was left out. */
export function ruleOfDrop(kind: string, reason: string): RuleId {
  if (groupOfKind(kind) === 'gateway.networking.k8s.io') return ruleOfGateway(kind, reason);
  const rule = ruleOf(ofDrops, reason) ?? 'dropped-by-traefik';
  return rule === 'no-ready-endpoints' && kind === 'TraefikService' ? 'unknown-child' : rule;
}

/** The rule that tells why a router is disabled. */
export function ruleOfErrors(errors: readonly string[]): RuleId {
  return errors.map((error) => ruleOf(ofErrors, error)).find(Boolean) ?? 'disabled-by-traefik';
}

/** Whether something is left out because it is for another controller: then nobody has made a mistake. */
export function isForOthers(reason: string): boolean {
  if (reason === constrained) return true;
  const missing = /there is no IngressClass "([^"]*)"/.exec(reason)?.[1];
  if (missing !== undefined) return nearest(missing.toLowerCase(), ['traefik']) === undefined;
  return /^its (?:Ingress|Gateway)Class .* names (?:the|no) controller|ingress\.class says|does not read the Gateway/.test(
    reason,
  );
}

function ruleOf(reasons: readonly Reason[], text: string): RuleId | undefined {
  return reasons.find(([words]) => words.test(text))?.[1];
}

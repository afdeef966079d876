import { createHash } from 'node:crypto';
import type { TraefikVersion } from '../../../version';
import { normalize, ruleHash } from '../../dynamic/names';

/** The name of the provider in every name it makes. */
export const gatewayProvider = 'kubernetesgateway';

/** The controller that GatewayClasses of Traefik name. */
export const controllerName = 'traefik.io/gateway-controller';

/** The group of the Gateway API. */
export const gatewayGroup = 'gateway.networking.k8s.io';

/** What a router is made of: a rule of a route, on an entry point of a Gateway. */
export interface RouterParts {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly gatewayNamespace: string;
  readonly gatewayName: string;
  readonly entryPoint: string;
  readonly index: number;
}

/** The name of the router for one rule, with which the names of its services begin; the rule is empty over TCP. */
export function routerName(version: TraefikVersion, parts: RouterParts, rule: string): string {
  const { kind, namespace, name, gatewayNamespace, gatewayName, entryPoint, index } = parts;
  const label = normalize(
    `${kind.toLowerCase()}-${namespace}-${name}-gw-${gatewayNamespace}-${gatewayName}-ep-${entryPoint}-${index}`,
  );
  if (!version.has('gateway-names')) return `${label}-${ruleHash(rule)}`;
  const hash = createHash('sha256');
  for (const part of [namespace, name, gatewayNamespace, gatewayName, entryPoint, String(index)]) {
    hash.update(`${Buffer.byteLength(part)}:${part}`);
  }
  return `${label}-${hash.update(rule).digest('hex').slice(0, 20)}`;
}

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

/** The names of a router and of the services behind it. */
export interface RouterNames {
  readonly router: string;
  /** What names of services begin with. */
  readonly services: string;
}

/** The names for one rule; the rule's text is empty over TCP. */
export function routerNames(version: TraefikVersion, parts: RouterParts, rule: string): RouterNames {
  const { kind, namespace, name, gatewayNamespace, gatewayName, entryPoint, index } = parts;
  const label = normalize(
    `${kind.toLowerCase()}-${namespace}-${name}-gw-${gatewayNamespace}-${gatewayName}-ep-${entryPoint}-${index}`,
  );
  if (!version.has('gateway-names')) return { router: `${label}-${ruleHash(rule)}`, services: label };
  const hash = createHash('sha256');
  for (const part of [namespace, name, gatewayNamespace, gatewayName, entryPoint, String(index)]) {
    hash.update(`${Buffer.byteLength(part)}:${part}`);
  }
  const router = `${label}-${hash.update(rule).digest('hex').slice(0, 20)}`;
  return { router, services: router };
}

import { createHash } from 'node:crypto';
import { normalize, ruleHash } from '../../dynamic/names';
import type { Attachment, GatewayContext } from './context';

/** The name of the provider in every name it makes. */
export const gatewayProvider = 'kubernetesgateway';

/** The controller that GatewayClasses of Traefik name. */
export const controllerName = 'traefik.io/gateway-controller';

/** The name of the router for one rule, with which the names of its services begin; the rule is empty over TCP. */
export function routerName(
  { version }: GatewayContext,
  { route, gateway, listener: { entryPoint } }: Attachment,
  index: number,
  rule: string,
): string {
  const { kind, namespace, name } = route.object;
  const label = normalize(
    `${kind.toLowerCase()}-${namespace}-${name}-gw-${gateway.namespace}-${gateway.name}-ep-${entryPoint}-${index}`,
  );
  if (!version.has('gateway-names')) return `${label}-${ruleHash(rule)}`;
  const hash = createHash('sha256');
  for (const part of [namespace, name, gateway.namespace, gateway.name, entryPoint, String(index)]) {
    hash.update(`${Buffer.byteLength(part)}:${part}`);
  }
  return `${label}-${hash.update(rule).digest('hex').slice(0, 20)}`;
}

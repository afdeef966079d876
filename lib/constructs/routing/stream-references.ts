import type { FieldPath } from '../../core/finding';
import { inlineMiddleware } from './inline-middleware';
import type { Referrer } from './referrer';
import type {
  RouteMiddlewareTCP,
  RouteServiceTCP,
  RouteServiceTCPOptions,
  RouteServiceUDP,
  RouteServiceUDPOptions,
} from './route-parts';
import { takeApart } from './service-parts';
import { resolveServersTransport } from './servers-transport-reference';
import { resolveTarget } from './service-target';
import type { ObjectReference, ServiceTCP, ServiceUDP } from '../../traefik/api';
import { isObjectTarget, resolveReference } from './target';

/** Spells the TCP middlewares of a route, first to last; those written in place become objects. */
export function resolveMiddlewaresTCP(
  referrer: Referrer,
  middlewares: readonly RouteMiddlewareTCP[] | undefined,
  field: FieldPath,
): readonly ObjectReference[] | undefined {
  return middlewares?.map((middleware, index) => {
    const at = [...field, index];
    const target = isObjectTarget(middleware)
      ? middleware
      : inlineMiddleware(referrer, 'MiddlewareTCP', middleware, at);
    return resolveReference(referrer, 'MiddlewareTCP', target, at);
  });
}

/** Spells one service of a TCP route. */
export function resolveServiceTCP(
  referrer: Referrer,
  service: RouteServiceTCP,
  field: FieldPath,
): ServiceTCP {
  const { target, options } = takeApart<RouteServiceTCPOptions>(service);
  const { port, serversTransport, ...rest } = options;
  const resolved = {
    ...resolveTarget(referrer, target, { protocol: 'tcp', port, field }),
    ...rest,
    serversTransport: resolveServersTransport(referrer, 'ServersTransportTCP', serversTransport, [
      ...field,
      'serversTransport',
    ]),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the CRD check reports a port that is missing
  return resolved as ServiceTCP;
}

/** Spells one service of a UDP route. */
export function resolveServiceUDP(
  referrer: Referrer,
  service: RouteServiceUDP,
  field: FieldPath,
): ServiceUDP {
  const { target, options } = takeApart<RouteServiceUDPOptions>(service);
  const { port, ...rest } = options;
  const resolved = { ...resolveTarget(referrer, target, { protocol: 'udp', port, field }), ...rest };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the CRD check reports a port that is missing
  return resolved as ServiceUDP;
}

import type { FieldPath } from '../../core/finding';
import { inlineMiddleware } from './inline-middleware';
import type { Referrer } from './referrer';
import type { InlineMiddleware, RouteMiddleware, RouteService, RouteServiceOptions } from './route-parts';
import { takeApart } from './service-parts';
import { resolveServersTransport } from './servers-transport-reference';
import { resolveTarget } from './service-target';
import type { LoadBalancerService, MiddlewareSpec, ObjectReference } from '../../traefik/api';
import { isObjectTarget, resolveReference } from './target';

/** Spells the middlewares of a route, a service or a chain, first to last; those written in place become objects. */
export function resolveMiddlewares(
  referrer: Referrer,
  middlewares: readonly RouteMiddleware[] | undefined,
  field: FieldPath,
): readonly ObjectReference[] | undefined {
  return middlewares?.map((middleware, index) => {
    const at = [...field, index];
    if (isObjectTarget(middleware)) return resolveReference(referrer, 'Middleware', middleware, at);
    const spec = resolveMiddlewareSpec(referrer, middleware, at);
    return resolveReference(referrer, 'Middleware', inlineMiddleware(referrer, 'Middleware', spec, at), at);
  });
}

/** Spells what a middleware itself refers to: the members of a chain, the service of error pages. */
export function resolveMiddlewareSpec(
  referrer: Referrer,
  middleware: InlineMiddleware,
  field: FieldPath = [],
): MiddlewareSpec {
  const { chain, errors } = middleware;
  const spec = {
    ...middleware,
    ...(chain && {
      chain: {
        ...chain,
        middlewares: resolveMiddlewares(referrer, chain.middlewares, [...field, 'chain', 'middlewares']),
      },
    }),
    ...(errors && {
      errors: {
        ...errors,
        service: resolveService(referrer, errors.service, [...field, 'errors', 'service']),
      },
    }),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only references changed, so there is still exactly one kind
  return spec as MiddlewareSpec;
}

/** Spells the services of a route or of a weighted service. */
export function resolveServices(
  referrer: Referrer,
  services: readonly RouteService[],
  field: FieldPath,
): readonly LoadBalancerService[] {
  return services.map((service, index) => resolveService(referrer, service, [...field, index]));
}

/** Spells one service: name, port and scheme follow from what was passed. */
export function resolveService(
  referrer: Referrer,
  service: RouteService,
  field: FieldPath,
): LoadBalancerService {
  const { target, options } = takeApart<RouteServiceOptions>(service);
  const { port, scheme, middlewares, serversTransport, ...rest } = options;
  const resolved = resolveTarget(referrer, target, { protocol: 'http', port, scheme, field });
  // Traefik looks up what a service refers to from the service's own namespace.
  const fromService = referrer.within(resolved.namespace);
  return {
    ...resolved,
    ...rest,
    middlewares: resolveMiddlewares(fromService, middlewares, [...field, 'middlewares']),
    serversTransport: resolveServersTransport(fromService, 'ServersTransport', serversTransport, [
      ...field,
      'serversTransport',
    ]),
  };
}

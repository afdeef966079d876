import { builtOf } from '../../../traefik/model';
import { hostsOf, mayShareHost } from '../listening/shared-hosts';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, routerSources, sourceOf } from '../routers';
import { passedByRouters } from './passed';

/** Hosts of a route that a headers middleware on it refuses. */
export const unallowedHost: TrafficCheck = (inventory, model) => {
  const { routers, statics } = builtOf(model).runtime;
  const sourceOfRouter = routerSources(model);
  return passedByRouters(model).flatMap(({ router, passed }): ObjectFinding[] => {
    const source = sourceOfRouter(router);
    const placed = sourceOf(inventory, source);
    const hosts = hostsOf(routers.get(router)?.config.rule ?? '', statics.version);
    if (!placed || hosts.length === 0) return [];
    return passed.flatMap(({ name, config: { headers } }): ObjectFinding[] => {
      const { allowedHosts = [], hostsProxyHeaders = [], isDevelopment = false } = headers ?? {};
      if (allowedHosts.length === 0 || hostsProxyHeaders.length > 0 || isDevelopment) return [];
      const allowed = allowedHosts.map((host) => host.toLowerCase());
      const refused = hosts.filter((host) => !mayShareHost([host], allowed));
      if (refused.length === 0) return [];
      return [
        {
          placed,
          rule: 'unallowed-host',
          ...(refused.length < hosts.length && { severity: 'warning' as const }),
          message: `The route is for ${refused.join(', ')}, and allowedHosts of ${name} has ${allowedHosts.join(', ')} alone.`,
          fix: `Add ${refused.join(', ')} to allowedHosts, or leave the middleware out of this route.`,
          field: routeField(placed, source),
        },
      ];
    });
  });
};

import { type EntryPoint, builtOf } from '../../../traefik/model';
import { hostsOf, mayShareHost } from '../listening/shared-hosts';
import { isTraefikKnown } from '../listening/entry-point-kind';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, sourceOf } from '../routers';
import { type Passed, passedByRouters } from './passed';

/**
 * Redirections to https of hosts for which this Traefik has no TLS: something in front must end it, and what that says
 * of the client's scheme is not believed.
 */
export const redirectLoop: TrafficCheck = (inventory, model) => {
  if (!isTraefikKnown(inventory.facts)) return [];
  const { routers, statics } = builtOf(model).runtime;
  const secure = [...routers.values()].filter(({ config, status }) => config.tls && status !== 'disabled');
  return passedByRouters(model).flatMap(({ router, entryPoints, passed }): ObjectFinding[] => {
    const config = routers.get(router)?.config;
    const placed = sourceOf(inventory, config?.source);
    if (!placed || !config || config.tls || !passed.some(toHttps)) return [];
    const entryPoint = entryPoints.flatMap((name) => statics.entryPoints.get(name) ?? []).find(trustsNobody);
    const hosts = hostsOf(config.rule);
    const isServed = secure.some((other) => mayShareHost(hosts, hostsOf(other.config.rule)));
    if (!entryPoint || isServed) return [];
    return [
      {
        placed,
        rule: 'redirect-loop',
        message: `Requests are redirected to https, which this Traefik does not serve for them, and ${entryPoint.name} trusts nobody's X-Forwarded-Proto.`,
        field: [...routeField(placed, config.source), 'middlewares'],
      },
    ];
  });
};

function toHttps({ config }: Passed): boolean {
  return config.redirectScheme?.scheme === 'https';
}

function trustsNobody({ file }: EntryPoint): boolean {
  const { insecure = false, trustedIPs = [] } = file.forwardedHeaders ?? {};
  return !insecure && trustedIPs.length === 0;
}

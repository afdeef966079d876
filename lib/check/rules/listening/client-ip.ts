import { builtOf } from '../../../traefik/model';
import { formatRule } from '../../../traefik/rule';
import { placesAt } from '../../cluster';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeRules } from '../route-rules';

/** Rules that ask for the address of a connection, which behind a load balancer is that of the balancer. */
export const clientIp: TrafficCheck = (inventory, model) => {
  const { entryPoints } = builtOf(model).runtime.statics;
  return routeRules(inventory).flatMap(({ placed, field, matchers }): readonly ObjectFinding[] => {
    const asked = matchers.find(({ matcher }) => matcher.name === 'ClientIP');
    if (!asked) return [];
    const used = placesAt(placed.object, ['spec', 'entryPoints', '*']).flatMap(
      ({ value }) => entryPoints.get(String(value)) ?? [],
    );
    const proxied = used.filter(({ file }) => file.proxyProtocol === undefined);
    if (used.length > 0 && proxied.length === 0) return [];
    const behind = proxied.find(({ file }) => (file.forwardedHeaders?.trustedIPs ?? []).length > 0);
    const message = `${formatRule(asked.matcher)} looks at the address of the connection, never at X-Forwarded-For.`;
    return [
      {
        placed,
        rule: 'client-ip-of-proxy',
        message,
        field,
        ...(behind && {
          severity: 'warning',
          message: `${message.slice(0, -1)}, which ${behind.name} trusts its proxies to set.`,
        }),
      },
    ];
  });
};

import { builtOf } from '../../../traefik/model';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { placeOf } from '../placing';
import { routeField, sourceOf } from '../routers';
import { hostsOf } from './shared-hosts';

/** TCP routes with TLS for hosts that an HTTPS route of the entry point has too, which comes first. */
export const hiddenPassthrough: TrafficCheck = (inventory, model) => {
  const { routers, tcpRouters, statics } = builtOf(model).runtime;
  const https = [...routers.values()].filter(({ config, status }) => config.tls && status !== 'disabled');
  return [...tcpRouters.values()].flatMap(({ config, using, status }): ObjectFinding[] => {
    const placed = sourceOf(inventory, config.source);
    if (!placed || !config.tls || status === 'disabled') return [];
    const names = new Set(hostsOf(config.rule, statics.version, 'tcp').filter((name) => name !== '*'));
    for (const other of https) {
      const entryPoint = other.using.find((name) => using.includes(name));
      const host = hostsOf(other.config.rule, statics.version).find((name) => names.has(name));
      const { source } = other.config;
      if (entryPoint === undefined || host === undefined || !source) continue;
      const owner = sourceOf(inventory, source);
      return [
        {
          placed,
          rule: 'hidden-passthrough',
          message: `${source.kind} ${source.namespace}/${source.name} has the host ${host} on the entry point ${entryPoint} too.`,
          field: routeField(placed, config.source),
          ...(owner && { related: [placeOf(owner, routeField(owner, source))] }),
        },
      ];
    }
    return [];
  });
};

import { groupBy } from '../../../core/base';
import { builtOf } from '../../../traefik/model';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, sourceOf } from '../routers';

/** UDP routers that share an entry point: Traefik keeps the one whose name sorts last. */
export const sharedUdpEntryPoint: TrafficCheck = (inventory, model, followOn) => {
  const routers = [...builtOf(model).runtime.udpRouters.values()].filter(
    ({ status }) => status !== 'disabled',
  );
  const places = groupBy(
    routers.flatMap((router) => router.using.map((entryPoint) => ({ entryPoint, router }))),
    ({ entryPoint }) => entryPoint,
  );
  return [...places].flatMap(([entryPoint, uses]): readonly ObjectFinding[] => {
    const sorted = uses.map(({ router }) => router).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const last = sorted.at(-1);
    return sorted.slice(0, -1).flatMap(({ config: { source } }): ObjectFinding[] => {
      const placed = sourceOf(inventory, source);
      if (!placed || followOn.hasTold(placed, 'several-udp-routes')) return [];
      return [
        {
          placed,
          rule: 'several-udp-routes',
          message: `The entry point ${entryPoint} is that of the router ${last?.name} too, which takes everything.`,
          field: routeField(placed, source),
        },
      ];
    });
  });
};

import type { ObjectFinding, TrafficCheck } from './object-finding';
import { placeOf } from './placing';
import { routeField, routersOf, sourceOf } from './routers';

/** Routers of one name that several objects make. */
export const sharedRouterName: TrafficCheck = (inventory, model) =>
  routersOf(model).flatMap(({ name, config: { source, rivals = [] } }): ObjectFinding[] => {
    const placed = rivals.length > 0 ? sourceOf(inventory, source) : undefined;
    if (!placed) return [];
    const others = rivals.map((rival) => `${rival.kind} ${rival.namespace}/${rival.name}`);
    return [
      {
        placed,
        rule: 'shared-router-name',
        message: `It makes a router ${name}, and so does ${others.join(' and ')}.`,
        field: routeField(placed, source),
        related: rivals.flatMap((rival) => {
          const other = sourceOf(inventory, rival);
          return other ? [placeOf(other, routeField(other, rival))] : [];
        }),
      },
    ];
  });

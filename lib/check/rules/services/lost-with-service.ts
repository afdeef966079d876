import { itemAt } from '../../../core/base';
import { dropsOf } from '../../../traefik/model';
import type { ObjectFinding, TrafficCheck } from '../object-finding';

/** Why a route is left out that has nothing to do with one of its services. */
const ofTheRoute =
  /^(?:Failed to create middleware keys|Invalid reference to TLSOption|Unsupported match kind|Empty match)/;

/** Routes of several services that are left out because of one of them. */
export const lostWithService: TrafficCheck = (inventory, model) =>
  dropsOf(model).flatMap(({ object, path, reason }): ObjectFinding[] => {
    const placed = inventory.made(object.kind, object.namespace, object.name);
    const field = [...path, 'services'];
    const services = placed && itemAt(placed.object, field);
    const isRoute = object.kind === 'IngressRoute' && path.length === 3 && !ofTheRoute.test(reason);
    if (!placed || !isRoute || !Array.isArray(services) || services.length < 2) return [];
    const message = `One of the ${services.length} services cannot be used, and the others get nothing either: ${reason}.`;
    return [{ placed, rule: 'lost-with-service', message, field }];
  });

import { valueAt } from '../../../core/base';
import { formatFieldPath } from '../../../core/finding';
import { serviceUses } from '../services/service-uses';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, routerSources, sourceOf } from '../routers';
import { passedByRouters } from './passed';

/** A retry in front of a sticky cookie: who has the cookie asks the same server again. */
export const retryOfOneServer: TrafficCheck = (inventory, model) => {
  const sourceOfRouter = routerSources(model);
  const sticky = serviceUses(inventory).filter(
    ({ reference }) => valueAt(reference, 'sticky', 'cookie') !== undefined,
  );
  if (sticky.length === 0) return [];
  return passedByRouters(model).flatMap(({ router, passed }): ObjectFinding[] => {
    const retry = passed.find(({ config }) => (config.retry?.attempts ?? 0) > 1);
    const source = sourceOfRouter(router);
    const placed = sourceOf(inventory, source);
    if (!retry || !placed) return [];
    const route = `${formatFieldPath(routeField(placed, source))}.`;
    return sticky
      .filter((use) => use.placed === placed && formatFieldPath(use.field).startsWith(route))
      .map(({ field, service }) => ({
        placed,
        rule: 'retry-of-one-server',
        message: `The retry ${retry.name} stands before a sticky cookie for Service "${service.metadata.name}".`,
        field: [...field, 'sticky'],
      }));
  });
};

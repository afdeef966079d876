import { groupBy } from '../../core/base';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { ruleOfErrors } from './reasons';
import { routeField, routersOf, sourceOf } from './routers';

/** Routes whose routers do not work, for a reason that no narrower rule has told. */
export const disabledByTraefik: TrafficCheck = (inventory, model, followOn) => {
  const disabled = routersOf(model).filter(({ status }) => status === 'disabled');
  // A route has one router for each kind of entry point that it is on.
  const routes = groupBy(disabled, ({ config: { source } }) => JSON.stringify(source));
  return [...routes.values()].flatMap(([first, ...others]): ObjectFinding[] => {
    const source = first?.config.source;
    const placed = sourceOf(inventory, source);
    if (!first || !placed) return [];
    const field = routeField(placed, source);
    const errors = new Set([first, ...others].flatMap((router) => router.errors));
    const rest = followOn.unexplained([...errors], placed, field);
    if (rest.length === 0) return [];
    return [
      {
        placed,
        rule: ruleOfErrors(rest),
        message: `The router ${first.name} does not work: ${rest.join('; ')}.`,
        field,
      },
    ];
  });
};

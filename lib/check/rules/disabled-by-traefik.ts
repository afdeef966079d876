import { groupBy } from '../../core/base';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { ruleOfErrors } from './reasons';
import type { PlacedObject } from '../../core/manifest';
import { remedyOf } from '../../traefik/model';
import { routeField, routersOf, sourceOf } from './routers';
import { SaidOnce, saidIn } from './said-in';
import { sentence } from './sentence';

/** Routes whose routers do not work, for a reason that no narrower rule has told. */
export const disabledByTraefik: TrafficCheck = (inventory, model, followOn) => {
  const disabled = routersOf(model).filter(({ status }) => status === 'disabled');
  // A route has one router for each kind of entry point that it is on.
  const routes = groupBy(disabled, ({ config: { source } }) => JSON.stringify(source));
  const once = new SaidOnce();
  return [...routes.values()].flatMap(([first, ...others]): ObjectFinding[] => {
    const source = first?.config.source;
    const placed = sourceOf(inventory, source);
    if (!first || !placed) return [];
    const field = routeField(placed, source);
    const errors = new Set([first, ...others].flatMap((router) => router.errors));
    const rest = followOn.unexplained([...errors], placed, field);
    if (rest.length === 0) return [];
    const finding: ObjectFinding = {
      placed,
      rule: ruleOfErrors(rest),
      message: `The router ${first.name} does not work: ${rest.join('; ')}.`,
      field,
    };
    const said = saidIn(placed, rest.join('; '), field);
    if (!said) return [finding];
    if (!once.isFirst(placed, said)) return [];
    const remedy = remedyOf(model, referenceOf(placed), said, rest.join('; '));
    return [{ ...finding, field: said, ...(remedy !== undefined && { fix: sentence(remedy) }) }];
  });
};

function referenceOf({ object: { kind, metadata } }: PlacedObject) {
  return { kind, namespace: metadata.namespace ?? 'default', name: metadata.name };
}

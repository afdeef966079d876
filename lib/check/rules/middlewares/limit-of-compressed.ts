import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, routerSources, sourceOf } from '../routers';
import { passedByRouters } from './passed';

/** A limit on the bytes of responses before compression: what it counts is then what is left of them. */
export const limitOfCompressed: TrafficCheck = (inventory, model) => {
  const sourceOfRouter = routerSources(model);
  return passedByRouters(model).flatMap(({ router, passed }): ObjectFinding[] => {
    const limit = passed.findIndex(({ config }) => (config.buffering?.maxResponseBodyBytes ?? 0) > 0);
    const press = passed.findIndex(({ config }, place) => place > limit && config.compress !== undefined);
    const source = sourceOfRouter(router);
    const placed = sourceOf(inventory, source);
    if (limit < 0 || press < 0 || !placed) return [];
    const [{ name = '' } = {}, { name: compress = '' } = {}] = [passed[limit], passed[press]];
    return [
      {
        placed,
        rule: 'limit-of-compressed',
        message: `The buffering ${name} counts the bytes of responses that ${compress} has compressed.`,
        fix: `Put ${compress} before ${name}.`,
        field: routeField(placed, source),
      },
    ];
  });
};

import { readStatusRanges, inRanges } from '../../../traefik/api/read';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, routerSources, sourceOf } from '../routers';
import { passedByRouters } from './passed';

/** An error page in place of the 401 by which a browser asks for a password. */
export const unaskedPassword: TrafficCheck = (inventory, model) => {
  const sourceOfRouter = routerSources(model);
  return passedByRouters(model).flatMap(({ router, passed }): ObjectFinding[] => {
    const page = passed.findIndex(({ config }) => catches401(config.errors?.status ?? []));
    const asking = passed.findIndex(
      ({ kind }, index) => index > page && (kind === 'basicAuth' || kind === 'digestAuth'),
    );
    const source = sourceOfRouter(router);
    const placed = sourceOf(inventory, source);
    if (page < 0 || asking < 0 || !placed) return [];
    const [{ name = '' } = {}, { kind = '', name: auth = '' } = {}] = [passed[page], passed[asking]];
    return [
      {
        placed,
        rule: 'unasked-password',
        message: `The errors middleware ${name} takes the place of the 401 of the ${kind} ${auth}.`,
        field: routeField(placed, source),
      },
    ];
  });
};

function catches401(status: readonly string[]): boolean {
  const ranges = readStatusRanges(status);
  return typeof ranges !== 'string' && inRanges(ranges, 401);
}

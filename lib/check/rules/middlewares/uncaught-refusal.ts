import { inRanges, readStatusRanges } from '../../../traefik/api/read';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, routerSources, sourceOf } from '../routers';
import { passedByRouters } from './passed';

/** An error page for what a login refuses, behind the login: what that answers never comes there. */
export const uncaughtRefusal: TrafficCheck = (inventory, model) => {
  const sourceOfRouter = routerSources(model);
  return passedByRouters(model).flatMap(({ router, passed }): ObjectFinding[] => {
    const auth = passed.findIndex(({ kind }) => kind === 'forwardAuth');
    const page = passed.findIndex(
      ({ config }, index) => index > auth && isForRefusals(config.errors?.status ?? []),
    );
    const source = sourceOfRouter(router);
    const placed = sourceOf(inventory, source);
    if (auth < 0 || page < 0 || !placed) return [];
    const [{ name = '' } = {}, { name: errors = '' } = {}] = [passed[auth], passed[page]];
    return [
      {
        placed,
        rule: 'uncaught-refusal',
        message: `The forwardAuth ${name} answers before ${errors} sees it.`,
        field: routeField(placed, source),
      },
    ];
  });
};

/** Whether a page was written for refusals: one for all mistakes of clients may be meant for the backend's. */
function isForRefusals(status: readonly string[]): boolean {
  const ranges = readStatusRanges(status);
  return typeof ranges !== 'string' && inRanges(ranges, 401) && !inRanges(ranges, 404);
}

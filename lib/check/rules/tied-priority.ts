import { groupBy } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { type TrafficModel, findTies } from '../../traefik/model';
import type { Inventory } from '../cluster';
import type { FollowOn } from './follow-on';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { placeOf } from './placing';
import { routeField, routerSources, sourceOf } from './routers';
import { shownRequest } from './shown-request';

/**
 * Routers between which Traefik chooses by chance, with a request that both take; and those of which nobody can say
 * whether there is such a request.
 */
export const tiedPriority: TrafficCheck = (inventory, model, followOn) => {
  const { ties, undecided } = findTies(model);
  const priorityOf = prioritiesOf(inventory, model);
  const seen = new Set<string>();
  const tied = ties.flatMap(({ routers: [first, second], request }): ObjectFinding[] => {
    const own = priorityOf(second);
    const other = priorityOf(first);
    // Two routes may meet in several routers, one for each kind of entry point.
    const pair = JSON.stringify([own, other].map((place) => place && placeOf(place.placed, place.field)));
    if (!own || seen.has(pair) || isOwnRedirect(own.placed, followOn)) return [];
    seen.add(pair);
    return [
      {
        ...own,
        rule: 'ambiguous-priority',
        message: `${first} and ${second} both match ${shownRequest(request)}, with the same priority.`,
        ...(other && { related: [placeOf(other.placed, other.field)] }),
      },
    ];
  });
  const open = [...groupBy(undecided, ([, second]) => second)];
  return [
    ...tied,
    ...open.flatMap(([router, pairs]): ObjectFinding[] => {
      const [[first] = [], ...others] = pairs;
      const own = priorityOf(router);
      const further = others.length === 0 ? '' : ` and ${others.length} more`;
      const message = `${router} has the same priority as ${first}${further}, and whether a request matches both cannot be decided.`;
      return own ? [{ ...own, rule: 'undecided-priority', message }] : [];
    }),
  ];
};

/** Where the priority of a router is written, or could be. */
function prioritiesOf(
  inventory: Inventory,
  model: TrafficModel,
): (router: string) => { readonly placed: PlacedObject; readonly field: FieldPath } | undefined {
  const sourceOfRouter = routerSources(model);
  return (router) => {
    const source = sourceOfRouter(router);
    const placed = sourceOf(inventory, source);
    return placed && { placed, field: [...routeField(placed, source), 'priority'] };
  };
}

/** Whether routes are in the way of their own redirect to HTTPS, which is told with them. */
function isOwnRedirect(placed: PlacedObject, followOn: FollowOn): boolean {
  return followOn.hasTold(placed, 'redirect-on-own-entry-point');
}

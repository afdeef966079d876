import { oncePer } from '../../../core/base';
import { isGuard } from '../../../traefik/api/middlewares';
import { type RequestLine, type Source, type TrafficModel, builtOf } from '../../../traefik/model';
import { providerOf, resolveName, spread } from '../../../traefik/model/built';
import { type Budget, budget } from '../../../traefik/regions';
import { doorsOf, findRequest } from '../../../traefik/ways';
import type { Inventory } from '../../cluster';
import { type Passed, workingRouters } from '../middlewares/passed';
import { routeField, sourceOf } from '../routers';
import type { Hit, Subject } from './advisory';

/** What looking for requests may cost altogether. */
const work = { states: 200_000, decisions: 200_000 };

export function subjectOf(inventory: Inventory, model: TrafficModel): Subject {
  const left = budget(work.states, work.decisions);
  const known = new Map<string, RequestLine | undefined>();
  const requestTo = (router: string): RequestLine | undefined => {
    if (!known.has(router)) known.set(router, findRequestTo(model, router, left));
    return known.get(router);
  };
  return { inventory, model, requestTo };
}

function findRequestTo(model: TrafficModel, router: string, left: Budget): RequestLine | undefined {
  for (const door of doorsOf(model)) {
    for (const lane of door.lanes.filter((each) => each.router === router)) {
      const found = findRequest([{ door, lane }], [], left);
      if (typeof found === 'object') return found.request;
    }
  }
  return undefined;
}

/** An HTTP router that works and that objects make, with the middlewares that its requests pass. */
export interface Routed {
  readonly router: string;
  readonly source: Source;
  readonly passed: readonly Passed[];
  readonly guards: ReadonlySet<string>;
  readonly entryPoints: readonly string[];
  readonly rule: string;
  /** Kubernetes Services to which its requests go. */
  readonly services: readonly string[];
}

export const routedBy = oncePer((model: TrafficModel): readonly Routed[] => {
  const { routers, services } = builtOf(model).runtime;
  return workingRouters(model).flatMap(({ router, passed, entryPoints }) => {
    const { source, rule = '', service = '' } = routers.get(router)?.config ?? {};
    const { shares } = spread(services, resolveName(providerOf(router), service));
    const kinds = passed.map(({ kind }) => kind).filter(isGuard);
    if (!source) return [];
    return [
      {
        router,
        source,
        passed,
        guards: new Set(kinds),
        entryPoints,
        rule,
        services: shares.map((share) => share.service),
      },
    ];
  });
});

/** A hit at the route of a router. */
export function atRoute(
  { inventory }: Subject,
  source: Source | undefined,
  message: string,
  request?: RequestLine,
): readonly Hit[] {
  const placed = sourceOf(inventory, source);
  if (!placed) return [];
  return [{ placed, field: routeField(placed, source), message, ...(request && { request }) }];
}

import { type TrafficModel, builtOf } from '../model';
import { Encounters } from '../ties/encounters';
import type { Entrance } from '../ties/reach';
import type { Route } from '../runtime/muxer';
import type { Readable } from '../runtime/constraints';
import type { RouteIndex } from '../runtime/route-index';

/** The routes of one entry point, in the clear or under TLS, best first. */
export interface Muxer {
  readonly entrance: Entrance;
  readonly routes: readonly Route[];
  readonly index: RouteIndex<Route>;
  /** The place of each route among all. */
  readonly places: ReadonlyMap<Route, number>;
  /** The routes that may take some of the requests of a rule, best first. */
  readonly around: (ruled: { readonly rule: Readable }) => readonly Route[];
}

/** The multiplexers of all entry points. */
export function muxersOf(model: TrafficModel): readonly Muxer[] {
  const { http, runtime } = builtOf(model);
  return (['plain', 'tls'] as const).flatMap((kind) =>
    [...http[kind]].flatMap(([name, index]) => {
      const { routes } = index;
      const entryPoint = runtime.statics.entryPoints.get(name);
      if (!entryPoint || routes.length === 0) return [];
      const entrance = { entryPoint, scheme: kind === 'plain' ? 'http' : 'https' };
      const places = new Map(routes.map((route, place) => [route, place]));
      return [{ entrance, routes, index, places, around: aroundOf(routes) }];
    }),
  );
}

/** Most sets need no such index: it is made when somebody asks. */
function aroundOf(routes: readonly Route[]): Muxer['around'] {
  let encounters: Encounters | undefined;
  return (ruled) => {
    if (!encounters) {
      encounters = new Encounters();
      for (const route of routes) encounters.add(route);
    }
    return encounters.around(ruled);
  };
}

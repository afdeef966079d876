import { type TrafficModel, builtOf } from '../model';
import { Encounters } from '../ties/encounters';
import type { Entrance } from '../ties/reach';
import type { Route } from '../runtime/muxer';
import type { RouteIndex } from '../runtime/route-index';

/** The routes of one entry point, in the clear or under TLS, best first. */
export interface Muxer {
  readonly entrance: Entrance;
  readonly routes: readonly Route[];
  readonly index: RouteIndex<Route>;
  /** The place of each route among all. */
  readonly places: ReadonlyMap<Route, number>;
  /** For each route the others that may share a request with it, best first. */
  readonly near: ReadonlyMap<Route, readonly Route[]>;
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
      return [{ entrance, routes, index, places, near: nearOf(routes, places) }];
    }),
  );
}

function nearOf(routes: readonly Route[], places: Muxer['places']): Muxer['near'] {
  const encounters = new Encounters();
  const near = new Map<Route, Route[]>(routes.map((route) => [route, []]));
  for (const route of routes) {
    for (const other of encounters.meet(route)) {
      near.get(route)?.push(other);
      near.get(other)?.push(route);
    }
  }
  for (const others of near.values()) others.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  return near;
}

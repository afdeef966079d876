import { type TrafficModel, builtOf } from '../model';
import type { RequestLine } from '../rules';
import { type Route, tie } from '../runtime/muxer';
import { Encounters } from './encounters';
import { type Way, waysTo } from './ways';
import { candidates } from './witness';

/** Two routers of equal priority, and a request that both take: chance decides between them. */
export interface Tie {
  readonly routers: readonly [string, string];
  readonly request: RequestLine;
}

/**
 * Pairs of HTTP or TCP routers between which chance decides, routers under a parent among them. Each comes with a
 * request that proves it; a pair whose rules are met together only by requests that nobody guesses is not found.
 * UDP has none: of several routers of one entry point Traefik takes the last by name.
 */
export function findTies(model: TrafficModel): readonly Tie[] {
  const built = builtOf(model);
  const { http, tcp } = built;
  const at = (entryPoint: string, scheme: string): Way => ({ entryPoint, scheme, rules: [] });
  return [
    ...[...http.plain].flatMap(([name, { routes }]) => tiesAmong(model, [at(name, 'http')], routes)),
    ...[...http.tls].flatMap(([name, { routes }]) => tiesAmong(model, [at(name, 'https')], routes)),
    ...[...http.children].flatMap(([parent, { routes }]) => tiesAmong(model, waysTo(built, parent), routes)),
    ...[...tcp].flatMap(([name, { plain, tls }]) => [
      ...tiesAmong(model, [at(name, 'tcp')], plain.routes),
      ...tiesAmong(model, [at(name, 'tls')], tls.routes),
    ]),
  ];
}

function tiesAmong(model: TrafficModel, ways: readonly Way[], routes: readonly Route[]): Tie[] {
  let last: Route | undefined;
  let encounters = new Encounters();
  return routes.flatMap((route) => {
    // Routes are sorted by priority, so those that can tie stand side by side.
    if (last && !tie(last, route)) encounters = new Encounters();
    last = route;
    return encounters.meet(route).flatMap((other): Tie[] => {
      const request = witness(model, ways, other, route);
      return request ? [{ routers: [other.router, route.router], request }] : [];
    });
  });
}

function witness(
  model: TrafficModel,
  ways: readonly Way[],
  route: Route,
  other: Route,
): RequestLine | undefined {
  for (const { entryPoint, scheme, rules } of ways) {
    for (const candidate of candidates([route.rule.tree, other.rule.tree, ...rules], scheme)) {
      const request = { ...candidate, entryPoint };
      // What parents change on the way only the model knows; without any the rules alone say enough to go on.
      const isHopeless = rules.length === 0 && !(route.rule.matches(request) && other.rule.matches(request));
      if (isHopeless) continue;
      const { router, ambiguous } = model.explain(request);
      const tied = new Set([router, ...ambiguous]);
      if (tied.has(route.router) && tied.has(other.router)) return request;
    }
  }
  return undefined;
}

import type { Budget, Formula } from '../../regions';
import { regions } from '../regions';
import { type TrafficModel, builtOf } from '../model';
import type { RequestLine } from '../rules';
import { type Route, tie } from '../runtime/muxer';
import { Encounters } from './encounters';
import { expressionsOf } from './expressions';
import { reach } from './reach';
import { type Way, waysTo } from './ways';
import { candidates } from './witness';

/** Two routers of equal priority, and a request that both take: chance decides between them. */
export interface Tie {
  readonly routers: readonly [string, string];
  readonly request: RequestLine;
}

/** All pairs between which chance decides. */
export interface Ties {
  readonly ties: readonly Tie[];
  /** Pairs of equal priority of which it cannot be said whether a request meets both. */
  readonly undecided: readonly (readonly [string, string])[];
}

/** What all pairs together may cost, so that thousands of rules that all meet are told in seconds. */
const work = { states: 100_000, decisions: 1_000_000, meetings: 3_000_000 };

/** From so many pairs of a priority on, their expressions are held against each other at once. */
const many = 200;

/**
 * A router is told of with so many others; when those are mended, the rest is told. Where very much is told, one is
 * enough for each.
 */
const mostTold = { ofEach: 10, before: 200 };

/**
 * Pairs of HTTP or TCP routers between which chance decides, routers under a parent among them. Each comes with a
 * request that proves it. Whether two rules meet is decided by what they mean; it stays undecided where a rule is in
 * the v2 syntax, or where the rules are so large that the search gives up.
 * UDP has none: of several routers of one entry point Traefik takes the last by name.
 */
export function findTies(model: TrafficModel): Ties {
  const built = builtOf(model);
  const { http, tcp } = built;
  const search = new Search(model);
  const at = (entryPoint: string, scheme: string): Way => ({ entryPoint, scheme, rules: [] });
  for (const [name, { routes }] of http.plain) search.among([at(name, 'http')], routes);
  for (const [name, { routes }] of http.tls) search.among([at(name, 'https')], routes);
  for (const [parent, { routes }] of http.children) search.among(waysTo(built, parent), routes);
  for (const [name, { plain, tls }] of tcp) {
    search.among([at(name, 'tcp')], plain.routes);
    search.among([at(name, 'tls')], tls.routes);
  }
  return search;
}

class Search implements Ties {
  readonly ties: Tie[] = [];
  readonly undecided: [string, string][] = [];
  private readonly told = new Map<string, number>();

  private budget: Budget | undefined;

  constructor(private readonly model: TrafficModel) {}

  private get left(): Budget {
    return (this.budget ??= regions().budget(work.states, work.decisions));
  }

  among(ways: readonly Way[], routes: readonly Route[]): void {
    // Routes are sorted by priority, so those that can tie stand side by side.
    for (let start = 0; start < routes.length;) {
      const end = routes.findIndex((route, index) => index > start && !tie(routes[start] ?? route, route));
      const group = routes.slice(start, end < 0 ? routes.length : end);
      for (const [other, route] of pairsOf(group)) this.compare(ways, routes, other, route);
      start += group.length;
    }
  }

  private compare(ways: readonly Way[], routes: readonly Route[], route: Route, other: Route): void {
    const routers: [string, string] = [route.router, other.router];
    const most = this.ties.length + this.undecided.length < mostTold.before ? mostTold.ofEach : 1;
    if (routers.some((router) => (this.told.get(router) ?? 0) >= most)) return;
    const found = this.meeting(ways, routes, route, other);
    if (found === 'none') return;
    if (found === 'unknown') this.undecided.push(routers);
    else this.ties.push({ routers, request: found });
    for (const router of routers) this.told.set(router, (this.told.get(router) ?? 0) + 1);
  }

  private meeting(
    ways: readonly Way[],
    routes: readonly Route[],
    route: Route,
    other: Route,
  ): RequestLine | 'none' | 'unknown' {
    let isUnknown = false;
    for (const way of ways) {
      const found = this.decide(way, routes, route, other);
      // What parents change on the way, and what the v2 syntax means, only the model knows: guesses are better than none.
      const isGuess = found === 'unknown' || way.rules.length > 0;
      const request = typeof found === 'object' ? found : isGuess ? this.guess(way, route, other) : undefined;
      if (request) return request;
      isUnknown ||= found === 'unknown';
    }
    return isUnknown ? 'unknown' : 'none';
  }

  private decide(
    { entryPoint: name, scheme, rules }: Way,
    routes: readonly Route[],
    route: Route,
    other: Route,
  ): RequestLine | 'none' | 'unknown' {
    const entryPoint = builtOf(this.model).runtime.statics.entryPoints.get(name);
    if (!entryPoint) return 'none';
    const wanted: Formula = { kind: 'all', of: [route.rule.tree, other.rule.tree, ...rules] };
    if ([route, other].some(({ rule }) => rule.syntax === 'v2')) return 'unknown';
    return reach(
      this.model,
      { entryPoint, scheme },
      rules.length === 0 ? routes : [],
      wanted,
      ({ router, ambiguous }) => areTied([router, ...ambiguous], route, other),
      this.left,
    );
  }

  private guess({ entryPoint, scheme, rules }: Way, route: Route, other: Route): RequestLine | undefined {
    for (const candidate of candidates([route.rule.tree, other.rule.tree, ...rules], scheme)) {
      const request = { ...candidate, entryPoint };
      // What parents change on the way only the model knows; without any the rules alone say enough to go on.
      const isHopeless = rules.length === 0 && !(route.rule.matches(request) && other.rule.matches(request));
      if (isHopeless) continue;
      const { router, ambiguous } = this.model.trace(request);
      if (areTied([router, ...ambiguous], route, other)) return request;
    }
    return undefined;
  }
}

function areTied(routers: readonly (string | null)[], route: Route, other: Route): boolean {
  return routers.includes(route.router) && routers.includes(other.router);
}

/** The pairs of some routes of one priority that may share a request. */
function pairsOf(routes: readonly Route[]): readonly (readonly [Route, Route])[] {
  const encounters = new Encounters();
  const pairs = routes.flatMap((route) => encounters.meet(route).map((other) => [other, route] as const));
  if (pairs.length < many) return pairs;
  return thoseThatMeet(thoseThatMeet(pairs, routes, 'host'), routes, 'path');
}

function thoseThatMeet(
  pairs: readonly (readonly [Route, Route])[],
  routes: readonly Route[],
  of: 'host' | 'path',
): readonly (readonly [Route, Route])[] {
  const asking = routes.flatMap((route) => {
    const expressions = expressionsOf(route, of);
    return expressions ? [{ route, automata: expressions.map(regions().regexpAutomaton) }] : [];
  });
  if (asking.length < 2) return pairs;
  const dimension = of === 'host' && asking[0]?.route.rule.protocol === 'tcp' ? 'serverName' : of;
  const { budget, meetingsOf, universeOf } = regions();
  const sets = asking.map(({ automata }) => automata);
  const meetings = meetingsOf(universeOf(dimension), sets, budget(work.meetings));
  if (!meetings) return pairs;
  const numbers = new Map(asking.map(({ route }, number) => [route, number]));
  return pairs.filter(([one, other]) => {
    const [first, second] = [numbers.get(one), numbers.get(other)];
    return first === undefined || second === undefined || meetings.have(first, second);
  });
}

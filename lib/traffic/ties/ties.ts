import type { TrafficModel } from '../model';
import type { RequestLine, RuleNode } from '../rules';
import { type Route, tie } from '../runtime/muxer';
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
  const { http, tcp } = model.built;
  const at = (entryPoint: string, scheme: string): Way => ({ entryPoint, scheme, rules: [] });
  return [
    ...[...http.plain].flatMap(([name, { routes }]) => tiesAmong(model, [at(name, 'http')], routes)),
    ...[...http.tls].flatMap(([name, { routes }]) => tiesAmong(model, [at(name, 'https')], routes)),
    ...[...http.children].flatMap(([parent, { routes }]) =>
      tiesAmong(model, waysTo(model.built, parent), routes),
    ),
    ...[...tcp].flatMap(([name, { plain, tls }]) => [
      ...tiesAmong(model, [at(name, 'tcp')], plain.routes),
      ...tiesAmong(model, [at(name, 'tls')], tls.routes),
    ]),
  ];
}

function tiesAmong(model: TrafficModel, ways: readonly Way[], routes: readonly Route[]): Tie[] {
  const open: { route: Route; host: string | undefined }[] = [];
  return routes.flatMap((route) => {
    // Routes are sorted by priority, so those that can tie stand side by side.
    if (open[0] && !tie(open[0].route, route)) open.length = 0;
    const host = onlyHost(route.rule.tree);
    const rivals = open.filter(
      (other) => other.host === undefined || host === undefined || other.host === host,
    );
    open.push({ route, host });
    return rivals.flatMap((other): Tie[] => {
      const request = witness(model, ways, other.route, route);
      return request ? [{ routers: [other.route.router, route.router], request }] : [];
    });
  });
}

/** The one host that a rule allows, where it says so at its outermost; most pairs of routers differ in it. */
function onlyHost(tree: RuleNode): string | undefined {
  const parts = tree.kind === 'and' ? tree.operands : [tree];
  const hosts = parts.flatMap((part) =>
    part.kind === 'matcher' && (part.name === 'Host' || part.name === 'HostSNI') ? part.args : [],
  );
  const [host] = hosts;
  return hosts.length === 1 && host !== undefined && !host.includes('*')
    ? host.toLowerCase().replace(/\.$/, '')
    : undefined;
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

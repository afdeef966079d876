import type { TrafficModel } from '../model';
import type { RequestLine, RuleNode } from '../rules';
import { type Route, tie } from '../runtime/muxer';
import { candidates } from './witness';

/** Two routers of equal priority, and a request that both take: chance decides between them. */
export interface Tie {
  readonly routers: readonly [string, string];
  readonly request: RequestLine;
}

/**
 * Pairs of HTTP routers between which chance decides. Each comes with a request that proves it; a pair whose
 * rules are met together only by requests that nobody guesses is not found.
 */
export function findTies(model: TrafficModel): readonly Tie[] {
  const { plain, tls } = model.built.http;
  return [
    ...[...plain].flatMap(([entryPoint, { routes }]) => tiesAt(model, entryPoint, 'http', routes)),
    ...[...tls].flatMap(([entryPoint, { routes }]) => tiesAt(model, entryPoint, 'https', routes)),
  ];
}

function tiesAt(model: TrafficModel, entryPoint: string, scheme: string, routes: readonly Route[]): Tie[] {
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
      const request = witness(model, entryPoint, scheme, other.route, route);
      return request ? [{ routers: [other.route.router, route.router], request }] : [];
    });
  });
}

/** The one host that a rule allows, where it says so at its outermost; most pairs of routers differ in it. */
function onlyHost(tree: RuleNode): string | undefined {
  const parts = tree.kind === 'and' ? tree.operands : [tree];
  const hosts = parts.flatMap((part) => (part.kind === 'matcher' && part.name === 'Host' ? part.args : []));
  const [host] = hosts;
  return hosts.length === 1 && host !== undefined && !host.includes('*')
    ? host.toLowerCase().replace(/\.$/, '')
    : undefined;
}

function witness(
  model: TrafficModel,
  entryPoint: string,
  scheme: string,
  route: Route,
  other: Route,
): RequestLine | undefined {
  for (const candidate of candidates([route.rule.tree, other.rule.tree], scheme)) {
    const request = { ...candidate, entryPoint };
    if (!route.rule.matches(request) || !other.rule.matches(request)) continue;
    const { router, ambiguous } = model.explain(request);
    const tied = new Set([router, ...ambiguous]);
    if (tied.has(route.router) && tied.has(other.router)) return request;
  }
  return undefined;
}

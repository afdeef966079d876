import { type TrafficRequest, escapedPath } from '../../request';
import { type HttpRequest, type TcpConnection, parseTarget } from '../rules';
import { type Route, tie } from '../runtime/muxer';
import type { RouteIndex } from '../runtime/route-index';

/** Which routes of a multiplexer match: the one that is taken, and the others. */
export interface Match<R extends Route> {
  readonly winner: R | undefined;
  readonly ambiguous: readonly R[];
  readonly shadowed: readonly R[];
}

/** Finds the routes that match. */
export function matchRoutes<R extends Route>(
  routes: RouteIndex<R>,
  request: HttpRequest | TcpConnection,
): Match<R> {
  const [winner, ...others] = routes.matches(request);
  if (!winner) return { winner, ambiguous: [], shadowed: [] };
  return {
    winner,
    ambiguous: others.filter((route) => tie(winner, route)),
    shadowed: others.filter((route) => !tie(winner, route)),
  };
}

/** A request as rules see it now: middlewares of a parent may have changed path and headers, but not the host. */
export function asRulesSee(request: TrafficRequest): HttpRequest {
  const { method, host, canonicalHost, headers, clientIp, url } = request;
  const search = url.rawQuery === '' ? '' : `?${url.rawQuery}`;
  const target = parseTarget(escapedPath(url) + search) ?? { path: '', query: new Map() };
  return { kind: 'http', method, rawHost: host, host: canonicalHost, headers, clientIp, ...target };
}

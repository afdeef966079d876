import { escapedPath } from '../request/go-url';
import type { TrafficRequest } from '../request/request';
import { type HttpRequest, type TcpConnection, parseTarget } from '../rules';
import { type Route, tie } from '../runtime/muxer';

/** Which routes of a multiplexer match: the one that is taken, and the others. */
export interface Match<R extends Route> {
  readonly winner: R | undefined;
  readonly ambiguous: readonly R[];
  readonly shadowed: readonly R[];
}

/** Finds the routes that match; sorted routes are tried in order. */
export function matchRoutes<R extends Route>(
  routes: readonly R[],
  request: HttpRequest | TcpConnection,
): Match<R> {
  const [winner, ...others] = routes.filter((route) => route.rule.takes(request));
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

import type { Budget, Formula } from '../../regions';
import { regions } from '../regions';
import type { Trace } from '../explain/result';
import type { TrafficModel } from '../model';
import type { RequestLine, RuleNode } from '../rules';
import type { Route } from '../runtime/muxer';
import type { EntryPoint } from '../static';

/** Where requests come in. */
export interface Entrance {
  readonly entryPoint: EntryPoint;
  /** `http`, `https`, `tcp` or `tls`. */
  readonly scheme: string;
}

/** A request of which something holds; or that there is none; or that it cannot be said. */
export type Reached = RequestLine | 'none' | 'unknown';

/** Routers that may be in the way before a search gives up. */
const mostInTheWay = 64;

/**
 * Finds a request of a set of which something holds once it has come in. Each request that it does not hold of is
 * taken by some route; what that route takes is then left out, until one is found or nothing is left.
 *
 * @param routes the multiplexer's routes, best first
 */
export function reach(
  model: TrafficModel,
  entrance: Entrance,
  routes: readonly Route[],
  wanted: Formula,
  holds: (trace: Trace) => boolean,
  left: Budget,
): Reached {
  const { entryPoint, scheme } = entrance;
  const isHttp = scheme === 'http' || scheme === 'https';
  const conditions: Formula[] = [wanted, ...(isHttp ? arrivals(entryPoint) : [])];
  for (let tries = 0; tries < mostInTheWay; tries++) {
    const answer = regions().satisfy({ kind: 'all', of: conditions }, scheme, left);
    if (typeof answer === 'string') return answer;
    const request = { ...answer.request, entryPoint: entryPoint.name };
    if (holds(model.trace(request))) return request;
    const inTheWay = routes.find(({ rule }) => rule.matches(request));
    if (!inTheWay) return 'unknown';
    conditions.push({ kind: 'none', of: inTheWay.rule.tree });
  }
  return 'unknown';
}

/**
 * What is true of every request behind an entry point. It writes escapes in capitals, so that no `?` is left in a path;
 * and it resolves `//`, `/./` and `/../` where it cleans paths (entryPoints.<name>.http.sanitizePath).
 */
export function arrivals({ file }: EntryPoint): readonly Formula[] {
  const never = ['\\?', ...((file.http?.sanitizePath ?? true) ? [String.raw`//|/\.\.?(?:/|$)`] : [])];
  return never.map((pattern) => ({ kind: 'none', of: pathRegexp(pattern) }));
}

function pathRegexp(pattern: string): RuleNode {
  return { kind: 'matcher', name: 'PathRegexp', args: [pattern], start: 0, end: 0 };
}

import type { Budget, Formula } from '../../regions';
import { regions } from '../regions';
import { type RequestLine, receive } from '../rules';
import type { Route } from '../runtime/muxer';
import { arrivals } from '../ties/reach';
import type { Muxer } from './muxer';

/** A route that takes requests of a set, with one of them. */
export interface Taker {
  readonly route: Route;
  readonly request: RequestLine;
}

/** The routes that take the requests of a set; `isWhole` where these are certainly all of them. */
export interface Takers {
  readonly takers: readonly Taker[];
  readonly isWhole: boolean;
}

/** Routes that are told apart before a search gives up. */
const most = 64;

/**
 * Which of some routes take the requests of a set: a request is found and the route that takes it; what that route takes
 * is left out, and so on until nothing is left.
 *
 * @param routes best first; requests that none of them takes do not count
 * @param isEnough ends the search early
 */
export function takersOf(
  { entrance, index }: Muxer,
  routes: readonly Route[],
  wanted: Formula,
  left: Budget,
  isEnough: (taker: Taker) => boolean = () => false,
): Takers {
  const { entryPoint, scheme } = entrance;
  const takers: Taker[] = [];
  const conditions: Formula[] = [wanted, ...arrivals(entryPoint)];
  let isOfRoutes = false;
  while (takers.length < most) {
    const answer = regions().satisfy({ kind: 'all', of: conditions }, scheme, left);
    if (typeof answer === 'string') return { takers, isWhole: answer === 'none' };
    const request = { ...answer.request, entryPoint: entryPoint.name };
    const received = receive(request);
    if (typeof received === 'number') break;
    const route =
      routes === index.routes ? index.first(received) : routes.find(({ rule }) => rule.takes(received));
    if (!route) {
      if (isOfRoutes) break;
      isOfRoutes = true;
      conditions.push({ kind: 'any', of: routes.map(({ rule }) => rule.tree) });
      continue;
    }
    const taker = { route, request };
    takers.push(taker);
    if (isEnough(taker)) return { takers, isWhole: false };
    conditions.push({ kind: 'none', of: route.rule.tree });
  }
  return { takers, isWhole: false };
}

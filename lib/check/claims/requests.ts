import type { MiddlewareConfig } from '../../traefik/api/middlewares';
import type { Trace } from '../../traefik/model/built';
import type { Formula } from '../../traefik/regions';
import { type HttpRequest, type Rule, formatRule, parseRule } from '../../traefik/rule';
import { type Way, all, any, asArrived, holds } from '../../traefik/ways';
import { editsOf } from './backend/edits';
import { type Dots, unedited } from './backend/read-paths';
import { type Reading, readPath, readingOf } from './backend/reading';
import { readRequests, takesRead, withoutPaths } from './backend/requests';
import type { OwnClaim } from './claim';

/** The requests that a claim speaks of, in forms in which they can be asked. */
export interface RequestsOfClaim {
  /** A rule that takes them all, by which routers are found; undefined where all requests are meant. */
  readonly near: Rule | undefined;
  /** Conditions that some request fulfils if the set is not empty. */
  readonly anyPath: readonly Formula[];
  /**
   * The requests that go a way. With `any` dots none is missing, though there may be others; with none there are no
   * others, as far as it is known what Traefik does to paths.
   */
  along(way: Way, configOf: (name: string) => MiddlewareConfig | undefined, dots: Dots): readonly Formula[];
  /** Whether a request is one of them, with what becomes of it. */
  has(arrived: HttpRequest, trace: Trace): boolean;
  /** Paths that are asked for, as words for tries. */
  readonly rule: Rule | undefined;
  /** How the backend reads paths; undefined where it reads them as rules do. */
  readonly reading: Reading | undefined;
}

/** The requests of a claim. */
export function requestsOf({ requests, backend }: OwnClaim): RequestsOfClaim {
  const reading = readingOf(backend);
  if (requests === undefined) {
    return { near: undefined, anyPath: [], along: () => [], has: () => true, rule: undefined, reading };
  }
  const rule = parseRule(requests);
  const tree = asArrived(rule.tree);
  if (!reading) {
    const asked = [tree];
    const has = (arrived: HttpRequest): boolean => holds(tree, arrived);
    return { near: rule, anyPath: asked, along: () => asked, has, rule, reading };
  }
  const near = parseRule(formatRule(withoutPaths(rule.tree)));
  return {
    near,
    anyPath: [readRequests(tree, reading, unedited, 'none')],
    along: (way, configOf, dots) => [
      any(
        ...editsOf(way, configOf).map(({ when, edit }) => all(when, readRequests(tree, reading, edit, dots))),
      ),
    ],
    has: (arrived, { forwarded }) =>
      forwarded !== null && takesRead(tree, reading, arrived, readPath(reading, forwarded.url)),
    rule,
    reading,
  };
}

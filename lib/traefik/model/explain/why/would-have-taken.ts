import { groupBy } from '../../../../core/base';
import type { Priority } from '../../dynamic/configuration';
import type { RequestLine } from '../../rules';
import type { Trace } from '../result';
import { type LeftOut, type LeftOutRoute, leftOutRoutes } from './left-out';
import type { Scene } from './scene';
import { type Seen, asSeen } from './seen';

interface Winner {
  readonly priority: Priority;
}

/** Routes that are left out and would have taken the request before the router that did; best first. */
export function wouldHaveTaken(scene: Scene, line: RequestLine, explained: Trace): readonly LeftOut[] {
  const routes = leftOutRoutes(scene);
  const seen = routes.length === 0 ? undefined : asSeen(scene, line, explained);
  if (!seen) return [];
  const { routers, tcpRouters } = scene.built.runtime;
  const { router } = explained;
  const parents = router === null ? [] : (routers.get(router)?.config.parentRefs ?? []);
  const ways = router === null ? [] : [router, ...parents];
  const winner = router === null ? undefined : (routers.get(router) ?? tcpRouters.get(router));
  const taking = routes
    .filter((route) => isOnWay(scene, route, seen, ways) && isMeant(route, seen) && goesFirst(route, winner))
    .map(({ told }) => told);
  // One route may be told twice: its routers with TLS and without may both be on the entry point.
  return [...groupBy(taking, (told) => JSON.stringify({ ...told, priority: String(told.priority) })).values()]
    .flatMap(([told]) => told ?? [])
    .toSorted((a, b) => Number(b.priority ?? 0) - Number(a.priority ?? 0));
}

function isOnWay(
  { built }: Scene,
  { told, entryPoints, hasTls, protocol, parents }: LeftOutRoute,
  { entryPoint, isTls }: Seen,
  ways: readonly string[],
): boolean {
  if (parents.length > 0) return parents.some((parent) => ways.includes(parent));
  // HTTP without any entry point that there is was meant for one that there is not: maybe this one.
  const isAnywhere = entryPoints.length === 0 && protocol === 'http';
  const isHere = isAnywhere || entryPoints.includes(entryPoint);
  // The entry point gives TLS to every router of HTTP that has none.
  const isSecure = hasTls || built.runtime.statics.entryPoints.get(entryPoint)?.file.http?.tls !== undefined;
  return isHere && (told.status === 'unread' || protocol === 'tcp' || isSecure === isTls);
}

function isMeant({ rule, isOldRule, told, protocol }: LeftOutRoute, { http, tcp }: Seen): boolean {
  const request = protocol === 'http' ? http : tcp;
  const host = (protocol === 'http' ? http?.host : tcp?.serverName) ?? '';
  if (rule && request !== undefined && rule.takes(request)) return true;
  // What another provider would read has paths in its own language, and an unreadable rule still names its hosts.
  const isForeign = rule === undefined || isOldRule || told.status === 'unread';
  return (
    host !== '' && isForeign && (names(told.rule, host) || (rule === undefined && speaksOf(told.rule, host)))
  );
}

function names(rule: string, host: string): boolean {
  const quoted = new Set([...rule.matchAll(/[`"]([^`"]*)[`"]/g)].map(([, text = '']) => text.toLowerCase()));
  return quoted.has(host) || quoted.has(host.replace(/^[^.]*/, '*'));
}

/** Whether a rule that nobody can read, since nothing in it is quoted as it should be, has the host as a word. */
function speaksOf(rule: string, host: string): boolean {
  return rule
    .toLowerCase()
    .split(/[^a-z0-9._-]+/)
    .includes(host);
}

/** Whether it would be tried before the router that took the request: chance decides between equal ones. */
function goesFirst({ told: { priority } }: LeftOutRoute, winner: Winner | undefined): boolean {
  return !winner || priority === null || priority >= winner.priority;
}

import { oncePer } from '../../../../core/base';
import type { Location } from '../../../../core/finding';
import type { Priority } from '../../dynamic/configuration';
import {
  type HttpRequest,
  type RequestLine,
  type Rule,
  type RuleNode,
  type TcpConnection,
  formatRule,
  matchersOf,
  parseRule,
  readRule,
  translation,
} from '../../rules';
import type { TcpRoute } from '../../runtime/build-tcp';
import type { Route } from '../../runtime/muxer';
import type { Trace } from '../result';
import { type HostDistance, expressionDistance, farthestHost, hostDistance } from './host-distance';
import { type ObjectReference, type Scene, objectOf, placeOf, routePath } from './scene';
import { type Seen, asSeen } from './seen';

/** A router that works and did not take the request, though it came near. */
export interface NearMiss {
  readonly router: string;
  readonly object: ObjectReference | null;
  readonly location: Location | null;
  readonly rule: string;
  readonly priority: Priority;
  /** The parts of its rule that do not hold; none where something else is in the way. */
  readonly failed: readonly string[];
  /** What is in the way, where that can be said. */
  readonly because: string | null;
}

/** How many are shown. */
const shown = 3;

interface Candidate {
  readonly route: Route;
  readonly failed: readonly string[];
  readonly because: string | null;
}

/**
 * Routers that came near: where none took the request all that did, else the TCP routers that lost to HTTPS alone.
 */
export function nearMisses(scene: Scene, line: RequestLine, explained: Trace): readonly NearMiss[] {
  const isMiss = explained.router === null && explained.outcome !== 'forwarded';
  const seen = asSeen(scene, line, explained);
  if (!seen) return [];
  const candidates = [...lostToHttps(scene, seen, explained), ...(isMiss ? missed(scene, seen) : [])];
  const isFirst = ({ route }: Candidate, index: number): boolean =>
    candidates.findIndex((other) => other.route === route) === index;
  return candidates
    .filter(isFirst)
    .slice(0, shown)
    .map((candidate) => tell(scene, withRefusal(candidate, explained)));
}

/** Where all of a rule holds, nothing but the refused handshake was in the way. */
function withRefusal(candidate: Candidate, { outcome }: Trace): Candidate {
  const { failed, because } = candidate;
  if (outcome !== 'rejected' || failed.length > 0 || because !== null) return candidate;
  return { ...candidate, because: 'it takes this request, once the handshake is through' };
}

function tell(scene: Scene, { route, failed, because }: Candidate): NearMiss {
  const { routers, tcpRouters } = scene.built.runtime;
  const source = (routers.get(route.router) ?? tcpRouters.get(route.router))?.config.source;
  const object = source && objectOf(scene, source);
  return {
    router: route.router,
    object: source ? { kind: source.kind, namespace: source.namespace, name: source.name } : null,
    location: object && source ? placeOf(scene, source, routePath(object.value, source.route)) : null,
    rule: route.rule.text,
    priority: route.priority,
    failed,
    because,
  };
}

/** TCP routers that would take this server name, and never see it. */
function lostToHttps(
  { built }: Scene,
  { tcp, isTls, entryPoint }: Seen,
  { router }: Trace,
): readonly Candidate[] {
  const muxers = built.tcp.get(entryPoint);
  if (!tcp || !muxers || !isTls || (router !== null && built.runtime.tcpRouters.has(router))) return [];
  const [host] = muxers.hosts.matches(tcp);
  if (!host) return [];
  return muxers.tls.matches(tcp).map((route) => ({
    route,
    failed: [],
    because:
      host.host === '*'
        ? `${kindText(route)} catches all server names, and so do the HTTP routers with TLS of ${entryPoint}: HTTPS goes before it`
        : `HTTP routers with TLS on ${entryPoint} name the host ${host.host}: HTTPS takes all connections for it, whatever their path and priority, before any TCP router`,
  }));
}

function kindText({ kind }: TcpRoute): string {
  return kind === 'passthrough' ? 'the TCP router (passthrough)' : 'the TCP router';
}

function missed(scene: Scene, seen: Seen): readonly Candidate[] {
  const { http } = scene.built;
  const { entryPoint, isTls } = seen;
  const here = (isTls ? http.tls : http.plain).get(entryPoint)?.routes ?? [];
  const request = seen.http;
  if (!request) return [];
  const otherScheme = ((isTls ? http.plain : http.tls).get(entryPoint)?.routes ?? [])
    .filter(({ rule }) => rule.takes(request))
    .map((route) => ({ route, failed: [], because: schemeText(entryPoint, isTls) }));
  const taken = new Set(otherScheme.map(({ route }) => route.router));
  const elsewhere = [...http.plain, ...http.tls]
    .filter(([name]) => name !== entryPoint)
    .flatMap(([name, { routes }]) => routes.map((route) => ({ name, route })))
    .filter(({ route }) => !taken.has(route.router) && !isInternal(route) && route.rule.takes(request))
    .map(({ name, route }) => ({ route, failed: [], because: `it is on the entry point ${name} only` }));
  return [...writtenForV2(here, request), ...otherScheme, ...elsewhere, ...nearest(here, request)];
}

function schemeText(entryPoint: string, isTls: boolean): string {
  return isTls
    ? `it has no TLS (tls: {}), so it takes http alone on ${entryPoint}`
    : `it has TLS, so it takes https alone on ${entryPoint}`;
}

function isInternal({ router }: Route): boolean {
  return router.endsWith('@internal');
}

/** Rules that v3 takes, and that would match in the syntax of v2: then something in them is read otherwise now. */
function writtenForV2(routes: readonly Route[], request: HttpRequest): readonly Candidate[] {
  return routes.flatMap((route) => {
    const because = route.rule.syntax === 'v3' ? translation(route.rule) : undefined;
    if (because === undefined) return [];
    const old = readRule(route.rule.text, 'v2', 'http');
    if ('error' in old || !old.rule.takes(request)) return [];
    return [{ route, failed: failedParts(route.rule, request).failed, because }];
  });
}

/** Where some rule names the very host, others that only look like it are not what was meant. */
function nearest(routes: readonly Route[], request: HttpRequest): readonly Candidate[] {
  const farthest = Math.min(farthestHost, Math.max(3, request.host.length / 3));
  const near = routes
    .filter((route) => !isInternal(route))
    .map((route) => ({ route, ...hostOf(route.rule, request) }))
    .filter(({ edits }) => edits <= farthest)
    .map((candidate) => ({ ...candidate, ...failedParts(candidate.route.rule, request) }))
    .toSorted((a, b) => a.edits - b.edits || a.failed.length - b.failed.length || b.holds - a.holds);
  const isNamed = near[0]?.edits === 0;
  return near
    .filter(({ edits }) => !isNamed || edits === 0)
    .map(({ route, failed, because = null }) => ({ route, failed, because }));
}

/** How far the host is from the nearest one of a rule; as near as can be where the rule asks for none. */
function hostOf(
  { tree }: Rule,
  { host }: HttpRequest,
): { readonly edits: number; readonly because?: string } {
  const [nearestHost = { edits: 0 }] = matchersOf(tree)
    .map(({ matcher }) => matcher)
    .filter(({ name }) => name.startsWith('Host'))
    .flatMap(({ name, args }) => args.map((wanted) => distanceTo(name, host, wanted.toLowerCase())))
    .toSorted((a, b) => a.edits - b.edits);
  return nearestHost;
}

function distanceTo(matcher: string, host: string, wanted: string): HostDistance {
  return matcher === 'HostRegexp' ? expressionDistance(host, wanted) : hostDistance(host, wanted);
}

function failedParts(
  rule: Rule,
  request: HttpRequest | TcpConnection,
): { readonly failed: readonly string[]; readonly holds: number } {
  const parts = partsOf(rule);
  const failed = parts.filter((part) => !part.takes(request)).map(({ text }) => text);
  return { failed, holds: parts.length - failed.length };
}

/** What all must hold for a rule to match, each as a rule of its own. */
const partsOf = oncePer(({ tree, syntax, protocol }: Rule): readonly Rule[] => {
  const operands: readonly RuleNode[] = tree.kind === 'and' ? tree.operands : [tree];
  return operands.map((node) => parseRule(formatRule(node), { syntax, protocol }));
});

import { tcpKindOf, tcpTreatmentsOf } from '../api/tcp-middlewares';
import { type Built, type TcpRoute, providerOf, refusesEveryone, resolveName, spread } from '../model/built';
import type { Share } from '../request';
import { type Rule, type RuleNode, formatRule, parseRule, pathPrefix } from '../rule';
import { type Lane, askedOf } from './lane';
import { type End, type Way, type WayStep, matters } from './way';

/** What an entry point does with connections that no TCP router takes, and that bring no HTTP request. */
export const waitsForHttp: Way = closed('no TCP router takes it: Traefik waits for an HTTP request');

/** All connections are closed. */
export function closed(reason: string): Way {
  return { steps: [], end: { kind: 'closed', reason } };
}

/** The way of all connections that a TCP router takes. */
export function tcpWay(built: Built, { router, kind, options }: TcpRoute): Way {
  const { runtime } = built;
  if (kind === 'broken') return closed('the TLS options of this router are broken');
  const error = options === undefined ? undefined : refusal(built, options);
  if (error !== undefined) return closed(error);
  const state = runtime.tcpRouters.get(router);
  const steps = (state?.middlewares ?? []).map((name): WayStep => {
    const config = runtime.tcpMiddlewares.get(name)?.config ?? {};
    return { name, kind: tcpKindOf(config) ?? '', guards: true, treatments: tcpTreatmentsOf(config) };
  });
  const service = resolveName(providerOf(router), state?.config.service ?? '');
  return { steps: steps.filter(matters), end: streamEnd(spread(runtime.tcpServices, service), service) };
}

/** Where connections to a TCP or UDP service end. */
export function streamEnd({ shares, unavailable }: ReturnType<typeof spread>, service: string): End {
  if (shares.length === 0 || unavailable >= 1) return { kind: 'closed', reason: 'the service has no server' };
  const as = JSON.stringify([shares.map(written).toSorted(), unavailable]);
  return { kind: 'forwarded', service, backends: shares, as };
}

function written({ service, port, scheme, share }: Share): string {
  return `${scheme}://${service}:${port} ${share}`;
}

/** Why handshakes with these options fail whoever connects; undefined where they need not. */
export function refusal(built: Built, options: string): string | undefined {
  const found = built.runtime.configuration.tlsOptions.get(options);
  if (!found) return `unknown TLS options: ${options}`;
  return refusesEveryone(found)
    ? `the TLS options ${options} refuse clients without a certificate`
    : undefined;
}

/** Lanes of TCP routes, best first. */
export function tcpLanes(built: Built, routes: readonly TcpRoute[]): readonly Lane[] {
  return routes.map((route) => laneOf(built, route, route.rule));
}

/** The same on doors of HTTP: TCP routes without TLS take connections before any request is read. */
export function tcpLanesBeforeHttp(built: Built, routes: readonly TcpRoute[]): readonly Lane[] {
  return routes.map((route) => laneOf(built, route, parseRule(formatRule(beforeHttp(route.rule.tree)))));
}

const everything = pathPrefix('/');

/** A rule over connections without TLS as one over requests: there is no server name, and no protocol is offered. */
function beforeHttp(tree: RuleNode): RuleNode {
  if (tree.kind === 'not') return { ...tree, operand: beforeHttp(tree.operand) };
  if (tree.kind !== 'matcher') return { ...tree, operands: tree.operands.map(beforeHttp) };
  if (tree.name === 'ClientIP') return tree;
  const takes = parseRule(formatRule(tree), { protocol: 'tcp' }).takes(nobody);
  return takes ? everything.tree : everything.not().tree;
}

const nobody = { kind: 'tcp', serverName: '', alpn: [], clientIp: '192.0.2.1' } as const;

function laneOf(built: Built, route: TcpRoute, rule: Rule): Lane {
  const { router, priority, precedence } = route;
  const source = built.runtime.tcpRouters.get(router)?.config.source;
  return {
    router,
    source,
    rule,
    asked: askedOf(rule),
    ranks: [{ router, priority, precedence }],
    isPlain: true,
    way: tcpWay(built, route),
  };
}

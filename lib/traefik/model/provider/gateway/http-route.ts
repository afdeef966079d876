import { isFailed } from '../../../../core/base';
import { routerWith } from '../../dynamic/configuration';
import { sourceOf } from '../cluster';
import { dropped } from '../result';
import { type Attachment, type GatewayContext, backendPath, mayReferAcross } from './context';
import { loadFilters } from './filters';
import { addHttpService } from './http-services';
import { routerName } from './names';
import type { BackendRef, RouteRule } from './route';
import { grpcRule, httpRule, pathOf } from './rule';
import { type Condition, fault, fine } from './status';

/** What the rules of an HTTPRoute or of a GRPCRoute make on a listener. */
export function loadHttpRoute(context: GatewayContext, attachment: Attachment): Condition {
  let resolved = fine('ResolvedRefs', 'ResolvedRefs');
  for (const [index, rule] of attachment.route.rules.entries()) {
    const isGrpc = attachment.route.kind === 'GRPCRoute';
    const matches = isGrpc && rule.matches.length === 0 ? [{}] : rule.matches;
    for (const match of matches) {
      resolved = addRouter(context, attachment, { rule, index, match }) ?? resolved;
    }
  }
  return resolved;
}

interface RuleMatch {
  readonly rule: RouteRule;
  readonly index: number;
  readonly match: unknown;
}

/** Adds the router of a match. Gives what is wrong with its backends. */
function addRouter(
  context: GatewayContext,
  attachment: Attachment,
  { rule, index, match }: RuleMatch,
): Condition | undefined {
  const { route, listener, hostnames, configuration } = attachment;
  const { namespace } = route.object;
  const isGrpc = route.kind === 'GRPCRoute';
  const read = isGrpc ? grpcRule(hostnames, match) : httpRule(hostnames, match);
  const router = routerName(context, attachment, index, read.rule);
  const path = isGrpc ? undefined : pathOf(match);
  const filters = loadFilters(context, rule.filters, { parent: router, namespace, path });
  const middlewares = isFailed(filters) ? [] : filters.value.names;
  if (!isFailed(filters))
    for (const [key, config] of filters.value.made) configuration.middlewares.set(key, config);
  const { service, condition } = isFailed(filters)
    ? brokenFilter(context, attachment, { router, index, reason: filters.reason })
    : serviceOf(context, attachment, { router, rule, index, path });
  configuration.routers.set(
    router,
    routerWith({
      entryPoints: [listener.entryPoint],
      middlewares,
      service,
      rule: read.rule,
      priority: isGrpc ? read.priority : read.priority + route.rules.length - index,
      tls: listener.protocol === 'HTTPS' ? {} : undefined,
      source: sourceOf(route.object, index),
    }),
  );
  return condition;
}

interface BrokenFilter {
  readonly router: string;
  readonly index: number;
  readonly reason: string;
}

/** A rule with a filter that Traefik cannot make answers every request itself, and no condition tells of it. */
function brokenFilter(
  context: GatewayContext,
  { route, configuration }: Attachment,
  { router, index, reason }: BrokenFilter,
): ServedBy {
  const isGrpc = route.kind === 'GRPCRoute';
  const service = `${router}-err-wrr`;
  const child = isGrpc ? 'invalid-grpcroute-filter' : 'invalid-httproute-filter';
  configuration.services.set(child, { stub: isGrpc ? unavailable : failing });
  configuration.services.set(service, { weighted: { services: [{ name: child, weight: 1 }] } });
  const path = ['spec', 'rules', index, 'filters'];
  context.dropped.push(dropped(route.object, path, `Unable to load ${route.kind} filters: ${reason}`));
  return { service, condition: undefined };
}

/** What answers in place of an HTTP backend. */
const failing = { status: 500 } as const;

/** What answers in place of a gRPC backend: the error stands in a body, which no client of gRPC reads. */
const unavailable = { status: 200, headers: { 'Content-Type': 'application/json' } } as const;

interface Served {
  readonly router: string;
  readonly rule: RouteRule;
  readonly index: number;
  readonly path: ReturnType<typeof pathOf> | undefined;
}

interface ServedBy {
  readonly service: string;
  readonly condition: Condition | undefined;
}

function serviceOf(
  context: GatewayContext,
  attachment: Attachment,
  { router, rule: { backendRefs, filters }, index, path }: Served,
): ServedBy {
  const { route, configuration } = attachment;
  const isGrpc = route.kind === 'GRPCRoute';
  const [only] = backendRefs;
  if (!isGrpc && only && backendRefs.length === 1 && isInternal(only)) {
    return internalService(context, attachment, only, index);
  }
  const service = `${router}-wrr`;
  if (configuration.services.has(service)) return { service, condition: undefined };
  if (
    !isGrpc &&
    backendRefs.length === 0 &&
    filters.length === 0 &&
    context.version.has('gateway-conditions')
  ) {
    configuration.services.set('no-backend-refs', { stub: failing });
    configuration.services.set(service, { weighted: { services: [{ name: 'no-backend-refs', weight: 1 }] } });
    return { service, condition: undefined };
  }
  let condition: Condition | undefined;
  const services = backendRefs.map((backend, at) => {
    const place = backendPath(index, at);
    const added = addHttpService(context, attachment, { router, backend, at, path, place });
    if (added.condition) {
      condition = added.condition;
      const key = added.name.replaceAll('@', '-');
      configuration.services.set(key, { stub: isGrpc ? unavailable : failing });
      return { name: key, printedName: added.name, weight: backend.weight };
    }
    return { name: added.name, weight: backend.weight };
  });
  configuration.services.set(service, { weighted: services.length > 0 ? { services } : {} });
  return { service, condition };
}

/** One of Traefik's own services, such as `api@internal`. */
export function isInternal({ group, kind, name }: BackendRef): boolean {
  return group === 'traefik.io' && kind === 'TraefikService' && name.endsWith('@internal');
}

function internalService(
  context: GatewayContext,
  { route }: Attachment,
  { name }: BackendRef,
  index: number,
): ServedBy {
  const { namespace } = route.object;
  if (mayReferAcross(context, namespace)) return { service: name, condition: undefined };
  const message = `Cannot load HTTPRoute BackendRef ${name}: internal service reference is not allowed: HTTPRoute namespace "${namespace}" is not in crossProviderNamespaces`;
  return {
    service: '',
    condition: fault('ResolvedRefs', 'RefNotPermitted', message, backendPath(index, 0)),
  };
}

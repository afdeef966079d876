import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import type { RouteSpec } from '../../../api';
import type { FieldPath } from '../../../../core/finding';
import type { Router, RouterTls } from '../../dynamic/configuration';
import { putRouter } from '../../dynamic/rivals';
import { type ClusterObject, sourceOf } from '../cluster';
import {
  type CrdContext,
  type TraefikObject,
  drop,
  isNamespaceAllowed,
  classError,
  namespaceOf,
  resolveReference,
  resolveReferences,
} from './context';
import { nameAndService } from './load-balancer';
import { loadCertificate } from './tls';
import { type Parent, buildWeighted } from './traefik-service';

/** IngressRoutes become routers and services. */
export function loadIngressRoutes(context: CrdContext): void {
  const routes = context.objects('IngressRoute');
  let byName: ReadonlyMap<string, TraefikObject<'IngressRoute'>> | undefined;
  const find: FindRoute = (id) => {
    byName ??= new Map(routes.map((route) => [`${route.object.namespace}/${route.object.name}`, route]));
    return byName.get(id);
  };
  for (const route of routes) loadIngressRoute(context, route, find);
}

/** Finds an IngressRoute by `namespace/name`. */
type FindRoute = (id: string) => TraefikObject<'IngressRoute'> | undefined;

function loadIngressRoute(
  context: CrdContext,
  { object, spec }: TraefikObject<'IngressRoute'>,
  find: FindRoute,
): void {
  const ofAnother = classError(context, object, spec.ingressClassName);
  if (ofAnother !== undefined) {
    drop(context, object, [], ofAnother);
    return;
  }
  loadCertificate(context, object, spec.tls);
  const parents = resolveParents(context, object, spec.parentRefs, find);
  if (isFailed(parents)) {
    drop(context, object, ['spec', 'parentRefs'], parents.reason);
    return;
  }
  for (const [index, route] of (spec.routes ?? []).entries()) {
    const path: FieldPath = ['spec', 'routes', index];
    const name = routerName(context, object, index, route);
    const built = buildRoute(context, object, route, index, name);
    if (isFailed(built)) {
      drop(context, object, path, built.reason);
      continue;
    }
    const tls = readTls(context, object, spec.tls);
    if (isFailed(tls)) {
      drop(context, object, path, tls.reason);
      continue;
    }
    putRouter(context.configuration.routers, name, {
      entryPoints: spec.entryPoints ?? [],
      middlewares: built.value.middlewares,
      service: built.value.service,
      rule: built.value.rule,
      ruleSyntax: route.syntax ?? '',
      priority: route.priority ?? 0,
      parentRefs: parents.value,
      tls: tls.value,
      observability: route.observability,
      deniedEncodedCharacters: undefined,
      resolvedOptions: '',
      source: sourceOf(object, index),
    });
  }
}

function routerName(
  { naming }: CrdContext,
  { namespace, name }: ClusterObject,
  index: number,
  { match = '' }: Pick<RouteSpec, 'match'>,
): string {
  return naming.route(namespace, name, index, match);
}

type RouteRouter = Pick<Router, 'middlewares' | 'service' | 'rule'>;

function buildRoute(
  context: CrdContext,
  object: ClusterObject,
  route: RouteSpec,
  index: number,
  name: string,
): Attempt<RouteRouter> {
  if (route.kind !== undefined && route.kind !== 'Rule') {
    return failed(`Unsupported match kind: ${route.kind}. Only "Rule" is supported for now.`);
  }
  const { match } = route;
  if (match === undefined) return failed('Empty match rule');
  const middlewares = resolveReferences(context, object.namespace, route.middlewares);
  if (isFailed(middlewares)) return failed(`Failed to create middleware keys: ${middlewares.reason}`);
  const service = buildRouteService(context, object, route, index, name);
  if (isFailed(service)) return service;
  return made({ middlewares: middlewares.value, service: service.value, rule: match });
}

/** One service is the router's own, several are weighted, none leaves a parent. */
function buildRouteService(
  context: CrdContext,
  object: ClusterObject,
  route: RouteSpec,
  index: number,
  router: string,
): Attempt<string> {
  const { services } = context.configuration;
  const { naming } = context;
  const key = [object.namespace, object.name, index];
  const [only, ...others] = route.services ?? [];
  if (!only) return made('');
  if (others.length > 0) {
    const weighted = [...key, 'wrr'];
    const name = naming.service(weighted) ?? router;
    const parent: Parent = { namespace: object.namespace, scope: 'route', key: weighted };
    const built = buildWeighted(context, parent, { services: route.services }, name);
    return isFailed(built) ? built : made(name);
  }
  const name = naming.service([...key, 'lb']) ?? router;
  const built = nameAndService(context, object.namespace, only, 'route', name);
  if (isFailed(built)) return built;
  if (!built.value.service) return made(built.value.name);
  services.set(name, built.value.service);
  return made(name);
}

type TlsOfRoutes = TraefikObject<'IngressRoute'>['spec']['tls'];

/** The TLS words of an IngressRoute (TCP) as a router bears them. */
export function readTls(
  context: CrdContext,
  object: ClusterObject,
  tls: TlsOfRoutes,
): Attempt<RouterTls | undefined> {
  if (!tls) return made(undefined);
  const { certResolver, domains } = tls;
  const base: RouterTls = {
    ...(certResolver !== undefined && { certResolver }),
    ...(domains && { domains }),
  };
  const { options } = tls;
  if (options?.name === undefined) return made(base);
  const name = resolveReference(context, object.namespace, options);
  return isFailed(name)
    ? failed(`Invalid reference to TLSOption "${options.name}": ${name.reason}`)
    : made({ ...base, options: name.value });
}

/** Names of the routers of all parents; undefined for a root. */
function resolveParents(
  context: CrdContext,
  object: ClusterObject,
  parentRefs: TraefikObject<'IngressRoute'>['spec']['parentRefs'] = [],
  find: FindRoute,
): Attempt<readonly string[] | undefined> {
  const names: string[] = [];
  for (const reference of parentRefs) {
    const namespace = namespaceOf(reference, object.namespace);
    const id = `${namespace}/${reference.name ?? ''}`;
    if (!isNamespaceAllowed(context, object.namespace, namespace)) {
      return failed(`cross-namespace reference to parent IngressRoute ${id} not allowed`);
    }
    const parent = find(id);
    if (!parent) return failed(`parent IngressRoute ${id} does not exist`);
    for (const [index, route] of (parent.spec.routes ?? []).entries())
      names.push(routerName(context, parent.object, index, route));
  }
  return made(names.length > 0 ? names : undefined);
}

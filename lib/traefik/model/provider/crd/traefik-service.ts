import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import type { DecodedSpec, LoadBalancerSpec } from '../../../api';
import type { Service, WeightedChild } from '../../dynamic/configuration';
import type { ClusterObject } from '../cluster';
import { type CrdContext, drop, namespaceOf } from './context';
import { type NamedService, type Scope, nameAndService } from './load-balancer';

type TraefikServiceSpec = NonNullable<DecodedSpec<'TraefikService'>>;

/** What refers to services: their names may tell whose they are. */
export interface Parent {
  readonly namespace: string;
  readonly scope: Scope;
  readonly key: readonly (string | number)[];
}

/** TraefikServices become weighted, mirroring, highest-random-weight and failover services. */
export function loadTraefikServices(context: CrdContext): void {
  for (const { object, spec } of context.objects('TraefikService')) {
    const built = build(context, object, spec);
    if (isFailed(built)) drop(context, object, ['spec'], built.reason);
  }
}

function build(
  context: CrdContext,
  { namespace, name }: ClusterObject,
  spec: TraefikServiceSpec,
): Attempt<undefined> {
  const id = context.naming.object(namespace, name);
  const parent = (...role: readonly string[]): Parent => ({
    namespace,
    scope: 'nested',
    key: [namespace, name, ...role],
  });
  if (spec.weighted) return buildWeighted(context, parent('wrr'), spec.weighted, id);
  if (spec.mirroring) return buildMirroring(context, parent(), spec.mirroring, id);
  if (spec.highestRandomWeight) {
    const services = buildChildren(context, parent('hrw'), spec.highestRandomWeight.services);
    if (isFailed(services)) return services;
    return put(context, id, {
      highestRandomWeight: { ...(services.value.length > 0 && { services: services.value }) },
    });
  }
  if (spec.failover) return buildFailover(context, parent(), spec.failover, id);
  return failed('unspecified service type');
}

/** A weighted service over children; also what a route with several services is. */
export function buildWeighted(
  context: CrdContext,
  parent: Parent,
  weighted: NonNullable<TraefikServiceSpec['weighted']>,
  id: string,
): Attempt<undefined> {
  const services = buildChildren(context, parent, weighted.services);
  if (isFailed(services)) return services;
  const cookie = weighted.sticky?.cookie;
  return put(context, id, {
    weighted: {
      ...(services.value.length > 0 && { services: services.value }),
      ...(cookie && { sticky: { cookie: { path: '/', ...cookie } } }),
    },
  });
}

function buildChildren(
  context: CrdContext,
  parent: Parent,
  references: readonly LoadBalancerSpec[] = [],
): Attempt<readonly WeightedChild[]> {
  const children: WeightedChild[] = [];
  for (const [index, reference] of references.entries()) {
    const name = addService(context, parent, [index], reference);
    if (isFailed(name)) return name;
    children.push({ name: name.value, weight: reference.weight ?? 1 });
  }
  return made(children);
}

function buildMirroring(
  context: CrdContext,
  parent: Parent,
  mirroring: NonNullable<TraefikServiceSpec['mirroring']>,
  id: string,
): Attempt<undefined> {
  const service = addService(context, parent, ['mirroring'], mirroring);
  if (isFailed(service)) return service;
  const mirrors: { name: string; percent?: number }[] = [];
  for (const [index, mirror] of (mirroring.mirrors ?? []).entries()) {
    const name = addService(context, parent, ['mirror', index], mirror);
    if (isFailed(name)) return name;
    mirrors.push({ name: name.value, ...(mirror.percent !== undefined && { percent: mirror.percent }) });
  }
  const { mirrorBody, maxBodySize } = mirroring;
  return put(context, id, {
    mirroring: {
      service: service.value,
      ...(mirrorBody !== undefined && { mirrorBody }),
      ...(maxBodySize !== undefined && { maxBodySize }),
      ...(mirrors.length > 0 && { mirrors }),
    },
  });
}

function buildFailover(
  context: CrdContext,
  parent: Parent,
  { service = {}, fallback = {}, errors }: NonNullable<TraefikServiceSpec['failover']>,
  id: string,
): Attempt<undefined> {
  // Both are read before either is added, so that a wrong fallback leaves nothing behind.
  const main = readService(context, parent, ['failover'], service);
  if (isFailed(main)) return failed(`getting service: ${main.reason}`);
  const other = readService(context, parent, ['fallback'], fallback);
  if (isFailed(other)) return failed(`getting fallback service: ${other.reason}`);
  for (const { name, service: built } of [main.value, other.value]) {
    if (built) putChild(context, name, built);
  }
  return put(context, id, {
    failover: { service: main.value.name, fallback: other.value.name, errors: errors ?? {} },
  });
}

function readService(
  context: CrdContext,
  { namespace, scope, key }: Parent,
  role: Parent['key'],
  reference: LoadBalancerSpec,
): Attempt<NamedService> {
  const { name = '', port = 0 } = reference;
  const own = [...key, ...role, namespaceOf(reference, namespace), name, port];
  return nameAndService(context, namespace, reference, scope, context.naming.service(own));
}

/** Adds a referenced Kubernetes Service under its name. */
function addService(
  context: CrdContext,
  parent: Parent,
  role: Parent['key'],
  reference: LoadBalancerSpec,
): Attempt<string> {
  const built = readService(context, parent, role, reference);
  if (isFailed(built)) return built;
  if (built.value.service) putChild(context, built.value.name, built.value.service);
  return made(built.value.name);
}

/** All references to one port of a Service make one service: the settings of the last are those of all. */
function putChild({ configuration: { services } }: CrdContext, name: string, service: Service): void {
  const { replaced, ...there } = services.get(name) ?? service;
  const differs = replaced !== undefined || JSON.stringify(there) !== JSON.stringify(service);
  services.set(
    name,
    differs ? { ...service, replaced: { cookies: lostCookies(service, there, replaced) } } : service,
  );
}

/** The cookies that references to a service set, where the last of them sets none. */
function lostCookies(last: Service, there: Service, replaced: Service['replaced']): readonly string[] {
  if (last.loadBalancer?.sticky?.cookie) return [];
  const { cookie } = there.loadBalancer?.sticky ?? {};
  return [...new Set([...(replaced?.cookies ?? []), ...(cookie ? [cookie.name ?? ''] : [])])];
}

function put(context: CrdContext, id: string, service: Service): Attempt<undefined> {
  context.configuration.services.set(id, service);
  return made(undefined);
}

import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import type { DecodedSpec, LoadBalancerSpec } from '../../../api';
import type { Service, WeightedChild } from '../../dynamic/configuration';
import { makeId, normalize } from '../../dynamic/names';
import { type CrdContext, drop } from './context';
import { type Scope, nameAndService } from './load-balancer';

type TraefikServiceSpec = NonNullable<DecodedSpec<'TraefikService'>>;

/** TraefikServices become weighted, mirroring, highest-random-weight and failover services. */
export function loadTraefikServices(context: CrdContext): void {
  for (const { object, spec } of context.objects('TraefikService')) {
    const id = normalize(makeId(object.namespace, object.name));
    const built = build(context, object.namespace, spec, id);
    if (isFailed(built)) drop(context, object, ['spec'], built.reason);
  }
}

function build(
  context: CrdContext,
  namespace: string,
  spec: TraefikServiceSpec,
  id: string,
): Attempt<undefined> {
  if (spec.weighted) return buildWeighted(context, namespace, spec.weighted, id, 'nested');
  if (spec.mirroring) return buildMirroring(context, namespace, spec.mirroring, id);
  if (spec.highestRandomWeight) {
    const services = buildChildren(context, namespace, spec.highestRandomWeight.services, 'nested');
    if (isFailed(services)) return services;
    return put(context, id, {
      highestRandomWeight: { ...(services.value.length > 0 && { services: services.value }) },
    });
  }
  if (spec.failover) return buildFailover(context, namespace, spec.failover, id);
  return failed('unspecified service type');
}

/** A weighted service over children; also what a route with several services is. */
export function buildWeighted(
  context: CrdContext,
  namespace: string,
  weighted: NonNullable<TraefikServiceSpec['weighted']>,
  id: string,
  scope: Scope,
): Attempt<undefined> {
  const services = buildChildren(context, namespace, weighted.services, scope);
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
  namespace: string,
  references: readonly LoadBalancerSpec[] = [],
  scope: Scope,
): Attempt<readonly WeightedChild[]> {
  const children: WeightedChild[] = [];
  for (const reference of references) {
    const name = addService(context, namespace, reference, scope);
    if (isFailed(name)) return name;
    children.push({ name: name.value, weight: reference.weight ?? 1 });
  }
  return made(children);
}

function buildMirroring(
  context: CrdContext,
  namespace: string,
  mirroring: NonNullable<TraefikServiceSpec['mirroring']>,
  id: string,
): Attempt<undefined> {
  const service = addService(context, namespace, mirroring, 'nested');
  if (isFailed(service)) return service;
  const mirrors: { name: string; percent?: number }[] = [];
  for (const mirror of mirroring.mirrors ?? []) {
    const name = addService(context, namespace, mirror, 'nested');
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
  namespace: string,
  { service, fallback, errors }: NonNullable<TraefikServiceSpec['failover']>,
  id: string,
): Attempt<undefined> {
  // Both are read before either is added, so that a wrong fallback leaves nothing behind.
  const main = nameAndService(context, namespace, service ?? {}, 'nested');
  if (isFailed(main)) return failed(`getting service: ${main.reason}`);
  const other = nameAndService(context, namespace, fallback ?? {}, 'nested');
  if (isFailed(other)) return failed(`getting fallback service: ${other.reason}`);
  for (const { name, service: built } of [main.value, other.value]) {
    if (built) putChild(context, name, built);
  }
  return put(context, id, {
    failover: { service: main.value.name, fallback: other.value.name, errors: errors ?? {} },
  });
}

/** Adds a referenced Kubernetes Service under its name. */
function addService(
  context: CrdContext,
  namespace: string,
  reference: LoadBalancerSpec,
  scope: Scope,
): Attempt<string> {
  const built = nameAndService(context, namespace, reference, scope);
  if (isFailed(built)) return built;
  if (built.value.service) putChild(context, built.value.name, built.value.service);
  return made(built.value.name);
}

/** All references to one port of a Service make one service: the settings of the last are those of all. */
function putChild({ configuration: { services } }: CrdContext, name: string, service: Service): void {
  const { isReplaced = false, ...there } = services.get(name) ?? service;
  const differs = isReplaced || JSON.stringify(there) !== JSON.stringify(service);
  services.set(name, differs ? { ...service, isReplaced: true } : service);
}

function put(context: CrdContext, id: string, service: Service): Attempt<undefined> {
  context.configuration.services.set(id, service);
  return made(undefined);
}

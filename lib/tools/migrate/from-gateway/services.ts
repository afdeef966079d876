import { asList, own, stableJson } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import { type Service, elementName } from '../../../traefik/model';
import { type ServiceReference, usualScheme } from '../services';
import { middlewaresOf } from './filters';
import { namespaceOf, textAt } from '../read';
import { type GatewayRoutes, type RouteName, tellOf } from './scene';
import { transportOf } from './transports';

/** A rule of a route, and the service that Traefik makes of its backends. */
export interface RuleBackends {
  readonly route: RouteName;
  /** The number of the rule. */
  readonly index: number;
  readonly rule: unknown;
  readonly service: string;
}

/** The services that stand in for the backends of a rule; none where Traefik itself answered all its requests. */
export function servicesOf(scene: GatewayRoutes, backends: RuleBackends): readonly ServiceReference[] {
  const { route, index, rule, service } = backends;
  const refs = asList(own(rule, 'backendRefs'));
  const [only] = refs;
  if (service.endsWith('@internal')) return [traefikService(scene, route, only, service)];
  const children = scene.configuration.services.get(service)?.weighted?.services ?? [];
  if (children.length !== refs.length) return [];
  const found = children.flatMap(({ name = '', weight = 1 }, at) => {
    const place = ['spec', 'rules', index, 'backendRefs', at];
    const reference = referenceOf(scene, { ...backends, ref: refs[at], name, place });
    return reference ? [{ reference, weight, place }] : [];
  });
  const [first] = found;
  // A service alone has no weight: with 0 it would get everything.
  if (found.length === 1) return first && first.weight > 0 ? [first.reference] : [];
  const merged = new Map<string, { reference: ServiceReference; weight: number }>();
  for (const { reference, weight, place } of found) {
    const { name, namespace, port, ...settings } = reference;
    const key = stableJson([name, namespace, port]);
    const known = merged.get(key);
    if (!known) merged.set(key, { reference, weight });
    else {
      known.weight += weight;
      const { name: _name, namespace: _namespace, port: _port, ...others } = known.reference;
      if (stableJson(settings) !== stableJson(others)) tellOf(scene, route)(place, 'MG408', 'lost');
    }
  }
  const all = [...merged.values()];
  return all.length === 1
    ? all.map(({ reference }) => reference)
    : all.map(({ reference, weight }) => ({ ...reference, weight }));
}

interface ChildBackend extends RuleBackends {
  readonly ref: unknown;
  /** The service that Traefik makes of it. */
  readonly name: string;
  readonly place: FieldPath;
}

/** A reference to what a backend leads to; undefined where it is not to be had. */
function referenceOf(
  scene: GatewayRoutes,
  { route, ref, name, place }: ChildBackend,
): ServiceReference | undefined {
  const service = scene.configuration.services.get(name);
  if (!service) return traefikService(scene, route, ref, name);
  const { backend, middlewares = [], loadBalancer, isOneAddress } = service;
  if (!backend) return undefined;
  const { namespace, name: its } = backendName(backend);
  const passed = middlewaresOf(scene, middlewares, {
    route,
    at: [...place, 'filters'],
    filters: own(ref, 'filters'),
    tell: tellOf(scene, route),
  });
  return {
    name: its,
    ...(namespace !== route.namespace && { namespace }),
    port: backend.port,
    ...(backend.scheme !== usualScheme(scene, namespace, its, backend.port) && { scheme: backend.scheme }),
    ...(isOneAddress && { nativeLB: true }),
    ...(loadBalancer?.serversTransport !== undefined && {
      serversTransport: transportOf(scene, route, backend),
    }),
    ...(passed.length > 0 && { middlewares: passed }),
  };
}

/** The Service behind a backend. */
export function backendName({ service }: NonNullable<Service['backend']>): {
  readonly namespace: string;
  readonly name: string;
} {
  const [namespace = '', name = ''] = service.split('/');
  return { namespace, name };
}

/** A TraefikService, or a service of another provider. */
function traefikService(
  { objects }: GatewayRoutes,
  { namespace }: RouteName,
  ref: unknown,
  name: string,
): ServiceReference {
  const written = textAt(ref, 'name') || name;
  // The provider of IngressRoutes takes its own objects by their names alone.
  const known = objects.find(
    (object) =>
      object.kind === 'TraefikService' && written === elementName(namespaceOf(object), object.metadata.name),
  );
  const its = known ? namespaceOf(known) : textAt(ref, 'namespace') || namespace;
  return {
    kind: 'TraefikService',
    name: known?.metadata.name ?? written,
    ...(its !== namespace && { namespace: its }),
  };
}

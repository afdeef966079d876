import { asList, type Attempt, failed, isPlainMap, made, own } from '../../../core/base';
import type { ApiObjectData } from '../../../core/manifest';
import { findObject } from '../read';

/** A backend of a rule of an HTTPRoute. */
export interface BackendRef {
  readonly group?: 'traefik.io';
  readonly kind?: 'TraefikService';
  readonly namespace?: string;
  readonly name: string;
  readonly port?: number;
  readonly weight?: number;
}

/** What the services of a route become. */
export type Backends =
  | { readonly refs: readonly BackendRef[] }
  /** What backends of an HTTPRoute cannot say, for a TraefikService that says it. */
  | { readonly weighted: readonly unknown[] };

/** Backends of the services of a route of an IngressRoute; fails where Traefik takes them from no HTTPRoute. */
export function backendsOf(
  objects: readonly ApiObjectData[],
  services: readonly unknown[],
  namespace: string,
): Attempt<Backends> {
  if (services.length === 0) return failed('it has no services');
  if (services.length > 1 && services.some((service) => String(own(service, 'name')).endsWith('@internal'))) {
    return failed("one of Traefik's own services stands among others");
  }
  const refs = services.map((service) => backendOf(objects, service, namespace));
  return refs.length <= 16 && refs.every((ref) => ref !== undefined)
    ? made({ refs })
    : made({ weighted: services });
}

/** Backends of a GRPCRoute, which are Services that speak HTTP/2 without TLS; undefined where the services are others. */
export function grpcBackendsOf(
  objects: readonly ApiObjectData[],
  services: readonly unknown[],
  namespace: string,
): readonly BackendRef[] | undefined {
  const refs = services.map((service) =>
    own(service, 'scheme') === 'h2c' && isPlainMap(service) && (service['kind'] ?? 'Service') === 'Service'
      ? backendOf(objects, { ...service, scheme: '' }, namespace)
      : undefined,
  );
  const found = refs.filter((ref) => ref !== undefined);
  return found.length === refs.length && refs.length > 0 && refs.length <= 16 ? found : undefined;
}

/** Fields of a service that a backend says as well. */
const plainFields: ReadonlySet<string> = new Set([
  'kind',
  'name',
  'namespace',
  'passHostHeader',
  'port',
  'scheme',
  'weight',
]);

/** The backend that means the same as a service; undefined where there is none. */
function backendOf(
  objects: readonly ApiObjectData[],
  service: unknown,
  namespace: string,
): BackendRef | undefined {
  if (!isPlainMap(service)) return undefined;
  const { kind = 'Service', name, namespace: its = namespace, port, scheme = '', weight } = service;
  if (typeof name !== 'string' || typeof its !== 'string') return undefined;
  if (Object.keys(service).some((field) => !plainFields.has(field))) return undefined;
  if ((service['passHostHeader'] ?? true) !== true) return undefined;
  const common = {
    ...(its !== namespace && { namespace: its }),
    name,
    ...(typeof weight === 'number' && { weight }),
  };
  if (kind === 'TraefikService') {
    if (name.includes('@') && its !== namespace) return undefined;
    return { group: 'traefik.io', kind, ...common };
  }
  const object = findObject({ objects }, 'Service', its, name);
  const found = object && portOf(object, port);
  return found && [found.scheme, ''].includes(String(scheme)) ? { ...common, port: found.number } : undefined;
}

/** The port of a Service for which the Gateway API and IngressRoutes mean the same. */
function portOf(
  { metadata, ...object }: ApiObjectData,
  wanted: unknown,
): { readonly number: number; readonly scheme: string } | undefined {
  const spec = object['spec'];
  const isAnnotated = Object.keys(metadata.annotations ?? {}).some((key) =>
    key.toLowerCase().startsWith('traefik.io/service.'),
  );
  if (own(spec, 'type') === 'ExternalName' || isAnnotated) return undefined;
  const written = own(spec, 'ports');
  const ports = asList(written);
  const port = ports.find((one) => own(one, 'port') === wanted || own(one, 'name') === wanted);
  const number = own(port, 'port');
  // The Gateway API looks at appProtocol, which IngressRoutes pass over.
  if (typeof number !== 'number' || own(port, 'appProtocol') !== undefined) return undefined;
  if ((own(port, 'protocol') ?? 'TCP') !== 'TCP') return undefined;
  const name = own(port, 'name');
  const isHttps = number === 443 || (typeof name === 'string' && name.startsWith('https'));
  return { number, scheme: isHttps ? 'https' : 'http' };
}

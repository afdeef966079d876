import { valueAt, withArticle } from '../../../core/base';
import type { PlacedObject } from '../../../core/manifest';
import type { FieldPath } from '../../../core/finding';
import { type RequestLine, builtOf } from '../../../traefik/model';
import { placesAt } from '../../cluster';
import type { Hit, Subject } from './advisory';

const nested = ['weighted.services.*', 'highestRandomWeight.services.*', 'mirroring', 'mirroring.mirrors.*'];
const servicePaths = [
  ['IngressRoute', 'spec.routes.*.services.*.name'],
  ...nested.map((path) => ['TraefikService', `spec.${path}.name`]),
] as const;

/** References to services that say nothing of the namespace that they are in. */
export function qualifiedServices(subject: Subject): readonly Hit[] {
  if (allowsCrossNamespace(subject)) return [];
  return servicePaths.flatMap(([kind = '', path = '']) =>
    found(subject, kind, path, (name) => name.endsWith('@kubernetescrd')).map(({ placed, place }) => ({
      placed,
      field: place.path,
      message: `${String(place.value)} may be of any namespace, though allowCrossNamespace is off.`,
      request: requestOf(subject, placed, place.path),
    })),
  );
}

/** Traefik's own services, for whoever may write a route. */
export function internalServices(subject: Subject): readonly Hit[] {
  return servicePaths.flatMap(([kind = '', path = '']) =>
    found(subject, kind, path, (name) => name.endsWith('@internal')).map(({ placed, place }) => ({
      placed,
      field: place.path,
      message: `${String(place.value)} is Traefik's own, and any namespace may lead to it.`,
    })),
  );
}

export function restrictsProviders({ model }: Subject): boolean {
  const { kubernetesCRD } = builtOf(model).runtime.statics.file.providers ?? {};
  return (kubernetesCRD?.crossProviderNamespaces ?? []).length > 0;
}

/** Chains that name middlewares of other namespaces. */
export function chainsAcross(subject: Subject): readonly Hit[] {
  if (allowsCrossNamespace(subject)) return [];
  return found(subject, 'Middleware', 'spec.chain.middlewares.*.namespace', () => true)
    .filter(({ placed, place }) => place.value !== placed.object.metadata.namespace)
    .map(({ placed, place }) => ({
      placed,
      field: place.path,
      message: `The chain has a middleware of ${String(place.value)}, though allowCrossNamespace is off.`,
    }));
}

/** Transports of TCP services that are named with their provider. */
export function qualifiedTransports(subject: Subject): readonly Hit[] {
  if (allowsCrossNamespace(subject)) return [];
  return found(subject, 'IngressRouteTCP', 'spec.routes.*.services.*.serversTransport', (name) =>
    name.includes('@'),
  ).map(({ placed, place }) => ({
    placed,
    field: place.path,
    message: `${String(place.value)} may be of any namespace, though allowCrossNamespace is off.`,
  }));
}

/** Objects of a provider that is not computed: all of them. */
export function objectsOf(...kinds: readonly string[]): (subject: Subject) => readonly Hit[] {
  return ({ inventory, model }) => {
    const { kubernetesGateway } = builtOf(model).runtime.statics.file.providers ?? {};
    if (!kubernetesGateway) return [];
    return inventory.objects
      .filter(({ object: { kind, apiVersion } }) => {
        return kinds.includes(kind) && apiVersion.startsWith('gateway.networking.k8s.io/');
      })
      .map((placed) => ({
        placed,
        field: ['spec'],
        message: `What Traefik makes of ${withArticle(placed.object.kind)} is not computed: it may count.`,
      }));
  };
}

/** Ingresses with an annotation of ingress-nginx, where the provider that reads them is on. */
export function annotatedIngresses(annotation: string): (subject: Subject) => readonly Hit[] {
  return ({ inventory, model }) => {
    if (!builtOf(model).runtime.statics.file.providers?.kubernetesIngressNGINX) return [];
    const key = `nginx.ingress.kubernetes.io/${annotation}`;
    return inventory.objects
      .filter(({ object }) => object.kind === 'Ingress' && annotationOf(object, key) !== undefined)
      .map((placed) => ({
        placed,
        field: ['metadata', 'annotations', key],
        message: `What Traefik makes of ${annotation} is not computed: it may count.`,
      }));
  };
}

function annotationOf(object: PlacedObject['object'], key: string): unknown {
  return valueAt(object, 'metadata', 'annotations', key);
}

/** A request to the route that a path of an IngressRoute is in. */
function requestOf(
  { model, requestTo }: Subject,
  { object: { kind, metadata } }: PlacedObject,
  [, , index]: FieldPath,
): RequestLine | undefined {
  const router = [...builtOf(model).runtime.routers.values()].find(({ config: { source } }) => {
    return (
      source?.kind === kind &&
      source.name === metadata.name &&
      source.namespace === metadata.namespace &&
      source.route === index
    );
  });
  return router && requestTo(router.name);
}

function allowsCrossNamespace({ model }: Subject): boolean {
  return builtOf(model).runtime.statics.file.providers?.kubernetesCRD?.allowCrossNamespace === true;
}

type Place = ReturnType<typeof placesAt>[number];

interface Found {
  readonly placed: PlacedObject;
  readonly place: Place;
}

function found(
  { inventory }: Subject,
  kind: string,
  path: string,
  isMeant: (text: string) => boolean,
): readonly Found[] {
  return inventory.objects
    .filter(({ object }) => object.kind === kind && object.apiVersion.startsWith('traefik.io/'))
    .flatMap((placed) =>
      placesAt(placed.object, path.split('.'))
        .filter(({ value }) => typeof value === 'string' && isMeant(value))
        .map((place) => ({ placed, place })),
    );
}

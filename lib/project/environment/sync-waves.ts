import { type ApiObjectData, groupOf } from '../../core/manifest';
import type { EnvironmentSpec, RawObject } from './spec';

/** In which order objects are applied where each waits for those before it. */
export type Wave = (typeof waves)[number];

/** What kinds and namespaces others need, then certificates, the Secrets of such and how TLS is spoken, then what runs, then what leads to it. */
export const waves = ['kinds', 'certificates', 'workloads', 'routes'] as const;

const kinds: Readonly<Record<string, Wave>> = {
  Namespace: 'kinds',
  'CustomResourceDefinition.apiextensions.k8s.io': 'kinds',
  Secret: 'certificates',
  'Issuer.cert-manager.io': 'certificates',
  'ClusterIssuer.cert-manager.io': 'certificates',
  'Certificate.cert-manager.io': 'certificates',
  'TLSOption.traefik.io': 'certificates',
  'TLSStore.traefik.io': 'certificates',
  'IngressRoute.traefik.io': 'routes',
  'IngressRouteTCP.traefik.io': 'routes',
  'IngressRouteUDP.traefik.io': 'routes',
  'Ingress.networking.k8s.io': 'routes',
  'HTTPRoute.gateway.networking.k8s.io': 'routes',
  'GRPCRoute.gateway.networking.k8s.io': 'routes',
  'TLSRoute.gateway.networking.k8s.io': 'routes',
  'TCPRoute.gateway.networking.k8s.io': 'routes',
};

/** The wave of an object: all that has none of its own goes with what runs. */
export function waveOf({ apiVersion, kind }: Pick<ApiObjectData, 'apiVersion' | 'kind'>): Wave {
  const group = groupOf(apiVersion);
  const key = group === '' ? kind : `${kind}.${group}`;
  return (Object.hasOwn(kinds, key) ? kinds[key] : undefined) ?? 'workloads';
}

/** How Argo CD is told of a wave; without it, an object is of wave 0. */
const annotation = 'argocd.argoproj.io/sync-wave';

const numbers: Readonly<Record<Wave, string | undefined>> = {
  kinds: '-2',
  certificates: '-1',
  workloads: undefined,
  routes: '1',
};

interface Annotated {
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An environment whose objects tell Argo CD their waves, where it is asked to say them; an annotation of one's own stays. */
export function withSyncWaves(spec: EnvironmentSpec): EnvironmentSpec {
  if (spec.delivery?.argocd?.syncWaves !== true) return spec;
  const { namespaces, certificates, routes, objects } = spec;
  return {
    ...spec,
    ...(namespaces && { namespaces: each(namespaces, (one) => inWave('kinds', one)) }),
    ...(certificates && { certificates: each(certificates, (one) => inWave('certificates', one)) }),
    ...(objects && { objects: each(objects, rawInWave) }),
    ...(routes && {
      routes: {
        ...(routes.http && { http: each(routes.http, (one) => inWave('routes', one)) }),
        ...(routes.tcp && { tcp: each(routes.tcp, (one) => inWave('routes', one)) }),
        ...(routes.udp && { udp: each(routes.udp, (one) => inWave('routes', one)) }),
      },
    }),
  };
}

function each<T>(parts: Readonly<Record<string, T>>, change: (part: T) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, change(part)]));
}

function inWave<T extends Annotated>(wave: Wave, part: T): T {
  const number = numbers[wave];
  return number === undefined
    ? part
    : { ...part, annotations: { [annotation]: number, ...part.annotations } };
}

function rawInWave(object: RawObject): RawObject {
  const metadata = inWave(waveOf(object), object.metadata ?? {});
  return Object.keys(metadata).length === 0 ? object : { ...object, metadata };
}

import type { ApiObjectData } from '../../../lib/core/manifest';
import type { RawData } from './rawdata';

/** All that the harness adds for its own use bears this name; no answer to a test shows it. */
export const markerPrefix = 'box-marker';

export interface Marker {
  readonly objects: readonly ApiObjectData[];
  /** Whether Traefik runs with every object of the marker. */
  seenIn(data: RawData): boolean;
}

export interface MarkerOptions {
  readonly namespace: string;
  readonly revision: string;
  /** The kinds that changed: each gets a marker object of its own. */
  readonly kinds: ReadonlySet<string>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * Objects whose appearance proves that Traefik has seen all earlier changes. Traefik watches each kind by a stream of
 * its own, so one marker object would prove its own kind only. The marker is a route that needs a new object of every
 * kind that changed; Traefik enables it only once it has seen them all, and with each of them what came before it in
 * that kind's stream.
 *
 * Kinds that no router refers to (ConfigMap, TLSStore) come with the others: their events were sent long before the
 * marker was written.
 */
export function marker({ namespace, revision, kinds, labels, annotations }: MarkerOptions): Marker {
  const name = `${markerPrefix}-${revision}`;
  const object = (apiVersion: string, kind: string, content: object): ApiObjectData => ({
    apiVersion,
    kind,
    metadata: { name, namespace, ...(labels && { labels }), ...(annotations && { annotations }) },
    ...content,
  });
  const traefik = (kind: string, spec: object): ApiObjectData => object(traefikVersion, kind, { spec });
  const objects: ApiObjectData[] = [];
  const has = (kind: string): boolean => kinds.has(kind);

  const needsService = ['Service', 'EndpointSlice', 'ServersTransport', 'ServersTransportTCP'].some(has);
  const needsTcp = ['IngressRouteTCP', 'MiddlewareTCP', 'ServersTransportTCP'].some(has);
  const needsUdp = has('IngressRouteUDP');
  if (needsService || needsTcp || needsUdp) objects.push(...backend(object, name));

  if (has('ServersTransport')) objects.push(traefik('ServersTransport', { serverName: name }));
  const loadBalancer = { name, port: 80, ...(has('ServersTransport') && { serversTransport: name }) };
  const internal = { kind: 'TraefikService', name: 'noop@internal' };
  if (has('TraefikService')) objects.push(traefik('TraefikService', { weighted: { services: [internal] } }));
  const service = needsService
    ? loadBalancer
    : has('TraefikService')
      ? { kind: 'TraefikService', name }
      : internal;
  // A route has one service here, so the TraefikService stands behind a route of its own when both changed.
  const second = needsService && has('TraefikService') ? { kind: 'TraefikService', name } : undefined;

  if (has('Secret')) {
    objects.push(object('v1', 'Secret', { stringData: { users: 'user:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=' } }));
  }
  const needsMiddleware = has('Middleware') || has('Secret');
  const content = has('Secret') ? { basicAuth: { secret: name } } : { addPrefix: { prefix: `/${name}` } };
  if (needsMiddleware) objects.push(traefik('Middleware', content));
  if (has('TLSOption')) objects.push(traefik('TLSOption', { minVersion: 'VersionTLS12' }));

  const routes = [service, ...(second ? [second] : [])].map((target, index) => ({
    kind: 'Rule',
    match: `Host(\`${name}.invalid\`) && Path(\`/${index}\`)`,
    services: [target],
    ...(needsMiddleware && { middlewares: [{ name }] }),
  }));
  objects.push(
    traefik('IngressRoute', {
      entryPoints: ['traefik'],
      routes,
      ...(has('TLSOption') && { tls: { options: { name } } }),
    }),
  );
  if (needsTcp) objects.push(...tcpRoute(traefik, name, kinds));
  if (needsUdp)
    objects.push(
      traefik('IngressRouteUDP', { entryPoints: ['none'], routes: [{ services: [{ name, port: 80 }] }] }),
    );

  return {
    objects,
    seenIn(data) {
      const mine = Object.entries(data.routers ?? {}).filter(([, router]) =>
        router.rule?.includes(`${name}.invalid`),
      );
      const enabled = mine.filter(([, router]) => router.status === 'enabled').length;
      const tcp = Object.values(data.tcpRouters ?? {}).some(
        (router) => router.rule?.includes(`${name}.invalid`) && router.status === 'enabled',
      );
      const udp = Object.values(data.udpRouters ?? {}).some((router) => router.service?.includes(name));
      return enabled === routes.length && (!needsTcp || tcp) && (!needsUdp || udp);
    },
  };
}

const traefikVersion = 'traefik.io/v1alpha1';

type Make = (apiVersion: string, kind: string, content: object) => ApiObjectData;

function backend(object: Make, name: string): ApiObjectData[] {
  const slice = object('discovery.k8s.io/v1', 'EndpointSlice', {
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.99.0.2'], conditions: { ready: true } }],
    ports: [{ name: 'marker', protocol: 'TCP', port: 80 }],
  });
  const labels = { ...slice.metadata.labels, 'kubernetes.io/service-name': name };
  return [
    object('v1', 'Service', { spec: { ports: [{ name: 'marker', port: 80 }] } }),
    { ...slice, metadata: { ...slice.metadata, labels } },
  ];
}

function tcpRoute(
  traefik: (kind: string, spec: object) => ApiObjectData,
  name: string,
  kinds: ReadonlySet<string>,
): ApiObjectData[] {
  const objects: ApiObjectData[] = [];
  if (kinds.has('MiddlewareTCP')) objects.push(traefik('MiddlewareTCP', { inFlightConn: { amount: 1 } }));
  if (kinds.has('ServersTransportTCP')) objects.push(traefik('ServersTransportTCP', { dialTimeout: '30s' }));
  const route = {
    match: `HostSNI(\`${name}.invalid\`)`,
    services: [{ name, port: 80, ...(kinds.has('ServersTransportTCP') && { serversTransport: name }) }],
    ...(kinds.has('MiddlewareTCP') && { middlewares: [{ name }] }),
  };
  objects.push(traefik('IngressRouteTCP', { entryPoints: ['traefik'], routes: [route], tls: {} }));
  return objects;
}

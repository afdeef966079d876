import { asList, own } from '../../../../core/base';
import type { FieldPath } from '../../../../core/finding';
import { middlewareAsShown } from '../../../api/middlewares';
import { type FileConfiguration, type ReadLabels, decodeFile } from '../../../labels';
import {
  type ProviderConfiguration,
  type ServersTransport,
  type Service,
  type Source,
  type StreamService,
  type TlsOptions,
  emptyConfiguration,
} from '../../dynamic/configuration';
import { type Cluster, type ClusterObject, sourceOf } from '../cluster';
import type { Provided } from '../crd';
import { dockerApiVersion } from '../docker';
import { backendsOf } from '../docker/backends';
import { text } from '../read';
import { type Drop, dropped } from '../result';
import { type Plain, httpRouter, httpService, plain, streamService, tcpRouter, textsOf } from '../shown';

/** The kind of objects that stand for files of Traefik's file provider. */
export const fileKind = 'File';

/** Traefik's provider file: what its files say, the first that says it. */
export function provideFile(cluster: Cluster): Provided {
  const configuration = emptyConfiguration();
  const drops: Drop[] = [];
  const backendAt = backendsOf(cluster);
  for (const object of cluster.list(dockerApiVersion, fileKind)) {
    const read = decodeFile(own(object.value, 'spec'));
    if ('reason' in read) {
      drops.push({ ...dropped(object, ['spec', ...read.path], read.reason), isWhole: true });
      continue;
    }
    addFile(configuration, object, read, (address) => backendAt(address, object.namespace));
  }
  return { configuration, dropped: drops };
}

type BackendAt = (address: string) => NonNullable<Service['backend']>;

function addFile(
  to: ProviderConfiguration,
  object: ClusterObject,
  { configuration, labelsAt }: ReadLabels<FileConfiguration>,
  backendAt: BackendAt,
): void {
  const { http = {}, tcp = {}, udp = {}, tls = {} } = configuration;
  const routed = routersOf(object.value);
  const source = (section: string, name: string): Source => {
    const index = routed.findIndex(([at, router]) => at === section && router === name);
    return sourceOf(object, index);
  };
  put(to.routers, http.routers, (value, name) => httpRouter(value, source('http', name), parentsOf(value)));
  put(to.middlewares, http.middlewares, middlewareAsShown);
  put(to.services, http.services, (value) => anyService(value, backendAt));
  put(to.serversTransports, http.serversTransports, transport);
  put(to.tcpRouters, tcp.routers, (value, name) => tcpRouter(value, source('tcp', name)));
  put(to.tcpMiddlewares, tcp.middlewares, (value) => value);
  put(to.tcpServices, tcp.services, (value) => anyStream(value, backendAt, 'tcp'));
  put(to.tcpServersTransports, tcp.serversTransports, (value) => transport(plain(own(value, 'tls'))));
  put(to.udpRouters, udp.routers, (value, name) => ({
    entryPoints: textsOf(value, 'entryPoints'),
    service: text(own(value, 'service')),
    source: source('udp', name),
  }));
  put(to.udpServices, udp.services, (value) => anyStream(value, backendAt, 'udp'));
  put(to.tlsOptions, tls.options, ({ cipherSuites, ...rest }, name) => {
    // Those that Traefik has where none are said are Go's own: those of options that leave them out, too.
    const areSaid = labelsAt(['tls', 'options', name, 'cipherSuites']).length > 0;
    return tlsOptions({ ...rest, ...(areSaid && { cipherSuites }) });
  });
  const generated = own(own(tls.stores, 'default'), 'defaultGeneratedCert');
  const domain = own(generated, 'domain');
  const resolver = text(own(generated, 'resolver'));
  if (resolver !== '' && domain !== undefined && to.defaultCertificates.size === 0) {
    const names = [text(own(domain, 'main')), ...textsOf(plain(domain), 'sans')];
    to.defaultCertificates.set('default', { kind: 'generated', resolver, names });
  }
  for (const certificate of tls.certificates ?? []) {
    const pem = text(own(certificate, 'certFile'));
    const stores = textsOf(certificate, 'stores');
    const inDefaultStore = stores.length === 0 || stores.includes('default');
    to.certificates.set(pem, { secret: `${object.namespace}/${object.name}`, pem, inDefaultStore });
  }
}

/** Of several files of a folder the first that says something under a name counts. */
function put<T>(
  to: Map<string, T>,
  from: Readonly<Record<string, Plain>> | undefined,
  make: (value: Plain, name: string) => T,
): void {
  for (const [name, value] of Object.entries(from ?? {})) if (!to.has(name)) to.set(name, make(value, name));
}

const sections = ['http', 'tcp', 'udp'];

/** The routers of a file, by section and name, in an order of their own. */
function routersOf(value: unknown): readonly (readonly [section: string, name: string])[] {
  return sections.flatMap((section) =>
    Object.keys(plain(own(own(own(value, 'spec'), section), 'routers'))).map(
      (name) => [section, name] as const,
    ),
  );
}

/** The field of a file that says a router. */
export function routerPath(value: unknown, route: number): FieldPath {
  const router = routersOf(value)[route];
  return router ? ['spec', router[0], 'routers', router[1]] : ['spec'];
}

function parentsOf(value: Plain): readonly string[] | undefined {
  return own(value, 'parentRefs') === undefined ? undefined : textsOf(value, 'parentRefs');
}

function anyService(value: Plain, backendAt: BackendAt): Service {
  const balancer = own(value, 'loadBalancer');
  if (balancer === undefined) return value;
  const servers = asList(own(balancer, 'servers')).map((server) => ({
    ...plain(server),
    backend: backendAt(text(own(server, 'url'))),
  }));
  return httpService({
    ...value,
    loadBalancer: { ...plain(balancer), ...(servers.length > 0 && { servers }) },
  });
}

function anyStream(value: Plain, backendAt: BackendAt, scheme: string): StreamService {
  const balancer = own(value, 'loadBalancer');
  if (balancer === undefined) return value;
  const servers = asList(own(balancer, 'servers')).map((server) => ({
    ...plain(server),
    backend: { ...backendAt(text(own(server, 'address'))), scheme },
  }));
  return streamService({
    ...value,
    loadBalancer: { ...plain(balancer), ...(servers.length > 0 && { servers }) },
  });
}

function transport(value: Plain): ServersTransport {
  return {
    insecureSkipVerify: own(value, 'insecureSkipVerify') === true,
    rootCAs: asList(own(value, 'rootCAs')).length,
    disableHTTP2: own(value, 'disableHTTP2') === true,
  };
}

function tlsOptions(value: Plain): TlsOptions {
  const { clientAuth, alpnProtocols: _alpn, sniStrict, ...rest } = value;
  const type = text(own(clientAuth, 'clientAuthType'));
  return {
    ...rest,
    ...(type !== '' && { clientAuthType: type }),
    clientCAs: textsOf(plain(clientAuth), 'caFiles'),
    sniStrict: sniStrict === true,
    alpnProtocols: textsOf(value, 'alpnProtocols'),
  };
}

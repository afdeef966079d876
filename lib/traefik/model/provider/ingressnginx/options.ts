import {
  type EntryPoint,
  type KubernetesIngressNginxProvider,
  type StaticConfiguration,
  internalEntryPoint,
} from '../../static';

/** The provider's options with Traefik's defaults. */
export type NginxOptions = ReturnType<typeof readOptions>;

/** @see pkg/provider/kubernetes/ingress-nginx/kubernetes.go */
export function readOptions(provider: KubernetesIngressNginxProvider, statics: StaticConfiguration) {
  const { httpEntryPoint = '', httpsEntryPoint = '', globalAllowedResponseHeaders = [] } = provider;
  return {
    ...defaults,
    ...provider,
    /** Entry points of routers without TLS. */
    plainEntryPoints: httpEntryPoint === '' ? plainEntryPoints(statics) : [httpEntryPoint],
    /** Entry points of routers with TLS: none means all default ones. */
    tlsEntryPoints: httpsEntryPoint === '' ? [] : [httpsEntryPoint],
    allowedHeaders: globalAllowedResponseHeaders.filter((header) => /^[a-zA-Z\d\-_]+$/.test(header)),
    defaultBackend: readDefaultBackend(provider.defaultBackendService ?? ''),
  };
}

const defaults = {
  ingressClass: 'nginx',
  controllerClass: 'k8s.io/ingress-nginx',
  clientBodyBufferSize: 16 * 1024,
  proxyBodySize: 1024 * 1024,
  proxyBufferSize: 8 * 1024,
  proxyBuffersNumber: 4,
  proxyNextUpstream: 'error timeout',
  proxyNextUpstreamTries: 3,
  proxyNextUpstreamTimeout: 0,
  strictValidatePathType: true,
};

/** Entry points that add no TLS to their routers; Traefik lists them in no order. */
function plainEntryPoints({ entryPoints, version }: StaticConfiguration): readonly string[] {
  const all = [...entryPoints.values()];
  const isFlagged = all.some(({ file }) => file.asDefault);
  const isAsked = ({ name, file }: EntryPoint): boolean =>
    !version.has('nginx-entry-points') ||
    (name !== internalEntryPoint && (!isFlagged || file.asDefault === true));
  return all
    .filter((entryPoint) => entryPoint.file.http?.tls === undefined && isAsked(entryPoint))
    .map(({ name }) => name)
    .toSorted();
}

/** `undefined` where there is none, and `malformed` where the provider does not start with it. */
function readDefaultBackend(
  text: string,
): { readonly namespace: string; readonly name: string } | 'malformed' | undefined {
  if (text === '') return undefined;
  const [namespace = '', name, ...others] = text.split('/');
  return name === undefined || others.length > 0 ? 'malformed' : { namespace, name };
}

import { type Attempt, failed, isFailed, made, own } from '../../../../core/base';
import type { TraefikVersion } from '../../../version';
import type { Service } from '../../dynamic/configuration';
import type { KubernetesIngressProvider } from '../../static';
import type { KubernetesView, ServicePort } from '../kubernetes';
import { backendOf, distinct, findAddresses } from '../servers';
import { type ServiceAnnotations, readServiceAnnotations } from './annotations';

/** What reading a Service needs. */
export interface ServiceContext {
  readonly view: KubernetesView;
  readonly options: KubernetesIngressProvider;
  readonly version: TraefikVersion;
}

/** The Service that a path of an Ingress names. */
export interface IngressBackend {
  readonly name: string;
  readonly port: number;
  readonly portName: string;
}

/** The port as Traefik prints it: by name where it has one. */
export function portText({ port, portName }: IngressBackend): string {
  return portName === '' ? String(port) : portName;
}

/** Builds the load balancer behind a path; its options stand in annotations of the Service. */
export function loadService(
  { view, options, version }: ServiceContext,
  namespace: string,
  reference: unknown,
): Attempt<{ readonly service: Service; readonly backend: IngressBackend }> {
  if (own(reference, 'resource') !== undefined) return failed('Resource backends are not supported');
  const named = own(reference, 'service');
  if (named === undefined) return failed('Missing service definition');
  const backend = readBackend(named);
  const service = view.service(namespace, backend.name);
  if (isFailed(service)) return failed('Cannot create service: service not found');
  const port = service.value.ports.find(
    (candidate) =>
      candidate.port === backend.port || (backend.portName !== '' && candidate.name === backend.portName),
  );
  if (!port) return failed('Cannot create service: service port not found');
  const annotations = readServiceAnnotations(service.value.object.annotations);
  const [fault] = annotations.faults;
  if (fault) return failed(fault.reason);
  const { serversTransport = '', middlewares = [] } = annotations.value ?? {};
  const allowed = options.crossProviderNamespaces ?? [];
  const isRestricted = allowed.length > 0 && !allowed.includes(namespace);
  if (serversTransport !== '' && isRestricted) {
    return failed(`cross-provider serversTransport reference is not allowed from namespace "${namespace}"`);
  }
  if (middlewares.length > 0 && isRestricted && version.has('ingress-service-middlewares')) {
    return failed(`cross-provider middleware reference is not allowed from namespace "${namespace}"`);
  }
  const isOneAddress = annotations.value?.nativeLB ?? options.nativeLBByDefault === true;
  const addresses = findAddresses(view, service.value, port, {
    allowExternalName: options.allowExternalNameServices === true,
    nativeLB: isOneAddress,
    nodePortLB: annotations.value?.nodePortLB === true,
    nodesDisabled: options.disableClusterScopeResources === true,
  });
  if (isFailed(addresses)) return addresses;
  const scheme = schemeOf(annotations.value, port);
  const servers = distinct((addresses.value ?? []).filter((address) => address.serving)).map(
    ({ hostPort, terminating }) => ({ url: `${scheme}://${hostPort}`, ...(terminating && { fenced: true }) }),
  );
  if (servers.length === 0 && !options.allowEmptyServices)
    return failed('Skipping service: no endpoints found');
  return made({
    service: {
      ...build(annotations.value, servers),
      backend: backendOf(service.value, port, scheme),
      ...(isOneAddress && { isOneAddress }),
    },
    backend,
  });
}

function readBackend(named: unknown): IngressBackend {
  const port = own(named, 'port');
  const [name, number, portName] = [own(named, 'name'), own(port, 'number'), own(port, 'name')];
  return {
    name: typeof name === 'string' ? name : '',
    port: typeof number === 'number' ? number : 0,
    portName: typeof portName === 'string' ? portName : '',
  };
}

function schemeOf(annotations: ServiceAnnotations = {}, port: ServicePort): string {
  const written = annotations.serversScheme ?? '';
  if (written !== '') return written;
  return port.port === 443 || port.name.startsWith('https') ? 'https' : 'http';
}

function build(annotations: ServiceAnnotations = {}, servers: readonly { readonly url: string }[]): Service {
  const { middlewares = [], sticky, passHostHeader = true, serversTransport = '' } = annotations;
  return {
    loadBalancer: {
      ...(servers.length > 0 && { servers }),
      strategy: 'wrr',
      passHostHeader,
      responseForwarding: { flushInterval: '100ms' },
      ...(sticky && { sticky: sticky.cookie ? { cookie: { path: '/', ...sticky.cookie } } : {} }),
      ...(serversTransport !== '' && { serversTransport }),
    },
    ...(middlewares.length > 0 && { middlewares }),
  };
}

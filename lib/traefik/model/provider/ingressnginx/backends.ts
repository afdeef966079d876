import { type Attempt, failed, isFailed, made, own } from '../../../../core/base';
import type { Service } from '../../dynamic/configuration';
import { type KubernetesService, type ServicePort, externalPort } from '../kubernetes';
import { integer, text } from '../read';
import { joinHostPort } from '../servers';
import type { NginxSettings } from './annotations';
import type { NginxContext } from './context';

/** A Service and its port as an Ingress names them. */
export interface BackendReference {
  readonly service: string;
  /** 0 where it is named, or left out. */
  readonly number: number;
  readonly portName: string;
}

/** The addresses behind a backend, and the Service that they belong to. */
export interface Upstream {
  readonly endpoints: readonly { readonly hostPort: string; readonly fenced: boolean }[];
  readonly backend?: { readonly service: string; readonly port: number };
}

/** What nobody serves. */
export const noUpstream: Upstream = { endpoints: [] };

/** The Service that a backend names; undefined where it names a resource. */
export function readBackend(backend: unknown): BackendReference | undefined {
  const service = own(backend, 'service');
  if (service === undefined) return undefined;
  const port = own(service, 'port');
  return {
    service: text(own(service, 'name')),
    number: integer(own(port, 'number')),
    portName: text(own(port, 'name')),
  };
}

/** A Service of which no port is named. */
export function backendNamed(service: string): BackendReference {
  return { service, number: 0, portName: '' };
}

/** The port as names of services have it. */
export function portText({ number, portName }: BackendReference): string {
  return portName === '' ? String(number) : portName;
}

/** The addresses behind a backend; those of the annotation default-backend where it has none. */
export function findUpstream(
  context: NginxContext,
  namespace: string,
  reference: BackendReference,
  settings: NginxSettings = {},
): Attempt<Upstream> {
  const { view } = context;
  const found = findService(context, namespace, reference);
  if (isFailed(found)) return found;
  const { service, port } = found.value;
  const backend = { service: `${namespace}/${reference.service}`, port: port.port };
  const one = (hostPort: string): Attempt<Upstream> =>
    made({ endpoints: [{ hostPort, fenced: false }], backend });
  if (service.type === 'ExternalName') {
    return one(joinHostPort(service.externalName, Number(port.targetPort) || 0));
  }
  if (settings['service-upstream']) {
    return one(joinHostPort(service.clusterIP || `${reference.service}.${namespace}`, port.port));
  }
  const upstream = ofSlices(context, service, port);
  const fallback = settings['default-backend'] ?? '';
  if (fallback === '' || fallback === reference.service || upstream.endpoints.length > 0)
    return made(upstream);
  const other = findService(context, namespace, backendNamed(fallback));
  return isFailed(other) ? other : made(ofSlices({ view }, other.value.service, other.value.port));
}

function findService(
  { view, options }: NginxContext,
  namespace: string,
  reference: BackendReference,
): Attempt<{ readonly service: KubernetesService; readonly port: ServicePort }> {
  const service = view.service(namespace, reference.service);
  if (isFailed(service)) return failed(`getting service: ${service.reason}`);
  const isExternal = service.value.type === 'ExternalName';
  if (options.disableSvcExternalName && isExternal) return failed('externalName services not allowed');
  const { number, portName } = reference;
  const port = service.value.ports.find(
    (candidate) =>
      (number === 0 && portName === '') ||
      number === candidate.port ||
      (portName === candidate.name && candidate.name !== ''),
  );
  if (port) return made({ service: service.value, port });
  if (!isExternal) return failed('service port not found');
  return made({ service: service.value, port: externalPort(number, number || portName) });
}

/** One address counts once, whatever its port. */
function ofSlices(
  { view }: Pick<NginxContext, 'view'>,
  service: KubernetesService,
  port: ServicePort,
): Upstream {
  const seen = new Set<string>();
  const endpoints = (view.endpoints(service, port) ?? []).filter(
    ({ host, serving = true }) => serving && !seen.has(host) && seen.add(host),
  );
  const { namespace, name } = service.object;
  return {
    endpoints: endpoints.map(({ host, port: number, terminating }) => ({
      hostPort: joinHostPort(host, number),
      fenced: terminating,
    })),
    backend: { service: `${namespace}/${name}`, port: port.port },
  };
}

/** The scheme that backend-protocol means. */
export function schemeOf({ 'backend-protocol': protocol = 'HTTP' }: NginxSettings): 'http' | 'https' | 'h2c' {
  switch (protocol.toUpperCase()) {
    case 'HTTPS':
    case 'GRPCS':
      return 'https';
    case 'GRPC':
      return 'h2c';
    default:
      return 'http';
  }
}

/** A load balancer over an upstream, as annotations want it. */
export function balancer(
  { endpoints, backend }: Upstream,
  settings: NginxSettings,
  serversTransport: string,
): Service {
  const scheme = schemeOf(settings);
  const { 'upstream-hash-by': hashBy = '' } = settings;
  const sticky = stickyOf(settings, '');
  return {
    loadBalancer: {
      ...(sticky && { sticky }),
      ...(endpoints.length > 0 && {
        servers: endpoints.map(({ hostPort, fenced }) => ({
          url: `${scheme}://${hostPort}`,
          ...(fenced && { fenced }),
        })),
      }),
      strategy: hashBy === '' ? 'wrr' : 'hrw',
      passHostHeader: true,
      responseForwarding: { flushInterval: '100ms' },
      ...(serversTransport !== '' && endpoints.length > 0 && { serversTransport }),
      ...(hashBy !== '' && { nginxUpstreamHashBy: hashBy }),
    },
    ...(backend && { backend: { ...backend, scheme } }),
    ...(settings['service-upstream'] && { isOneAddress: true }),
  };
}

/** The cookie of affinity. */
export function stickyOf(
  settings: NginxSettings,
  suffix: string,
): NonNullable<NonNullable<Service['weighted']>['sticky']> | undefined {
  if (settings.affinity !== 'cookie') return undefined;
  const name = settings['session-cookie-name'] ?? 'INGRESSCOOKIE';
  const { 'session-cookie-secure': secure = false, 'session-cookie-samesite': sameSite = '' } = settings;
  const { 'session-cookie-max-age': maxAge = 0, 'session-cookie-domain': domain = '' } = settings;
  return {
    cookie: {
      name: suffix === '' ? name : `${name}-${suffix}`,
      ...(secure && { secure }),
      httpOnly: true,
      ...(sameSite !== '' && { sameSite: sameSite.toLowerCase() }),
      ...(maxAge !== 0 && { maxAge }),
      path: settings['session-cookie-path'] ?? '/',
      ...(domain !== '' && { domain }),
    },
  };
}

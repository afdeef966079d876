import { type Attempt, failed, made } from '../../../core/base';
import type { Backend } from '../../request';
import {
  type Endpoint,
  type KubernetesService,
  type KubernetesView,
  type ServicePort,
  externalPort,
} from './kubernetes';

/** How a reference wants to reach a Service. */
export interface ServerOptions {
  readonly allowExternalName: boolean;
  readonly nativeLB: boolean;
  readonly nodePortLB: boolean;
  readonly nodesDisabled: boolean;
}

/** One address with the state of its endpoint. */
export interface Address {
  readonly hostPort: string;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
}

/** The port of a Service that a reference means: by number, or by name where it is written as text. */
export function findPort(
  service: KubernetesService,
  port: number | string | undefined,
): Attempt<ServicePort> {
  if (port === undefined || port === 0 || port === '') return failed('ingressRoute service port not defined');
  const match = service.ports.find((candidate) =>
    typeof port === 'number' ? candidate.port === port : candidate.name === port,
  );
  if (match) return made(match);
  if (service.type === 'ExternalName' && typeof port === 'number') {
    return made(externalPort(port, port));
  }
  return failed(`service port not found: ${port}`);
}

/**
 * Finds the addresses behind a port, in Traefik's order: ExternalName, nativeLB or nodes, endpoints. Undefined where
 * no EndpointSlice has the port.
 */
export function findAddresses(
  view: KubernetesView,
  service: KubernetesService,
  port: ServicePort,
  options: ServerOptions,
): Attempt<readonly Address[] | undefined> {
  const { namespace, name } = service.object;
  const found = (...hostPorts: readonly string[]): Attempt<readonly Address[]> =>
    made(hostPorts.map(alwaysReady));
  if (service.type === 'ExternalName') {
    if (!options.allowExternalName) return failed(`externalName services not allowed: ${namespace}/${name}`);
    return found(joinHostPort(service.externalName, port.port));
  }
  if (options.nativeLB) {
    if (service.clusterIP === 'None') return failed(`no clusterIP on headless service: ${namespace}/${name}`);
    return found(joinHostPort(service.clusterIP || `${name}.${namespace}`, port.port));
  }
  if (service.type === 'NodePort' && options.nodePortLB) {
    if (options.nodesDisabled) return failed('nodes lookup is disabled');
    const nodes = view.nodeAddresses().map((host) => joinHostPort(host, port.nodePort));
    return nodes.length > 0
      ? found(...nodes)
      : failed(`nodes not found for NodePort service ${namespace}/${name}`);
  }
  return made(view.endpoints(service, port)?.map(ofEndpoint));
}

function alwaysReady(hostPort: string): Address {
  return { hostPort, ready: true, serving: true, terminating: false };
}

function ofEndpoint({ host, port, ready, serving, terminating }: Endpoint): Address {
  return {
    hostPort: joinHostPort(host, port),
    ready: ready ?? false,
    serving: serving ?? true,
    terminating,
  };
}

/** `host:port`, with brackets around an IPv6 address. */
export function joinHostPort(host: string, port: number | string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Keeps the first of several equal addresses. */
export function distinct(addresses: readonly Address[]): readonly Address[] {
  if (addresses.length < 2) return addresses;
  const seen = new Set<string>();
  return addresses.filter(({ hostPort }) => !seen.has(hostPort) && seen.add(hostPort));
}

/** The scheme of a backend: as written, else https for port 443 and ports named https…, else http. */
export function schemeOf(scheme: string | undefined, port: ServicePort): Attempt<string> {
  if (scheme === undefined || scheme === '') {
    return made(port.port === 443 || port.name.startsWith('https') ? 'https' : 'http');
  }
  return ['http', 'https', 'h2c'].includes(scheme)
    ? made(scheme)
    : failed(`invalid scheme "${scheme}" specified`);
}

/** What `explain` names as the backend. */
export function backendOf(service: KubernetesService, port: ServicePort, scheme: string): Backend {
  return { service: `${service.object.namespace}/${service.object.name}`, port: port.port, scheme };
}

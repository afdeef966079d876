import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import { type KubernetesService, type ServicePort } from '../kubernetes';
import { joinHostPort } from '../servers';
import type { GatewayContext } from './context';
import type { BackendRef } from './route';

/** What a backend of Kubernetes leads to. */
export interface BackendAddresses {
  readonly service: KubernetesService;
  readonly port: ServicePort;
  readonly hostPorts: readonly string[];
  /** Whether they are the one address of the Service (nativeLB). */
  readonly isOneAddress: boolean;
}

/** The addresses behind a port of a Service. */
export function addressesOf(
  { view, options }: GatewayContext,
  namespace: string,
  { name, port: wanted }: BackendRef,
): Attempt<BackendAddresses> {
  if (!view.isWatched(namespace)) {
    return failed(
      `getting service: failed to get service ${namespace}/${name}: namespace is not within watched namespaces`,
    );
  }
  const found = view.service(namespace, name);
  if (isFailed(found)) return failed(`getting service: service ${JSON.stringify(name)} not found`);
  const service = found.value;
  if (service.type === 'ExternalName') {
    return failed('type ExternalName is not supported for Kubernetes Service reference');
  }
  const port = service.ports.find((candidate) => candidate.port === wanted);
  if (!port) return failed(`service port ${wanted} not found`);
  const native = readNativeLb(service.object.annotations);
  if (isFailed(native))
    return failed(`parsing service annotations config: decoding labels: ${native.reason}`);
  if (native.value ?? options.nativeLBByDefault === true) {
    if (service.clusterIP === 'None') return failed(`no clusterIP found for service: ${namespace}/${name}`);
    const hostPort = joinHostPort(service.clusterIP || `${name}.${namespace}`, port.port);
    return made({ service, port, hostPorts: [hostPort], isOneAddress: true });
  }
  const ready = (view.endpoints(service, port) ?? []).filter((endpoint) => endpoint.ready === true);
  // Of one address behind two ports the first counts.
  const byHost = new Map(ready.toReversed().map(({ host, port: number }) => [host, number] as const));
  const hostPorts = [...new Set(ready.map(({ host }) => host))].map((host) =>
    joinHostPort(host, byHost.get(host) ?? 0),
  );
  return made({ service, port, hostPorts, isOneAddress: false });
}

const prefix = 'traefik.io/service.';

/** The annotation `traefik.io/service.nativelb` of a Service. */
function readNativeLb(annotations: ReadonlyMap<string, string>): Attempt<boolean | undefined> {
  let found: boolean | undefined;
  for (const [key, value] of annotations) {
    if (!key.toLowerCase().startsWith(prefix)) continue;
    const field = key.slice(prefix.length);
    if (field.toLowerCase() !== 'nativelb') return failed(`field not found, node: ${field}`);
    if (!/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)) {
      return failed(`nativelb must be true or false, not ${JSON.stringify(value)}`);
    }
    found = /^[1tT]/.test(value);
  }
  return made(found);
}

import { asList, type Attempt, failed, made, own } from '../../../core/base';
import type { Cluster, ClusterObject } from './cluster';
import { integer, text, texts } from './read';

/** One port of a Service. */
export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number | string;
  readonly nodePort: number;
  readonly protocol: string;
  /** What the port says it speaks; undefined where it says nothing. */
  readonly appProtocol: string | undefined;
}

/** A port that a Service of the type ExternalName need not list. */
export function externalPort(port: number, targetPort: number | string): ServicePort {
  return { name: '', port, targetPort, nodePort: 0, protocol: 'TCP', appProtocol: undefined };
}

/** A Service, as far as Traefik reads it. */
export interface KubernetesService {
  readonly object: ClusterObject;
  readonly type: string;
  readonly clusterIP: string;
  readonly externalName: string;
  readonly ports: readonly ServicePort[];
}

/** One address behind a Service's port. */
export interface Endpoint {
  readonly host: string;
  readonly port: number | string;
  /** Undefined counts as serving over HTTP and as not ready over TCP and UDP. */
  readonly ready: boolean | undefined;
  readonly serving: boolean | undefined;
  readonly terminating: boolean;
}

/** What the providers see of a cluster: namespaces that are watched, Secrets that are not Helm's. */
export interface KubernetesView {
  readonly cluster: Cluster;
  isWatched(namespace: string): boolean;
  service(namespace: string, name: string): Attempt<KubernetesService>;
  secret(namespace: string, name: string): Attempt<Secret>;
  configMap(namespace: string, name: string): Attempt<ReadonlyMap<string, string>>;
  nodeAddresses(): readonly string[];
  /** Undefined where no EndpointSlice of the Service has the port. */
  endpoints(service: KubernetesService, port: ServicePort): readonly Endpoint[] | undefined;
}

/** Bytes as UTF-8 text. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

/** A Secret's type and data. */
export interface Secret {
  readonly type: string;
  readonly data: ReadonlyMap<string, Uint8Array>;
}

/** A view over a cluster of the namespaces that are watched. @default all */
export function viewOf(cluster: Cluster, namespaces?: readonly string[]): KubernetesView {
  const isWatched = (namespace: string): boolean => namespaces?.includes(namespace) ?? true;
  const find = (
    apiVersion: string,
    kind: string,
    namespace: string,
    name: string,
  ): Attempt<ClusterObject> => {
    if (!isWatched(namespace)) return failed(`namespace "${namespace}" is not within watched namespaces`);
    const object = cluster.get(apiVersion, kind, namespace, name);
    return object ? made(object) : failed(`${kind} ${namespace}/${name} not found`);
  };
  return {
    cluster,
    isWatched,
    service: (namespace, name) => mapped(find('v1', 'Service', namespace, name), readService),
    secret: (namespace, name) => {
      const secret = find('v1', 'Secret', namespace, name);
      const hidden = 'value' in secret && secret.value.labels.get('owner') === 'helm';
      return hidden ? failed(`Secret ${namespace}/${name} not found`) : mapped(secret, readSecret);
    },
    configMap: (namespace, name) =>
      mapped(find('v1', 'ConfigMap', namespace, name), (object) => texts(own(object.value, 'data'))),
    nodeAddresses: () => cluster.list('v1', 'Node').flatMap(internalAddresses),
    endpoints: (service, port) => endpointsOf(cluster, service, port),
  };
}

function mapped<A, B>(attempt: Attempt<A>, read: (value: A) => B): Attempt<B> {
  return 'value' in attempt ? made(read(attempt.value)) : attempt;
}

function readService(object: ClusterObject): KubernetesService {
  const spec = own(object.value, 'spec');
  return {
    object,
    type: text(own(spec, 'type')) || 'ClusterIP',
    clusterIP: text(own(spec, 'clusterIP')),
    externalName: text(own(spec, 'externalName')),
    ports: asList(own(spec, 'ports')).map((port) => ({
      name: text(own(port, 'name')),
      port: integer(own(port, 'port')),
      targetPort: portOf(own(port, 'targetPort')) ?? integer(own(port, 'port')),
      nodePort: integer(own(port, 'nodePort')),
      protocol: text(own(port, 'protocol')) || 'TCP',
      appProtocol: textOrNone(own(port, 'appProtocol')),
    })),
  };
}

function readSecret(object: ClusterObject): Secret {
  const data = new Map<string, Uint8Array>();
  for (const [key, value] of texts(own(object.value, 'data'))) data.set(key, Buffer.from(value, 'base64'));
  for (const [key, value] of texts(own(object.value, 'stringData'))) data.set(key, Buffer.from(value));
  return { type: text(own(object.value, 'type')) || 'Opaque', data };
}

function internalAddresses(node: ClusterObject): readonly string[] {
  return asList(own(own(node.value, 'status'), 'addresses'))
    .filter((address) => own(address, 'type') === 'InternalIP')
    .map((address) => text(own(address, 'address')));
}

/**
 * Endpoints come from EndpointSlices. A Service without any among the objects is taken to have one that is
 * ready, since manifests hold no EndpointSlices: controllers make those in the cluster.
 */
function endpointsOf(
  cluster: Cluster,
  service: KubernetesService,
  port: ServicePort,
): readonly Endpoint[] | undefined {
  const { namespace, name } = service.object;
  const slices = cluster.endpointSlices(namespace, name);
  if (slices.length === 0) {
    const host = `${name}.${namespace}`;
    const target = targetPortOf(cluster, service, port);
    return [{ host, port: target, ready: true, serving: true, terminating: false }];
  }
  const matching = slices.flatMap(({ value }) => {
    const match = asList(own(value, 'ports')).find((candidate) => text(own(candidate, 'name')) === port.name);
    const number = integer(own(match, 'port'));
    return number === 0
      ? []
      : [asList(own(value, 'endpoints')).flatMap((entry) => readEndpoint(entry, number))];
  });
  return matching.length === 0 ? undefined : matching.flat();
}

function readEndpoint(entry: unknown, port: number): readonly Endpoint[] {
  const conditions = own(entry, 'conditions');
  const condition = (name: string): boolean | undefined => {
    const value = own(conditions, name);
    return typeof value === 'boolean' ? value : undefined;
  };
  return asList(own(entry, 'addresses')).map((address) => ({
    host: text(address),
    port,
    ready: condition('ready'),
    serving: condition('serving'),
    terminating: condition('terminating') ?? false,
  }));
}

/** A named target port is looked up in the containers of the workload that the Service selects. */
function targetPortOf(cluster: Cluster, service: KubernetesService, port: ServicePort): number {
  const { targetPort } = port;
  if (typeof targetPort === 'number') return targetPort;
  const selector = texts(own(own(service.object.value, 'spec'), 'selector'));
  const named = cluster.workloads().port(service.object.namespace, selector, targetPort);
  return named === undefined ? port.port : integer(named);
}

function textOrNone(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function portOf(value: unknown): number | string | undefined {
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? value : undefined;
}

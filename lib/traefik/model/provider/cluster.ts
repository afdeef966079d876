import { groupBy, isPlainMap, own } from '../../../core/base';
import type { Source } from '../dynamic/configuration';
import { texts } from './read';
import { Workloads } from './workloads';

/** An object of a cluster: identity and metadata read, the rest as it came. */
export interface ClusterObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly value: Record<string, unknown>;
}

/** Objects by kind and name, as an API server would hold them. */
export interface Cluster {
  /** All objects, kind by kind. */
  all(): readonly ClusterObject[];
  /** All objects of a kind, in the order in which they were given. */
  list(apiVersion: string, kind: string): readonly ClusterObject[];
  /** One object; of several of the same name, the last. */
  get(apiVersion: string, kind: string, namespace: string, name: string): ClusterObject | undefined;
  /** EndpointSlices of a Service, by their label. */
  endpointSlices(namespace: string, service: string): readonly ClusterObject[];
  /** What Services select. */
  workloads(): Workloads;
}

/** An object as the source of a router. */
export function sourceOf({ kind, namespace, name }: ClusterObject, route: number): Source {
  return { kind, namespace, name, route };
}

const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

const serviceLabel = 'kubernetes.io/service-name';

/** How deep lists of lists of objects may nest. */
const maxListDepth = 16;

/** Makes a cluster of objects. What is no object with a kind and a name is left out. */
export function makeCluster(objects: Iterable<unknown>): Cluster {
  const kinds = new Map<string, Map<string, ClusterObject>>();
  for (const object of flatten(objects, 0)) {
    const read = readObject(object);
    if (!read) continue;
    const key = kindKey(read.apiVersion, read.kind);
    const ofKind = kinds.get(key) ?? new Map<string, ClusterObject>();
    kinds.set(key, ofKind);
    ofKind.set(nameKey(read.namespace, read.name), read);
  }
  const list = (apiVersion: string, kind: string): readonly ClusterObject[] => [
    ...(kinds.get(kindKey(apiVersion, kind))?.values() ?? []),
  ];
  const slices = groupBy(list('discovery.k8s.io/v1', 'EndpointSlice'), ({ namespace, labels }) =>
    nameKey(namespace, labels.get(serviceLabel) ?? ''),
  );
  let workloads: Workloads | undefined;
  return {
    all: () => [...kinds.values()].flatMap((ofKind) => [...ofKind.values()]),
    list,
    get: (apiVersion, kind, namespace, name) =>
      kinds.get(kindKey(apiVersion, kind))?.get(nameKey(namespace, name)),
    endpointSlices: (namespace, service) => slices.get(nameKey(namespace, service)) ?? [],
    workloads: () => (workloads ??= new Workloads(workloadKinds.flatMap((kind) => list('apps/v1', kind)))),
  };
}

function kindKey(apiVersion: string, kind: string): string {
  return `${apiVersion}/${kind}`;
}

function nameKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** Lists (`kind: List`, `kind: ServiceList`) become their items. */
function* flatten(objects: Iterable<unknown>, depth: number): Generator {
  for (const object of objects) {
    const items = own(object, 'items');
    const kind = own(object, 'kind');
    if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) && depth < maxListDepth) {
      yield* flatten(items, depth + 1);
    } else yield object;
  }
}

function readObject(value: unknown): ClusterObject | undefined {
  if (!isPlainMap(value)) return undefined;
  const metadata = own(value, 'metadata');
  const [apiVersion, kind, name] = [own(value, 'apiVersion'), own(value, 'kind'), own(metadata, 'name')];
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string')
    return undefined;
  const namespace = own(metadata, 'namespace');
  return {
    apiVersion,
    kind,
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : 'default',
    name,
    labels: texts(own(metadata, 'labels')),
    annotations: texts(own(metadata, 'annotations')),
    value,
  };
}

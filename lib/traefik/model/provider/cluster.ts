import { groupBy, isPlainMap, own, valueAt } from '../../../core/base';
import { podMakers } from '../../../core/kubernetes/pod-makers';
import type { Source } from '../dynamic/configuration';
import { text, texts } from './read';
import { Workloads } from './workloads';

/** An object of a cluster: identity and metadata read, the rest as it came. */
export interface ClusterObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly value: Readonly<Record<string, unknown>>;
}

/** All objects of one kind. */
export interface KindOfObjects {
  readonly apiVersion: string;
  readonly kind: string;
  readonly all: readonly ClusterObject[];
}

/** Objects by kind and name, as an API server would hold them. */
export interface Cluster {
  /** The kinds of which there are objects. */
  kinds(): readonly KindOfObjects[];
  /** All objects, kind by kind. */
  all(): readonly ClusterObject[];
  /** All objects of a kind, in the order in which they were given. */
  list(apiVersion: string, kind: string): readonly ClusterObject[];
  /** One object; of several of the same name, the last. */
  get(apiVersion: string, kind: string, namespace: string, name: string): ClusterObject | undefined;
  /** EndpointSlices of a Service, by their label. */
  endpointSlices(namespace: string, service: string): readonly ClusterObject[];
  /** What makes pods, kind by kind. */
  podMakers(): readonly KindOfObjects[];
  /** What Services select. */
  workloads(): Workloads;
}

/** An annotation of an object, asked for by itself: of nearly all objects nobody asks for another. */
export function annotationOf({ value }: ClusterObject, key: string): string {
  return text(valueAt(value, 'metadata', 'annotations', key));
}

/** An object as the source of a router. */
export function sourceOf({ kind, namespace, name }: ClusterObject, route: number): Source {
  return { kind, namespace, name, route };
}

const serviceLabel = 'kubernetes.io/service-name';

/** How deep lists of lists of objects may nest. */
const maxListDepth = 16;

/** Makes a cluster of objects. What is no object with a kind and a name is left out. */
export function makeCluster(objects: Iterable<unknown>): Cluster {
  const kinds: Kind[] = [];
  const byVersion = new Map<string, Map<string, Kind>>();
  const find = (apiVersion: string, kind: string): Kind | undefined => byVersion.get(apiVersion)?.get(kind);
  for (const object of flatten(objects, 0)) {
    const apiVersion = own(object, 'apiVersion');
    const kind = own(object, 'kind');
    if (!isPlainMap(object) || typeof apiVersion !== 'string' || typeof kind !== 'string') continue;
    if (typeof own(own(object, 'metadata'), 'name') !== 'string') continue;
    const there = find(apiVersion, kind);
    if (there) {
      there.put(object);
      continue;
    }
    const first = new Kind(apiVersion, kind, object);
    kinds.push(first);
    byVersion.set(apiVersion, (byVersion.get(apiVersion) ?? new Map<string, Kind>()).set(kind, first));
  }
  const list = (apiVersion: string, kind: string): readonly ClusterObject[] =>
    find(apiVersion, kind)?.all ?? [];
  const slices = groupBy(list('discovery.k8s.io/v1', 'EndpointSlice'), ({ namespace, labels }) =>
    nameKey(namespace, labels.get(serviceLabel) ?? ''),
  );
  const makers = (): readonly Kind[] =>
    podMakers.flatMap(({ apiVersion, kind }) => find(apiVersion, kind) ?? []);
  let workloads: Workloads | undefined;
  return {
    kinds: () => kinds,
    all: () => kinds.flatMap(({ all }) => all),
    list,
    get: (apiVersion, kind, namespace, name) => find(apiVersion, kind)?.get(namespace, name),
    endpointSlices: (namespace, service) => slices.get(nameKey(namespace, service)) ?? [],
    podMakers: makers,
    workloads: () => (workloads ??= new Workloads(makers().flatMap(({ all }) => all))),
  };
}

function nameKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** Lists (`kind: List`, `kind: ServiceList`) become their items. */
function flatten(objects: Iterable<unknown>, depth: number, flat: unknown[] = []): readonly unknown[] {
  for (const object of objects) {
    const kind = own(object, 'kind');
    const items = typeof kind === 'string' && kind.endsWith('List') ? own(object, 'items') : undefined;
    if (Array.isArray(items) && depth < maxListDepth) flatten(items, depth + 1, flat);
    else flat.push(object);
  }
  return flat;
}

type Value = Readonly<Record<string, unknown>>;

/** The objects of one kind, which are read when somebody asks for them: of most kinds nobody does. */
class Kind implements KindOfObjects {
  private readonly values: Value[];
  private byName: ReadonlyMap<string, ClusterObject> | undefined;
  private listed: readonly ClusterObject[] | undefined;

  constructor(
    readonly apiVersion: string,
    readonly kind: string,
    first: Value,
  ) {
    this.values = [first];
  }

  put(value: Value): void {
    this.values.push(value);
  }

  get all(): readonly ClusterObject[] {
    return (this.listed ??= [...this.named.values()]);
  }

  get(namespace: string, name: string): ClusterObject | undefined {
    return this.named.get(nameKey(namespace, name));
  }

  private get named(): ReadonlyMap<string, ClusterObject> {
    return (this.byName ??= this.read());
  }

  private read(): ReadonlyMap<string, ClusterObject> {
    const read = new Map<string, ClusterObject>();
    for (const value of this.values) {
      const object = new ReadObject(this.apiVersion, this.kind, value);
      read.set(nameKey(object.namespace, object.name), object);
    }
    return read;
  }
}

class ReadObject implements ClusterObject {
  readonly namespace: string;
  readonly name: string;
  private ownLabels: ReadonlyMap<string, string> | undefined;
  private ownAnnotations: ReadonlyMap<string, string> | undefined;

  constructor(
    readonly apiVersion: string,
    readonly kind: string,
    readonly value: Value,
  ) {
    const metadata = own(value, 'metadata');
    this.name = text(own(metadata, 'name'));
    this.namespace = text(own(metadata, 'namespace')) || 'default';
  }

  get labels(): ReadonlyMap<string, string> {
    return (this.ownLabels ??= texts(own(own(this.value, 'metadata'), 'labels')));
  }

  get annotations(): ReadonlyMap<string, string> {
    return (this.ownAnnotations ??= texts(own(own(this.value, 'metadata'), 'annotations')));
  }
}

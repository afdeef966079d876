import { type ClusterFacts, Inventory } from '../cluster';
import { type Location, formatFieldPath } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { type TrafficModel, builtOf } from '../../traefik/model';
import { metricsOf } from './metrics';
import { portsOf } from './ports';
import { type Reference, type State, referencesOf } from './references';
import { type Target, certificateResolver, entryPoint, idOf, targetOf } from './target';

/** An object, a port of a Service, or what Traefik's static configuration has: entry points and resolvers. */
export interface GraphNode {
  /** One of its own: `IngressRoute.traefik.io shop/web`, `Service shop/web`, `Port shop/web:80`, `EntryPoint web`. */
  readonly id: string;
  readonly kind: string;
  /** Null for what belongs to no namespace. */
  readonly namespace: string | null;
  readonly name: string;
  readonly location: Location | null;
  /**
   * What it is where it is not among the objects: declared to exist, made by a controller or by Traefik itself, or
   * missing.
   */
  readonly state?: State;
  /** Its time series among Traefik's Prometheus metrics, as selectors of PromQL. */
  readonly metrics?: readonly string[];
}

/** A field of one thing that refers to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  /** Whether there is what it refers to. */
  readonly resolved: boolean;
}

/** What refers to what. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Every object with what it refers to, down to Secrets, ports, entry points and the names of Traefik's metrics. */
export function graphOf(objects: readonly PlacedObject[], facts: ClusterFacts, model: TrafficModel): Graph {
  const inventory = new Inventory(objects, facts);
  const references = referencesOf(inventory, model);
  const nodes = new Map(
    [...configured(model), ...made(inventory.objects, model)].map((node) => [node.id, node]),
  );
  for (const node of others(references, nodes)) nodes.set(node.id, node);
  const edges = references.map(({ from, field, to }) => ({
    from: idOf(targetOf(from)),
    to: idOf(to),
    path: formatFieldPath(field),
    resolved: nodes.get(idOf(to))?.state !== 'missing',
  }));
  return { nodes: [...nodes.values()], edges };
}

/** What Traefik's static configuration has. */
function configured(model: TrafficModel): readonly GraphNode[] {
  const { certificatesResolvers } = builtOf(model).runtime.statics.file;
  const metrics = metricsOf(model);
  return [
    ...model.entryPoints().map((name) => nodeOf(entryPoint(name), { metrics: metrics.ofEntryPoint(name) })),
    ...[...(certificatesResolvers?.keys() ?? [])].map((name) => nodeOf(certificateResolver(name))),
  ];
}

/** The objects and their ports; of several objects of one name the last, as a cluster would have it. */
function made(objects: readonly PlacedObject[], model: TrafficModel): readonly GraphNode[] {
  const metrics = metricsOf(model);
  return objects.flatMap(({ object, locate }) => [
    nodeOf(targetOf(object), { location: locate([]), metrics: metrics.ofObject(object) }),
    ...portsOf(object).map((port) => nodeOf(port, { location: locate(port.field) })),
  ]);
}

/** What is referred to and not among the objects. */
function others(
  references: readonly Reference[],
  known: ReadonlyMap<string, GraphNode>,
): readonly GraphNode[] {
  const found = new Map<string, GraphNode>();
  for (const { to, otherwise } of references) {
    const id = idOf(to);
    const before = found.get(id)?.state;
    if (known.has(id) || (before !== undefined && before !== 'missing')) continue;
    found.set(id, nodeOf(to, { state: otherwise }));
  }
  return [...found.values()];
}

function nodeOf(
  target: Target,
  {
    location,
    state,
    metrics = [],
  }: Partial<Pick<GraphNode, 'state' | 'metrics'>> & { readonly location?: Location } = {},
): GraphNode {
  const { kind, namespace, name } = target;
  return {
    id: idOf(target),
    kind,
    namespace,
    name,
    location: location ?? null,
    ...(state && { state }),
    ...(metrics.length > 0 && { metrics }),
  };
}

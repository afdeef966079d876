import { asMap, groupBy, oncePer, valueAt } from '../../../core/base';
import { podTemplateOf } from '../../../core/kubernetes';
import { type ApiObjectData, type PlacedObject, serviceKey } from '../../../core/manifest';
import type { LabelSelector } from '../manifest';
import { isSelector } from '../schema';
import { selects } from '../selector';
import { type Labels, Labelled } from './labelled';

/** A container of what makes pods, with the object that has it. */
export interface Container {
  readonly placed: PlacedObject;
  readonly container: Readonly<Record<string, unknown>>;
}

/** Services and the pods behind them. */
class Endpoints {
  private readonly services: ReadonlyMap<string, ApiObjectData>;
  /** What makes pods, by namespace. */
  private readonly makers: ReadonlyMap<string, Labelled<PlacedObject>>;

  constructor(objects: readonly PlacedObject[]) {
    this.services = new Map(
      objects.flatMap(({ object }) =>
        object.kind === 'Service' && object.apiVersion === 'v1' ? [[keyOf(object), object] as const] : [],
      ),
    );
    const makers = objects.flatMap((placed) => {
      const labels = podLabels(placed.object);
      return labels === undefined ? [] : [[placed, labels] as const];
    });
    const byNamespace = groupBy(makers, ([{ object }]) => object.metadata.namespace ?? 'default');
    this.makers = new Map(Array.from(byNamespace, ([namespace, own]) => [namespace, new Labelled(own)]));
  }

  service(name: string): ApiObjectData | undefined {
    return this.services.get(name);
  }

  /** Services of some namespaces, or of all, that a selector takes. */
  servicesOf(selector: LabelSelector, isIn: (namespace: string) => boolean): readonly ApiObjectData[] {
    return [...this.services.values()].filter(
      ({ metadata: { namespace = 'default', labels = {} } }) => isIn(namespace) && selects(selector, labels),
    );
  }

  /** What makes the pods of some namespaces, or of all, that a selector takes. */
  makersOf(selector: LabelSelector, isIn: (namespace: string) => boolean): readonly PlacedObject[] {
    return [...this.makers]
      .filter(([namespace]) => isIn(namespace))
      .flatMap(([, makers]) => makers.taken(selector));
  }

  /** The containers behind a Service. */
  behind({ metadata: { namespace = 'default' }, ...rest }: ApiObjectData): readonly Container[] {
    const selector = { matchLabels: valueAt(rest, 'spec', 'selector') };
    if (!isSelector(selector) || Object.keys(asMap(selector.matchLabels)).length === 0) return [];
    return this.makersOf(selector, (other) => other === namespace).flatMap(containersOf);
  }
}

/** Services and the pods behind them, made once for the objects of a cluster. */
export const endpointsOf = oncePer((objects: readonly PlacedObject[]) => new Endpoints(objects));

export type { Endpoints };

export function keyOf({ metadata: { namespace, name } }: ApiObjectData): string {
  return serviceKey(namespace, name);
}

/** The labels of the pods that an object is or makes. */
export function podLabels(object: ApiObjectData): Labels | undefined {
  const pod = podTemplateOf(object);
  if (pod === undefined) return undefined;
  const labels = asMap(valueAt(pod, 'metadata', 'labels'));
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]));
}

function containersOf(placed: PlacedObject): readonly Container[] {
  return containersIn(placed.object).map((container) => ({ placed, container }));
}

export function containersIn(object: ApiObjectData): readonly Container['container'][] {
  return itemsAt(podTemplateOf(object), 'spec', 'containers');
}

/** The maps of a list. */
export function itemsAt(
  root: unknown,
  ...path: readonly string[]
): readonly Readonly<Record<string, unknown>>[] {
  const list: unknown = valueAt(root, ...path);
  return Array.isArray(list) ? list.map(asMap) : [];
}

/** The number of a port of a container, by its number or name. */
export function portOf(container: Readonly<Record<string, unknown>>, port: unknown): number | undefined {
  if (typeof port === 'number') return port;
  const found = itemsAt(container, 'ports').find(({ name }) => name === port)?.['containerPort'];
  return typeof found === 'number' ? found : undefined;
}

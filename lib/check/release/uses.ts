import { groupBy, isPlainMap, oncePer, valueAt } from '../../core/base';
import { podMakerOf, podOf, podTemplateOf } from '../../core/kubernetes';
import { type ApiObjectData, groupOf, objectKey, serviceKey } from '../../core/manifest';
import type { ReleaseDeclaration } from '../../traefik/release';
import { Inventory, type Mention, type PlacedMention, mentionsOf } from '../cluster';

/** A place of Traefik's objects that leads requests to a Service. */
export interface Use {
  readonly object: ApiObjectData;
  readonly mention: Mention;
}

/** Every place of Traefik's objects that leads requests to a Service, by `namespace/name` of the Service. */
export const usesOf = oncePer(collectUses);

function collectUses(objects: readonly ApiObjectData[]): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const { placed, mention } of mentionsAmong(objects)) {
    if (mention.kind !== 'Service' || groupOf(placed.object.apiVersion) !== 'traefik.io') continue;
    const key = serviceKey(mention.namespace, mention.name);
    uses.set(key, [...(uses.get(key) ?? []), { object: placed.object, mention }]);
  }
  return uses;
}

/** All places of objects that name another one. */
export const mentionsAmong = oncePer(
  (objects: readonly ApiObjectData[]): readonly PlacedMention[] =>
    new Inventory(
      objects.map((object) => ({ object, locate: () => undefined })),
      {},
      namedInStep,
    ).mentions,
);

/** What an object of a step names: steps have most objects in common, and nobody changes them. */
export const namedInStep = oncePer(mentionsOf);

/** The objects of a kind and name among others. */
export function namedAmong(
  objects: readonly ApiObjectData[],
  { kind, namespace, name }: Pick<Mention, 'kind' | 'namespace' | 'name'>,
): readonly ApiObjectData[] {
  return byName(objects).get(placeKey(kind, namespace, name)) ?? [];
}

const byName = oncePer((objects: readonly ApiObjectData[]) =>
  groupBy(objects, ({ kind, metadata: { namespace, name } }) => placeKey(kind, namespace, name)),
);

function placeKey(kind: string, namespace: string | undefined, name: string): string {
  return [kind, namespace ?? '', name].join('/');
}

/** The Services among which a release moves requests, as `namespace/name`. */
export function servicesOf({ service, next, namespace, course }: ReleaseDeclaration): readonly string[] {
  // Flagger runs the version that is there under a name of its own.
  const names = course.mode === 'flagger' ? [`${service}-primary`, next] : [service, next];
  return names.map((name) => serviceKey(namespace, name));
}

/** The Service of a key among objects. */
export function serviceOf(objects: readonly ApiObjectData[], key: string): ApiObjectData | undefined {
  return servicesIn(objects).get(key)?.[0];
}

/** The object among others that another one was or becomes. */
export function same(objects: readonly ApiObjectData[], object: ApiObjectData): ApiObjectData | undefined {
  return underKey(objects, objectKey(object));
}

/** The object of a key among others. */
export function underKey(objects: readonly ApiObjectData[], key: string): ApiObjectData | undefined {
  return indexOf(objects).get(key)?.[0];
}

const servicesIn = oncePer((objects: readonly ApiObjectData[]) =>
  groupBy(
    objects.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service'),
    ({ metadata }) => serviceKey(metadata.namespace, metadata.name),
  ),
);

const indexOf = oncePer((objects: readonly ApiObjectData[]) =>
  groupBy(objects, (object) => objectKey(object)),
);

const workloadsIn = oncePer((objects: readonly ApiObjectData[]) => objects.filter(podMakerOf));

/** The workloads whose pods a Service selects. */
export function workloadsOf(objects: readonly ApiObjectData[], key: string): readonly ApiObjectData[] {
  const service = serviceOf(objects, key);
  const selector = valueAt(service, 'spec', 'selector');
  if (!service || !isPlainMap(selector) || Object.keys(selector).length === 0) return [];
  return workloadsIn(objects).filter((object) => {
    if (object.metadata.namespace !== service.metadata.namespace) return false;
    const labels = valueAt(podTemplateOf(object), 'metadata', 'labels');
    return Object.entries(selector).every(([name, value]) => valueAt(labels, name) === value);
  });
}

/** Fewest and most pods of a workload, by its autoscaler where it has one. */
export function podsOf(
  objects: readonly ApiObjectData[],
  { kind, metadata, spec }: ApiObjectData,
): { readonly min: number; readonly max: number } {
  const scaler = objects.find(
    (object) =>
      object.kind === 'HorizontalPodAutoscaler' &&
      object.metadata.namespace === metadata.namespace &&
      valueAt(object, 'spec', 'scaleTargetRef', 'kind') === kind &&
      valueAt(object, 'spec', 'scaleTargetRef', 'name') === metadata.name,
  );
  const number = (value: unknown, usual: number): number => (typeof value === 'number' ? value : usual);
  if (!scaler) {
    const replicas = number(valueAt(spec, 'replicas'), 1);
    return { min: replicas, max: replicas };
  }
  const min = number(valueAt(scaler, 'spec', 'minReplicas'), 1);
  return { min, max: number(valueAt(scaler, 'spec', 'maxReplicas'), min) };
}

/** The images that the pods of a workload run, in order. */
export function imagesOf(workload: ApiObjectData): readonly unknown[] {
  return (podOf(workload)?.containers ?? []).map(({ value }) => value['image']);
}

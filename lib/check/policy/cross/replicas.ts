import { isPlainMap, oncePer, valueAt } from '../../../core/base';
import type { ApiObjectData, PlacedObject } from '../../../core/manifest';
import { nameKey } from './places';

/** How many pods workloads have at least, with what autoscalers say of them. */
class Replicas {
  /** The first autoscaler of each workload. */
  private readonly scalers: ReadonlyMap<string, ApiObjectData>;

  constructor(objects: readonly PlacedObject[]) {
    this.scalers = new Map(
      scalersAmong(objects)
        .toReversed()
        .flatMap(({ object }) => {
          const target = targetOf(object);
          return target ? [[nameKey(target.kind, object.metadata.namespace, target.name), object]] : [];
        }),
    );
  }

  of(object: ApiObjectData): number {
    const { kind, metadata } = object;
    const scaler = this.scalers.get(nameKey(kind, metadata.namespace, metadata.name));
    return scaler
      ? (numberAt(scaler, 'spec', 'minReplicas') ?? 1)
      : (numberAt(object, 'spec', 'replicas') ?? 1);
  }
}

/** How many pods workloads have, made once for the objects of a cluster. */
export const replicasOf = oncePer((objects: readonly PlacedObject[]) => new Replicas(objects));

export type { Replicas };

export function scalersAmong(objects: readonly PlacedObject[]): readonly PlacedObject[] {
  return objects.filter(({ object: { kind } }) => kind === 'HorizontalPodAutoscaler');
}

/** What an autoscaler scales; undefined where it does not say so. */
export function targetOf(
  scaler: ApiObjectData,
): { readonly kind: string; readonly name: string } | undefined {
  const reference = valueAt(scaler, 'spec', 'scaleTargetRef');
  if (!isPlainMap(reference)) return undefined;
  const { kind, name } = reference;
  return typeof kind === 'string' && typeof name === 'string' ? { kind, name } : undefined;
}

export function numberAt(object: ApiObjectData, ...path: readonly string[]): number | undefined {
  const value = valueAt(object, ...path);
  return typeof value === 'number' ? value : undefined;
}

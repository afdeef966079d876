import { type ApiObjectData, type PlacedObject, objectKey } from '../../core/manifest';
import type { DiffSide } from '../changes';
import { type ClusterFacts, inventoryOf, trafficModelOf } from '../cluster';

/** The objects of a step behind their Traefik; each has the place of the object that it stands for. */
export function stepSide(
  objects: readonly ApiObjectData[],
  placed: readonly PlacedObject[],
  facts: ClusterFacts,
): DiffSide {
  const places = new Map(placed.map((one) => [objectKey(one.object), one]));
  const nowhere = { locate: () => undefined };
  const own = objects.map((object) => ({
    ...(places.get(objectKey(object)) ?? nowhere),
    object,
  }));
  return { objects: own, facts, model: trafficModelOf(inventoryOf(own, facts)) };
}

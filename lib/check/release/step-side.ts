import { type ApiObjectData, type PlacedObject, objectKey } from '../../core/manifest';
import type { TrafficModel } from '../../traefik/model';
import { type DiffSide, placedByKey } from '../changes';
import { type ClusterFacts, type Inventory, inventoryOf, trafficModelOf } from '../cluster';
import { namedInStep } from './uses';

/** The objects of a step behind their Traefik; each has the place of the object that it stands for. */
export function stepSide(
  objects: readonly ApiObjectData[],
  placed: readonly PlacedObject[],
  facts: ClusterFacts,
  modelOf: (inventory: Inventory) => TrafficModel = trafficModelOf,
): DiffSide {
  const places = placedByKey(placed);
  const nowhere = { locate: () => undefined };
  const own = objects.map((object) => ({
    ...(places.get(objectKey(object)) ?? nowhere),
    object,
  }));
  return { objects: own, facts, model: modelOf(inventoryOf(own, facts, namedInStep)) };
}

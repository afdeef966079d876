import type { Refusal } from '../../core/kubernetes/kinds';
import { type ApiObjectData, groupOf, type PlacedObject } from '../../core/manifest';
import { refusalsBeside } from '../../traefik/model';

/** An object that the API server refuses, and why. */
export interface RefusedObject {
  readonly placed: PlacedObject;
  readonly refusal: Refusal;
}

/** What an API server makes of objects, by their kinds alone. */
export interface Admission {
  readonly objects: readonly PlacedObject[];
  readonly refused: readonly RefusedObject[];
  /** The specs of the CustomResourceDefinitions among the objects. */
  readonly definitions: readonly unknown[];
}

/** Tells the objects that an API server takes from those of kinds that it does not have. */
export function admission(given: readonly PlacedObject[]): Admission {
  const definitions = given.flatMap(({ object }) => (isDefinition(object) ? [object['spec']] : []));
  const refusalOf = refusalsBeside(definitions);
  const refused = given.flatMap((placed) => {
    const refusal = refusalOf(placed.object);
    return refusal ? [{ placed, refusal }] : [];
  });
  if (refused.length === 0) return { objects: given, refused, definitions };
  return { objects: given.filter(({ object }) => !refusalOf(object)), refused, definitions };
}

function isDefinition({ apiVersion, kind }: ApiObjectData): boolean {
  return kind === 'CustomResourceDefinition' && groupOf(apiVersion) === 'apiextensions.k8s.io';
}

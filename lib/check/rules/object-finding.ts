import type { FieldPath, Finding } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import type { TrafficModel } from '../../traefik/model';
import type { Inventory, Mention } from '../cluster';
import type { FollowOn } from './follow-on';

/** What a rule found in an object. */
export interface ObjectFinding extends Finding {
  readonly placed: PlacedObject;
  /** Path of the object. */
  readonly field: FieldPath;
  /** The mention of another object that it is about. */
  readonly mention?: Mention;
  /** Traefik's names of the elements that it is about, where they are none of objects. */
  readonly elements?: readonly string[];
}

/** Looks at the objects of a cluster, each by itself or together. */
export type ObjectCheck = (inventory: Inventory) => readonly ObjectFinding[];

/**
 * Looks at what Traefik makes of all objects.
 *
 * @param followOn what follows from errors that are told already, and is not told again
 */
export type TrafficCheck = (
  inventory: Inventory,
  model: TrafficModel,
  followOn: FollowOn,
) => readonly ObjectFinding[];

/** Looks at Traefik's own configuration. */
export type StaticCheck = (model: TrafficModel) => readonly Finding[];

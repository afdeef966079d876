import type { FieldPath, RuleId } from '../../core/finding';
import type { ReadObject } from '../../core/manifest';
import type { TrafficModel } from '../../traefik/model';
import type { Inventory } from '../cluster';

/** A change in an object's text: another name for a key, or another value for one. */
export type Change =
  | { readonly kind: 'key'; readonly path: FieldPath; readonly to: string }
  | { readonly kind: 'value'; readonly path: FieldPath; readonly to: string | number };

/** What mends an object for certain. */
export interface Fix {
  readonly placed: ReadObject;
  /** What it mends. */
  readonly rule: RuleId;
  /** What is written, in a few words. */
  readonly title: string;
  /** In the order in which they are made: a path is that of the object as it is then. */
  readonly changes: readonly Change[];
}

/** Finds what mends objects for certain. */
export type Fixer = (placed: ReadObject, inventory: Inventory, model: TrafficModel) => readonly Fix[];

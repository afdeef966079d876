import type { FieldPath, Location } from '../finding';
import type { ApiObjectData } from './api-object';

/** An API object and where it comes from: what rules over objects look at, whoever made or wrote them. */
export interface PlacedObject {
  readonly object: ApiObjectData;
  /** Where a field of it was written: the field itself, else what encloses it; nothing where that is not known. */
  readonly locate: (field: FieldPath) => Location | undefined;
  /** Path of the construct that is the object. */
  readonly construct?: string;
  /** The construct of ours that made it, of its own props, with others or as itself. */
  readonly maker?: Maker;
}

/** A construct that makes objects of its props. */
export interface Maker {
  /** Path of the construct. */
  readonly construct: string;
  /** The prop that a field of the object follows from. */
  readonly propOf: (field: FieldPath) => FieldPath;
}

import type { FieldPath, Location } from '../finding';
import type { ApiObjectData } from './api-object';

/** An API object and where it comes from: what rules over objects look at, whoever made or wrote them. */
export interface PlacedObject {
  readonly object: ApiObjectData;
  /** Where a field of it was written: the field itself, else what encloses it; nothing where that is not known. */
  readonly locate: (field: FieldPath) => Location | undefined;
  /** Path of the construct that made it. */
  readonly construct?: string;
}

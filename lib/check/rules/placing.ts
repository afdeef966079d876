import { type FieldPath, type Place, type Problem, problemAt } from '../../core/finding';
import { type PlacedObject, identityOf } from '../../core/manifest';
import type { ObjectFinding } from './object-finding';

/** Where a field of an object stands. */
export function placeOf({ object, locate, construct }: PlacedObject, field: FieldPath): Place {
  const location = locate(field);
  return {
    object: identityOf(object),
    ...(construct !== undefined && { construct }),
    field,
    ...(location && { location }),
  };
}

/** A finding with all that is known of its place. */
export function problemOf(found: ObjectFinding): Problem {
  const { placed, mention: _mention, elements: _elements, ...finding } = found;
  return problemAt(placeOf(placed, finding.field), finding);
}

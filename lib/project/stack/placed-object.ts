import { locate } from '../../constructs/construct';
import type { FieldPath } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import type { RenderedObject } from './render';

/** An object of a construct as the rules look at it. */
export function placedObject({ construct, object }: RenderedObject): PlacedObject {
  return {
    object,
    construct: construct.node.path,
    locate: (field) => locate(construct, propsField(field)),
  };
}

/** The constructs' props are the spec's fields, so a path of the object without `spec` is a path of the props. */
function propsField(field: FieldPath): FieldPath {
  return field[0] === 'spec' ? field.slice(1) : field;
}

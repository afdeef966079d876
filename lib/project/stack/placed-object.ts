import { locateField, makerOf } from '../../constructs/construct';
import type { PlacedObject } from '../../core/manifest';
import type { RenderedObject } from './render';

/** An object of a construct as the rules look at it. */
export function placedObject({ construct, object }: RenderedObject): PlacedObject {
  const maker = makerOf(construct, object);
  return {
    object,
    construct: construct.node.path,
    ...(maker && { maker }),
    locate: (field) => locateField(construct, object, field),
  };
}

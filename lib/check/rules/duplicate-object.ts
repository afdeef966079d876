import { type PlacedObject, formatIdentity, identityOf, objectKey } from '../../core/manifest';
import { formatPlace } from '../../core/finding';
import type { ObjectCheck, ObjectFinding } from './object-finding';
import { placeOf } from './placing';

/** Objects that are there twice. */
export const duplicateObject: ObjectCheck = ({ objects }) => {
  const seen = new Map<string, PlacedObject>();
  return objects.flatMap((placed): ObjectFinding[] => {
    const key = objectKey(placed.object);
    const first = seen.get(key);
    if (!first) {
      seen.set(key, placed);
      return [];
    }
    const place = placeOf(first, []);
    return [
      {
        placed,
        rule: 'duplicate-object',
        message: `${formatIdentity(identityOf(placed.object))} is made twice; the first time by ${formatPlace(place)}.`,
        field: [],
        related: [place],
      },
    ];
  });
};

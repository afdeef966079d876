import { nearest } from '../base';
import type { FieldPath } from '../finding';
import { quote } from './describe';
import type { SchemaFinding } from './types';

/** A key that the schema does not name, with the nearest that it does. */
export function unknownFinding(key: string, known: readonly string[], path: FieldPath): SchemaFinding {
  const near = nearest(key, known);
  const fix =
    near === undefined
      ? known.length > 0 && known.length <= 30
        ? `Known here: ${known.toSorted().join(', ')}.`
        : undefined
      : `Write ${quote(near)}.`;
  return {
    path: [...path, key],
    rule: 'unknown-field',
    message: `There is no field ${quote(key)} here${near === undefined ? '' : `; the nearest is ${quote(near)}`}.`,
    ...(fix !== undefined && { fix }),
  };
}

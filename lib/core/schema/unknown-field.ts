import { nearest } from '../base';
import type { FieldPath } from '../finding';
import { quote } from './describe';
import type { Elsewhere } from './elsewhere';
import type { SchemaFinding } from './types';

/** A key that the schema does not name, with the nearest that it does, or where it has one of that name. */
export function unknownFinding(
  key: string,
  known: readonly string[],
  path: FieldPath,
  elsewhere: (key: string) => Elsewhere | undefined,
): SchemaFinding {
  const near = nearest(key, known);
  const meant =
    near === undefined
      ? elsewhere(key)
      : { belongs: `the nearest is ${quote(near)}`, fix: `Write ${quote(near)}.` };
  const fix = meant?.fix ?? knownText(known);
  return {
    path: [...path, key],
    rule: 'unknown-field',
    message: `There is no field ${quote(key)} here${meant ? `; ${meant.belongs}` : ''}.`,
    ...(fix !== undefined && { fix }),
  };
}

function knownText(known: readonly string[]): string | undefined {
  const isFew = known.length > 0 && known.length <= 30;
  return isFew ? `Known here: ${known.toSorted().join(', ')}.` : undefined;
}

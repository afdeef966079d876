import { type FieldPath } from '../../core/finding';
import { isPlainMap, own, valueAt } from '../../core/base';

/** A value of an object and the path that leads to it. */
export interface Hit {
  readonly path: FieldPath;
  readonly value: unknown;
}

/**
 * The values at a path pattern, where `*` stands for every item of a list or value of a map. Whatever is
 * missing or of another shape yields nothing: an object's shape is checked elsewhere.
 */
export function placesAt(root: unknown, pattern: FieldPath): readonly Hit[] {
  const places: Hit[] = [];
  descend(root, pattern, 0, [], (value, keys) => places.push({ path: filledIn(pattern, keys), value }));
  return places;
}

/** The same without the paths. */
export function valuesAt(root: unknown, pattern: FieldPath): readonly unknown[] {
  const values: unknown[] = [];
  descend(root, pattern, 0, [], (value) => values.push(value));
  return values;
}

/** A string at a path below a value, or nothing. */
export function stringAt(root: unknown, ...path: string[]): string | undefined {
  const value = valueAt(root, ...path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Most patterns of most objects lead nowhere, so that a path is made where one leads to a value alone.
 *
 * @param from where in the pattern the way below `top` begins
 * @param keys what the `*` before stand for; the same list all the way
 */
function descend(
  top: unknown,
  pattern: FieldPath,
  from: number,
  keys: (string | number)[],
  take: (value: unknown, keys: FieldPath) => void,
): void {
  let value = top;
  for (let at = from; at < pattern.length && value !== undefined; at++) {
    const step = pattern[at];
    if (step === undefined) return;
    if (step !== '*') {
      value = own(value, step);
      continue;
    }
    const items: unknown = value;
    const depth = keys.length;
    if (Array.isArray(items)) {
      for (let index = 0; index < items.length; index++) {
        keys[depth] = index;
        descend(items[index], pattern, at + 1, keys, take);
      }
    } else if (isPlainMap(items)) {
      for (const key of Object.keys(items)) {
        keys[depth] = key;
        descend(items[key], pattern, at + 1, keys, take);
      }
    }
    keys.length = depth;
    return;
  }
  if (value !== undefined && value !== null) take(value, keys);
}

/** A pattern with keys in the place of each `*`. */
export function filledIn(pattern: FieldPath, keys: FieldPath): FieldPath {
  const path = [...pattern];
  let at = -1;
  for (const key of keys) {
    at = path.indexOf('*', at + 1);
    path[at] = key;
  }
  return path;
}

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
export function placesAt(root: unknown, pattern: FieldPath): Hit[] {
  const places: Hit[] = [];
  descend(root, pattern, [], places);
  return places;
}

/** A string at a path below a value, or nothing. */
export function stringAt(root: unknown, ...path: string[]): string | undefined {
  const value = valueAt(root, ...path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @param path the way to `value`, as long as the part of the pattern that it fits; the same list all the way */
function descend(value: unknown, pattern: FieldPath, path: (string | number)[], places: Hit[]): void {
  if (value === undefined || value === null) return;
  const step = pattern[path.length];
  const go = (key: string | number, inner: unknown): void => {
    path.push(key);
    descend(inner, pattern, path, places);
    path.pop();
  };
  if (step === undefined) places.push({ path: [...path], value });
  else if (step !== '*') go(step, own(value, step));
  else if (Array.isArray(value)) value.forEach((item, index) => go(index, item));
  else if (isPlainMap(value)) for (const [key, item] of Object.entries(value)) go(key, item);
}

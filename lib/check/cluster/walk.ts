import { type FieldPath } from '../../core/finding';
import { isPlainMap } from '../../core/base';

/** A value of an object and the path that leads to it. */
export interface Place {
  readonly path: FieldPath;
  readonly value: unknown;
}

/**
 * The values at a path pattern, where `*` stands for every item of a list or value of a map. Whatever is
 * missing or of another shape yields nothing: an object's shape is checked elsewhere.
 */
export function placesAt(root: unknown, pattern: FieldPath): Place[] {
  const places: Place[] = [];
  descend(root, pattern, [], places);
  return places;
}

/** The value at a path, or nothing. */
export function valueAt(root: unknown, ...path: string[]): unknown {
  let value = root;
  for (const key of path) value = child(value, key);
  return value;
}

/** A string at a path below a value, or nothing. */
export function stringAt(root: unknown, ...path: string[]): string | undefined {
  const value = valueAt(root, ...path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @param path the way to `value`, as long as the part of the pattern that it fits */
function descend(value: unknown, pattern: FieldPath, path: FieldPath, places: Place[]): void {
  if (value === undefined || value === null) return;
  const step = pattern[path.length];
  if (step === undefined) places.push({ path, value });
  else if (step !== '*') descend(child(value, step), pattern, [...path, step], places);
  else if (Array.isArray(value)) {
    value.forEach((item, index) => descend(item, pattern, [...path, index], places));
  } else if (isPlainMap(value)) {
    for (const [key, item] of Object.entries(value)) descend(item, pattern, [...path, key], places);
  }
}

function child(value: unknown, key: string | number): unknown {
  return isPlainMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

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

/** @param path the way to `value`, as long as the part of the pattern that it fits */
function descend(value: unknown, pattern: FieldPath, path: FieldPath, places: Hit[]): void {
  if (value === undefined || value === null) return;
  const step = pattern[path.length];
  if (step === undefined) places.push({ path, value });
  else if (step !== '*') descend(own(value, step), pattern, [...path, step], places);
  else if (Array.isArray(value)) {
    value.forEach((item, index) => descend(item, pattern, [...path, index], places));
  } else if (isPlainMap(value)) {
    for (const [key, item] of Object.entries(value)) descend(item, pattern, [...path, key], places);
  }
}

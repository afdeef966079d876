import type { FieldPath } from '../../manifest';

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
  let places: Place[] = [{ path: [], value: root }];
  for (const step of pattern) places = places.flatMap((place) => descend(place, step));
  return places;
}

/** A string at a path below a value, or nothing. */
export function stringAt(root: unknown, ...path: string[]): string | undefined {
  const value = placesAt(root, path)[0]?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function descend(place: Place, step: string | number): Place[] {
  const { value } = place;
  if (typeof value !== 'object' || value === null) return [];
  if (step !== '*') return child(place, step);
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => child(place, key));
}

function child({ path, value }: Place, key: string | number): Place[] {
  const found = Object.getOwnPropertyDescriptor(value, key)?.value as unknown;
  return found === undefined || found === null ? [] : [{ path: [...path, key], value: found }];
}

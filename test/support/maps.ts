import { isPlainMap } from '../../lib/core/base';

/** The maps among the items of a list; none where it is no list. */
export function mapsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isPlainMap) : [];
}

/** A map at a path of keys; empty where there is none. */
export function mapAt(value: unknown, ...keys: readonly string[]): Readonly<Record<string, unknown>> {
  const [key, ...rest] = keys;
  if (!isPlainMap(value)) return {};
  return key === undefined ? value : mapAt(value[key], ...rest);
}

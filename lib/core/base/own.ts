import { isPlainMap } from './plain-map';

/** An own property of a JSON object; inherited ones, such as `constructor`, do not count. */
export function own(value: unknown, key: string | number): unknown {
  // Most often it is asked for what is not there, which is told sooner than whether the value is a map.
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return isPlainMap(value) ? value[key] : undefined;
}

/** Sets an own property of a map, whatever its name is: an assignment to `__proto__` would set none. */
export function setOwn(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') map[key] = value;
  else Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

/** The value at a path of keys; undefined where the way there is missing or no map. */
export function valueAt(root: unknown, ...path: readonly (string | number)[]): unknown {
  let value = root;
  // By index: it is asked of everything, and in V8's interpreter an iterator costs more than the way.
  for (let at = 0; at < path.length; at++) value = own(value, path[at] ?? '');
  return value;
}

/** The value at a path of keys and of indexes of lists; undefined where the way there is missing. */
export function itemAt(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof step === 'number' && Array.isArray(value)
        ? (value as readonly unknown[])[step]
        : own(value, step),
    root,
  );
}

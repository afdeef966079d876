import { isEqual, isPlainMap, oncePer, own } from '../../core/base';

/** Values of a chart, or the environment of which they are a part: maps by name down to scalars and lists. */
export type Values = Readonly<Record<string, unknown>>;

/** The keys that lead to a value. Lists are values as a whole, so there are no indexes. */
export type ValuePath = readonly string[];

/** A path as one text, to be compared and put into maps. */
export const keyOf = oncePer((path: ValuePath) => JSON.stringify(path));

/** The value at a path; undefined where there is none. */
export function valueAt(values: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>(own, values);
}

/** The same values with another one at a path; undefined takes it away. */
export function withValue(values: Values, path: ValuePath, value: unknown): Values {
  return withValues(values, [[path, value]]);
}

/** Changes below a key: the value that takes its place, or changes further down. */
interface Change {
  value?: { readonly is: unknown };
  readonly inner: Map<string, Change>;
}

/** Several changes at once. Of a path and one below it, the one below counts on top of the other. */
export function withValues(values: Values, changes: Iterable<readonly [ValuePath, unknown]>): Values {
  const root: Change = { inner: new Map() };
  for (const [path, value] of changes) {
    let change = root;
    for (const key of path) {
      const next: Change = change.inner.get(key) ?? { inner: new Map() };
      change.inner.set(key, next);
      change = next;
    }
    change.value = { is: value };
  }
  const changed = applied(values, root);
  return isPlainMap(changed) ? changed : {};
}

/** The order of keys is kept: some programs make lists of maps. */
function applied(old: unknown, { value, inner }: Change): unknown {
  const base = value ? value.is : old;
  if (inner.size === 0) return base;
  const copy = isPlainMap(base) ? { ...base } : {};
  for (const [key, change] of inner) put(copy, key, applied(own(copy, key), change));
  return copy;
}

/** Puts a value into a map that nobody else holds, whatever the key is called; undefined takes away what is there. */
export function put(map: Record<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(map, key);
  else Reflect.defineProperty(map, key, { value, configurable: true, enumerable: true, writable: true });
}

/** Paths of all scalars, lists and empty maps. */
export function leafPaths(values: unknown, path: ValuePath = []): ValuePath[] {
  if (!isPlainMap(values) || Object.keys(values).length === 0) return [path];
  return Object.entries(values).flatMap(([key, value]) => leafPaths(value, [...path, key]));
}

/**
 * What has to be laid over `base` to get `wanted`, as Helm merges values: maps by key, everything else replaces,
 * `null` takes away. Undefined where there is nothing to do.
 */
export function overlay(base: unknown, wanted: unknown): unknown {
  if (!isPlainMap(base) || !isPlainMap(wanted)) return isEqual(base, wanted) ? undefined : wanted;
  const changes = Object.entries(wanted).flatMap(([key, value]) => {
    const change = Object.hasOwn(base, key) ? overlay(base[key], value) : value;
    return change === undefined ? [] : [[key, change] as const];
  });
  const removed = Object.keys(base).filter((key) => !Object.hasOwn(wanted, key));
  if (changes.length === 0 && removed.length === 0) return undefined;
  return Object.fromEntries([...changes, ...removed.map((key) => [key, null] as const)]);
}

/**
 * What all of several values have: keys that one of them lacks are left out, and where they differ the first
 * counts. What is laid over it then never has to take anything away, in which Helm's commands do not agree.
 */
export function common(all: readonly Values[]): Values {
  const [first = {}, ...others] = all;
  const entries = Object.entries(first).flatMap(([key, value]) => {
    const values = [value, ...others.map((other) => (Object.hasOwn(other, key) ? other[key] : undefined))];
    const maps = values.filter((one) => isPlainMap(one));
    if (maps.length === values.length) return [[key, common(maps)] as const];
    return maps.length > 0 || values.includes(undefined) ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

/** The part of values that lies at some paths, in the order of the values. */
export function only(values: Values, paths: readonly ValuePath[]): Values {
  const wanted = new Set(paths.map(keyOf));
  const part = (map: Values, path: ValuePath): Values =>
    Object.fromEntries(
      Object.entries(map).flatMap(([key, value]): [string, unknown][] => {
        const inner = [...path, key];
        if (wanted.has(keyOf(inner))) return [[key, value]];
        if (!isPlainMap(value)) return [];
        const kept = part(value, inner);
        return Object.keys(kept).length > 0 ? [[key, kept]] : [];
      }),
    );
  return part(values, []);
}

/** Paths at which environments have values of different types: no one template takes them all. */
export function unlikePaths(environments: readonly Values[], path: ValuePath = []): ValuePath[] {
  const values = environments
    .map((environment) => valueAt(environment, path))
    .filter((value) => value !== undefined);
  const types = new Set(values.map((value) => (Array.isArray(value) ? 'list' : typeof value)));
  // Helm takes null for a value that is not there.
  if (types.size > 1 || values.includes(null)) return [path];
  const keys = new Set(values.flatMap((value) => (isPlainMap(value) ? Object.keys(value) : [])));
  return Array.from(keys).flatMap((key) => unlikePaths(environments, [...path, key]));
}

/** Whether a path lies at or below another. */
export function startsWith(path: ValuePath, start: ValuePath): boolean {
  return start.length <= path.length && start.every((key, index) => path[index] === key);
}

import { isPlainMap } from '../manifest';
import { culprits, byGroup, groupOf } from './culprits';
import { type ObjectSet, shapeOf } from './objects';
import type { Feature } from './template';
import { type ValuePath, type Values, isEqual, keyOf, valueAt, withValues } from './values';

/** What features are looked for in. */
export interface Search {
  readonly renderings: readonly Rendering[];
  readonly leaves: readonly ValuePath[];
  render(environment: string, values: Values): Rendering;
  ownersOf(identity: string): ReadonlySet<string>;
}

interface Rendering {
  readonly environment: string;
  readonly values: Values;
  readonly objects: ObjectSet;
}

/** What the form of objects depends on: values that may be missing, switches, and numbers that pass a limit. */
export function findFeatures(search: Search): readonly Feature[] {
  const features = new Map<string, Feature>();
  const add = (feature: Feature): void => void features.set(JSON.stringify(feature), feature);
  const environments = search.renderings.map(({ values }) => values);
  for (const path of optionalPaths(environments)) {
    const present = environments
      .map((values) => valueAt(values, path))
      .filter((value) => value !== undefined);
    const isMap = present.every((value) => isPlainMap(value) && Object.keys(value).length > 0);
    add({ kind: 'present', path, isMap });
  }
  for (const rendering of search.renderings) {
    for (const path of switches(search, rendering)) add({ kind: 'true', path });
    for (const feature of limits(search, rendering)) add(feature);
  }
  return [...features.values()];
}

/** The outermost paths that some environments have and others have not. */
function optionalPaths(environments: readonly Values[], path: ValuePath = []): ValuePath[] {
  const maps = environments.map((values) => valueAt(values, path));
  const keys = new Set(maps.flatMap((map) => (isPlainMap(map) ? Object.keys(map) : [])));
  return Array.from(keys).flatMap((key) => {
    const inner = [...path, key];
    const having = environments.filter((values) => valueAt(values, inner) !== undefined);
    if (having.length < environments.length) return [inner];
    return having.every((values) => isPlainMap(valueAt(values, inner)))
      ? optionalPaths(environments, inner)
      : [];
  });
}

function switches(search: Search, rendering: Rendering): readonly ValuePath[] {
  const { values, environment } = rendering;
  const booleans = search.leaves.filter((path) => typeof valueAt(values, path) === 'boolean');
  if (booleans.length === 0) return [];
  return culprits(byGroup(booleans, groupOf), (paths) => {
    const flipped = withValues(
      values,
      paths.map((path) => [path, valueAt(values, path) !== true] as const),
    );
    return differing(search, rendering, search.render(environment, flipped), isEqual);
  });
}

/** Small whole numbers behind which something else begins: with two replicas there is a disruption budget. */
const tried = [0, 1, 2, 3, 4];

function limits(search: Search, rendering: Rendering): readonly Feature[] {
  const { values, environment } = rendering;
  const numbers = search.leaves.filter((path) => {
    const value = valueAt(values, path);
    return typeof value === 'number' && Number.isInteger(value);
  });
  if (numbers.length === 0) return [];
  const suffering = new Map<string, ValuePath>();
  for (const value of [0, 1, 1000]) {
    const trial = (paths: readonly ValuePath[]): ReadonlySet<string> => {
      const changed = withValues(
        values,
        paths.map((path) => [path, value] as const),
      );
      return differing(search, rendering, search.render(environment, changed), sameShape);
    };
    if (trial(numbers).size === 0) continue;
    for (const path of culprits(byGroup(numbers, groupOf), trial)) suffering.set(keyOf(path), path);
  }
  return [...suffering.values()].flatMap((path) => limitsOf(search, rendering, path));
}

function limitsOf(search: Search, { values, environment }: Rendering, path: ValuePath): readonly Feature[] {
  const shapes = tried.map((value) => {
    const { objects } = search.render(environment, withValues(values, [[path, value]]));
    return JSON.stringify(Array.from(objects, ([identity, { object }]) => [identity, shapeOf(object)]));
  });
  return tried.flatMap((limit, index) =>
    index + 1 < tried.length && shapes[index] !== shapes[index + 1]
      ? [{ kind: 'above' as const, path, limit }]
      : [],
  );
}

function sameShape(a: unknown, b: unknown): boolean {
  return shapeOf(a) === shapeOf(b);
}

function differing(
  { ownersOf }: Search,
  { objects }: Rendering,
  other: Rendering,
  same: (a: unknown, b: unknown) => boolean,
): ReadonlySet<string> {
  const groups = new Set<string>();
  for (const identity of new Set([...objects.keys(), ...other.objects.keys()])) {
    const [a, b] = [objects.get(identity)?.object, other.objects.get(identity)?.object];
    if ((a === undefined) !== (b === undefined) || !same(a, b))
      for (const group of ownersOf(identity)) groups.add(group);
  }
  return groups;
}

import { groupBy, isEqual, isPlainMap } from '../../../core/base';
import { changedGroups } from './compare';
import { withChoices } from './combinations';
import { shapeOf } from './objects';
import type { Feature } from '../template/template';
import type { Rendering } from './derived';
import type { WatchedProgram } from './watched-program';
import { type ValuePath, type Values, keyOf, valueAt, withValues } from '../values';

/** What the form of objects depends on: values that may be missing, switches, and numbers that pass a limit. */
export function findFeatures(program: WatchedProgram, renderings: readonly Rendering[]): readonly Feature[] {
  const features = new Map<string, Feature>();
  const add = (feature: Feature): void => void features.set(JSON.stringify(feature), feature);
  const environments = renderings.map(({ values }) => values);
  for (const path of optionalPaths(environments)) {
    if (program.isUnlike(path)) continue;
    const present = environments
      .map((values) => valueAt(values, path))
      .filter((value) => value !== undefined);
    const isMap = present.every((value) => isPlainMap(value) && Object.keys(value).length > 0);
    add({ kind: 'present', path, isMap });
  }
  // What a leaf decides is looked for in the first environment that has it.
  let left = program.leaves.filter((path) => !program.fixed.has(keyOf(path)));
  for (const rendering of renderings) {
    const there = left.filter((path) => valueAt(rendering.values, path) !== undefined);
    left = left.filter((path) => valueAt(rendering.values, path) === undefined);
    const chosen = there.filter((path) => program.choicesOf(path) !== undefined);
    for (const path of chosen) {
      const base = valueAt(rendering.values, path);
      const others = program.choicesOf(path)?.filter((value) => !isEqual(value, base)) ?? [];
      for (const value of others) add({ kind: 'is', path, value });
    }
    const free = there.filter((path) => !chosen.includes(path));
    if (program.knowsSwitches) {
      for (const path of free) program.switchesOf(path, valueAt(rendering.values, path)).forEach(add);
      continue;
    }
    // A switch may do something with some of the choices alone.
    const choices = withChoices(program, rendering, [...features.values()]);
    for (const context of [rendering, ...choices.map((one) => one.rendering)]) {
      for (const path of switches(program, context, free)) add({ kind: 'true', path });
      for (const feature of limits(program, context, free)) add(feature);
    }
  }
  return [...features.values()];
}

/** Paths that some environments have and others, which have what is around them, have not; outer ones first. */
function optionalPaths(environments: readonly Values[], path: ValuePath = []): ValuePath[] {
  const maps = environments.map((values) => valueAt(values, path));
  const keys = new Set(maps.flatMap((map) => (isPlainMap(map) ? Object.keys(map) : [])));
  return Array.from(keys).flatMap((key) => {
    const inner = [...path, key];
    const having = environments.filter((values) => valueAt(values, inner) !== undefined);
    const isMap = having.every((values) => isPlainMap(valueAt(values, inner)));
    return [
      ...(having.length < environments.length ? [inner] : []),
      ...(isMap ? optionalPaths(having, inner) : []),
    ];
  });
}

function switches(
  program: WatchedProgram,
  rendering: Rendering,
  leaves: readonly ValuePath[],
): readonly ValuePath[] {
  const { values, environment } = rendering;
  const booleans = leaves.filter((path) => typeof valueAt(values, path) === 'boolean');
  if (booleans.length === 0) return [];
  return program.culprits(booleans, (paths) => {
    const flipped = withValues(
      values,
      paths.map((path) => [path, valueAt(values, path) !== true] as const),
    );
    return changedGroups(program, rendering, program.render(environment, flipped), isEqual);
  });
}

/** Small whole numbers behind which something else begins: with two replicas there is a disruption budget. */
const tried = [0, 1, 2, 3, 4];

function limits(
  program: WatchedProgram,
  rendering: Rendering,
  leaves: readonly ValuePath[],
): readonly Feature[] {
  const { values, environment } = rendering;
  const numbers = leaves.filter((path) => {
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
      return changedGroups(program, rendering, program.render(environment, changed), sameShape);
    };
    // One value that changes the form is enough to know that some limit does.
    const left = numbers.filter((path) => !suffering.has(keyOf(path)));
    // Which of them really do is seen when the limits are looked for.
    for (const path of program.culprits(left, trial, false)) suffering.set(keyOf(path), path);
  }
  return limitsOf(program, rendering, [...suffering.values()]);
}

/** Between which of the values tried the form changes; leaves of different groups are tried at the same time. */
function limitsOf(
  program: WatchedProgram,
  { values, environment }: Rendering,
  paths: readonly ValuePath[],
): Feature[] {
  const groups = groupBy(paths, (path) => program.groupOf(path));
  const rounds = Math.max(0, ...Array.from(groups.values(), ({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => {
    const together = Array.from(groups.values()).flatMap((group) => {
      const path = group[round];
      return path ? [path] : [];
    });
    const renderings = tried.map((value) =>
      program.render(
        environment,
        withValues(
          values,
          together.map((path) => [path, value] as const),
        ),
      ),
    );
    return tried.flatMap((limit, index): Feature[] => {
      const [here, next] = [renderings[index], renderings[index + 1]];
      if (!here || !next || here.failed) return [];
      const changed = changedGroups(program, here, next, sameShape);
      return together
        .filter((path) => changed.has(program.groupOf(path)))
        .map((path) => ({ kind: 'above', path, limit }));
    });
  }).flat();
}

function sameShape(a: unknown, b: unknown): boolean {
  return shapeOf(a) === shapeOf(b);
}

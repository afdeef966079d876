import { clustersOf, combinations, effectsOf, mostCombined } from './combinations';
import { byGroup, culprits, groupOf } from './culprits';
import { faithful } from './faithful';
import { findFeatures } from './features';
import { mergeAll, observe, probesWithin, structuralPaths } from './observe';
import { probed } from './probe';
import type { Feature } from './template';
import { type ValuePath, keyOf, startsWith, unlikePaths, valueAt } from './values';
import { type Derivation, type Derived, type Rendering, WatchedProgram } from './watched-program';

/** Turns a program into templates by watching what follows from each of its values. */
export function derive(derivation: Derivation): Derived {
  let fixed: readonly ValuePath[] = [];
  // What the templates get wrong is no longer offered; each round takes some values away, so this comes to an end.
  for (;;) {
    const unlike = unlikePaths([...derivation.environments.values()]);
    const program = new WatchedProgram(derivation, fixed, (path) =>
      unlike.some((other) => startsWith(path, other)),
    );
    const derived = attempt(program);
    const wrong = wrongValues(program, derived);
    if (wrong.length === 0) return derived;
    fixed = [...derived.fixed, ...wrong];
  }
}

function attempt(program: WatchedProgram): Derived {
  const bases = Array.from(program.environments, ([name, values]) => program.render(name, values));
  for (const base of bases) program.findOwners(base);
  const [reference] = bases;
  if (!reference) throw new Error('there is no environment');
  const found = findFeatures(program, bases);
  const effects = effectsOf(program, reference, found);
  // Where more come together than can be combined, what they decide follows the environment.
  const clusters = clustersOf(effects).filter(({ length }) => length <= mostCombined);
  const features = found.filter((feature) => clusters.some((cluster) => cluster.includes(feature)));
  for (const base of bases) withdraw(program, base, features);
  const renderings = [...bases, ...combinations(program, reference, clusters)];
  const seen = renderings.map((rendering) => observe(program, rendering, features));
  const offered = offeredPaths(program, features);
  const objects = mergeAll(seen, features, effects, [...program.environments.keys()]).flatMap(
    (object) => faithful(object, seen.slice(0, bases.length), offered) ?? [],
  );
  return { objects, fixed: [...program.fixed.values()], offered };
}

/** Takes the leaves out whose change is not understood. */
function withdraw(program: WatchedProgram, base: Rendering, features: readonly Feature[]): void {
  const structural = structuralPaths(features);
  const there = program.leaves.filter(
    (path) => valueAt(base.values, path) !== undefined && !program.fixed.has(keyOf(path)),
  );
  for (const path of there) {
    const isFollowed = structural.has(keyOf(path)) || program.probes(base.values, [path]).length > 0;
    if (!isFollowed) program.fixed.set(keyOf(path), path);
  }
  const trial = (paths: readonly ValuePath[]): ReadonlySet<string> => {
    const groups = new Set<string>();
    program.explainObjects(base, probesWithin(program, base.values, paths, features), (identity) => {
      for (const group of program.ownersOf(identity)) groups.add(group);
    });
    return groups;
  };
  if (trial(there).size === 0) return;
  for (const path of culprits(byGroup(there, groupOf), trial)) program.fixed.set(keyOf(path), path);
}

/** Leaves whose change the templates do not follow as the program does. */
function wrongValues(program: WatchedProgram, { objects, offered }: Derived): readonly ValuePath[] {
  const wrong = new Map<string, ValuePath>();
  for (const [name, values] of program.environments) {
    const there = offered.filter((path) => valueAt(values, path) !== undefined);
    const trial = (paths: readonly ValuePath[]): ReadonlySet<string> => {
      const probes = program.probes(values, paths);
      return program.differing(program.render(name, probed(values, probes, 'first')), objects);
    };
    if (trial([]).size > 0) throw new Error(`the templates do not give the objects of ${name}`);
    if (trial(there).size === 0) continue;
    for (const path of culprits(byGroup(there, groupOf), trial)) wrong.set(keyOf(path), path);
  }
  return [...wrong.values()];
}

function offeredPaths(program: WatchedProgram, features: readonly Feature[]): readonly ValuePath[] {
  const optional = features.flatMap((feature) => (feature.kind === 'present' ? [feature.path] : []));
  const free = program.leaves.filter((path) => !program.fixed.has(keyOf(path)));
  return [...free, ...optional.filter((path) => !free.some((leaf) => keyOf(leaf) === keyOf(path)))];
}

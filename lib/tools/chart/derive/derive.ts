import { areFew, combinations, effectsOf } from './combinations';
import { differing } from './compare';
import { clustersOf } from './effects';
import { explainObjects } from './explain-objects';
import { asOffered, faithful } from './faithful';
import { findFeatures } from './features';
import { mergeAll, observe, probesWithin, structuralPaths } from './observe';
import { probed } from './probe';
import { shortestForms } from './shortest';
import type { Feature } from '../template/template';
import { chosenOf, shownOf } from '../trial/shown';
import { usedPaths } from '../template/used-paths';
import { type ValuePath, keyOf, startsWith, unlikePaths, valueAt } from '../values';
import type { Derivation, Derived, FixedReason, FixedValue, Rendering } from './derived';
import { WatchedProgram } from './watched-program';

/** Turns a program into templates by watching what follows from each of its values. */
export function derive(derivation: Derivation): Derived {
  const unlike = unlikePaths([...derivation.environments.values()]);
  const programWith = (fixed: readonly FixedValue[], gentle: Iterable<ValuePath>): WatchedProgram =>
    new WatchedProgram(derivation, fixed, new Set(Array.from(gentle, keyOf)), (path) =>
      unlike.some((other) => startsWith(path, other)),
    );
  const gentle = refusedPaths(programWith([], []));
  let fixed = fixedFor('refused', gentle.length === 0 ? [] : refusedPaths(programWith([], gentle)));
  // What the templates get wrong is no longer offered; each round takes some values away, so this comes to an end.
  for (;;) {
    const program = programWith(fixed, gentle);
    const derived = attempt(program);
    let wrong = wrongValues(program, derived);
    if (wrong.length === 0) {
      const used = withoutUnused(derived);
      const shortest = shortestForms(program, used);
      wrong = used.offered.filter((path) => isTooShort(program, path, shortest.get(keyOf(path))));
      if (wrong.length === 0) {
        const shown = derivation.trials ? shownOf(program, used, derivation.trials) : chosenOf(program, used);
        if (shown.wrong.length === 0) return { ...used, shortest, domains: shown.domains };
        fixed = [...derived.fixed, ...fixedFor('looked-into', shown.wrong)];
        continue;
      }
    }
    fixed = [...derived.fixed, ...fixedFor('unexplained', wrong)];
  }
}

function fixedFor(reason: FixedReason, paths: readonly ValuePath[]): readonly FixedValue[] {
  return paths.map((path) => ({ path, reason }));
}

/** Whether an environment itself has a value that is shorter than the templates can bear. */
function isTooShort(program: WatchedProgram, path: ValuePath, shortest = 0): boolean {
  return Array.from(program.environments.values()).some((values) => {
    const value = valueAt(values, path);
    return (typeof value === 'string' || Array.isArray(value)) && value.length < shortest;
  });
}

/** Templates as far as they are understood; whether they are right is not known yet. */
type Attempt = Omit<Derived, 'shortest' | 'domains'>;

function attempt(program: WatchedProgram): Attempt {
  const bases = Array.from(program.environments, ([name, values]) => program.render(name, values));
  for (const base of bases) program.learnOwners(base);
  const [reference] = bases;
  if (!reference) throw new Error('there is no environment');
  const found = findFeatures(program, bases);
  const effects = effectsOf(program, reference, found);
  // Where more come together than can be combined, what they decide follows the environment.
  const clusters = clustersOf(effects).filter(areFew);
  const features = found.filter((feature) => clusters.some((cluster) => cluster.includes(feature)));
  for (const base of bases) withdraw(program, base, features);
  const renderings = [...bases, ...combinations(program, reference, clusters)];
  const seen = renderings.map((rendering) => observe(program, rendering, features));
  const offered = program.leaves.filter((path) => !program.fixed.has(keyOf(path)));
  const removable = removablePaths(program, features);
  const environments = asOffered(seen.slice(0, bases.length), [...offered, ...removable]);
  const objects = mergeAll(seen, features, effects, [...program.environments.keys()]).flatMap(
    (object) => faithful(object, environments) ?? [],
  );
  return { objects, offered, removable, fixed: [...program.fixed.values()] };
}

/** Leaves whose probes make the program throw an error. */
function refusedPaths(program: WatchedProgram): readonly ValuePath[] {
  const refused = new Map<string, ValuePath>();
  for (const [name, values] of program.environments) {
    const trial = (paths: readonly ValuePath[]): ReadonlySet<string> => {
      const probes = program.probes(values, paths);
      const isRefused = (['first', 'second'] as const).some(
        (turn) => program.render(name, probed(values, probes, turn)).failed,
      );
      return new Set(isRefused ? paths.map((path) => program.groupOf(path)) : []);
    };
    const there = program.leaves.filter((path) => valueAt(values, path) !== undefined);
    for (const path of program.culprits(there, trial)) refused.set(keyOf(path), path);
  }
  return [...refused.values()];
}

/** Takes the leaves out whose change is not understood. */
function withdraw(program: WatchedProgram, base: Rendering, features: readonly Feature[]): void {
  const structural = structuralPaths(features);
  const there = program.leaves.filter(
    (path) => valueAt(base.values, path) !== undefined && !program.fixed.has(keyOf(path)),
  );
  for (const path of there) {
    const decides = structural.get(keyOf(path))?.kind ?? 'present';
    const isFollowed = decides !== 'present' || program.probes(base.values, [path]).length > 0;
    if (!isFollowed) program.fixed.set(keyOf(path), { path, reason: 'untried' });
  }
  const trial = (paths: readonly ValuePath[]): ReadonlySet<string> => {
    const groups = new Set<string>();
    explainObjects(program, base, probesWithin(program, base.values, paths, features), (identity) => {
      for (const group of program.owners.of(identity)) groups.add(group);
    });
    return groups;
  };
  for (const path of program.culprits(there, trial))
    program.fixed.set(keyOf(path), { path, reason: 'unexplained' });
}

/** Leaves whose change the templates do not follow as the program does. */
function wrongValues(
  program: WatchedProgram,
  { objects, offered, removable }: Attempt,
): readonly ValuePath[] {
  const wrong = new Map<string, ValuePath>();
  for (const [name, values] of program.environments) {
    const there = [...offered, ...removable].filter((path) => valueAt(values, path) !== undefined);
    const trial = (paths: readonly ValuePath[]): ReadonlySet<string> => {
      const probes = program.probes(values, paths);
      return differing(program, program.render(name, probed(values, probes, 'first')), objects);
    };
    if (trial([]).size > 0) throw new Error(`the templates do not give the objects of ${name}`);
    for (const path of program.culprits(there, trial)) wrong.set(keyOf(path), path);
  }
  return [...wrong.values()];
}

/** What some environments have and others have not, and is no leaf that is offered anyway. */
function removablePaths(program: WatchedProgram, features: readonly Feature[]): readonly ValuePath[] {
  const leaves = new Set(program.leaves.map(keyOf));
  return features.flatMap((feature) => {
    if (feature.kind !== 'present') return [];
    const key = keyOf(feature.path);
    return leaves.has(key) && !program.fixed.has(key) ? [] : [feature.path];
  });
}

/** A value from which nothing follows is none: what it would do if it were another is not known. */
function withoutUnused({ objects, offered, removable, fixed }: Attempt): Attempt {
  const used = usedPaths(objects);
  const isUsed = (path: ValuePath): boolean => used.has(keyOf(path));
  const unused = offered.filter((path) => !isUsed(path));
  return {
    objects,
    offered: offered.filter(isUsed),
    removable: removable.filter(isUsed),
    fixed: [...fixed, ...fixedFor('unused', unused)],
  };
}

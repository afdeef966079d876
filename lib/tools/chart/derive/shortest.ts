import { type ValuePath, keyOf, valueAt, withValues } from '../values';
import { differing } from './compare';
import type { Derived } from './derived';
import type { WatchedProgram } from './watched-program';

/**
 * How short values may be: a program that hands a list or a text on may well leave out one that is empty, and treat
 * a list of one item in a way of its own. What the templates would get wrong is refused.
 */
export function shortestForms(
  program: WatchedProgram,
  { objects, offered }: Pick<Derived, 'objects' | 'offered'>,
): ReadonlyMap<string, number> {
  const shortest = new Map<string, number>();
  for (const [name, values] of program.environments) {
    const formsOf = (path: ValuePath): readonly unknown[] => program.shortForms(valueAt(values, path));
    const rounds = Math.max(0, ...offered.map((path) => formsOf(path).length));
    for (let round = 0; round < rounds; round++) {
      const there = offered.filter((path) => formsOf(path).length > round);
      const trial = (paths: readonly ValuePath[]): ReadonlySet<string> => {
        const changes = paths.map((path) => [path, formsOf(path)[round]] as const);
        return differing(program, program.render(name, withValues(values, changes)), objects);
      };
      for (const path of program.culprits(there, trial)) {
        const length = lengthOf(formsOf(path)[round]) + 1;
        shortest.set(keyOf(path), Math.max(length, shortest.get(keyOf(path)) ?? 0));
      }
    }
  }
  return shortest;
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}

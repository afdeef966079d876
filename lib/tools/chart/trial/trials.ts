import { differing } from '../derive/compare';
import type { DerivedObject } from '../derive/derived';
import type { WatchedProgram } from '../derive/watched-program';
import { type ValuePath, type Values, valueAt, withValues } from '../values';

/** A value in an input that has it: there it is tried out. */
export interface Place {
  readonly path: ValuePath;
  readonly environment: string;
  readonly values: Values;
  readonly base: unknown;
  /** What all inputs have there. */
  readonly own: readonly unknown[];
}

/** Compares what templates and program make of values. */
export class Trials {
  constructor(
    readonly program: WatchedProgram,
    readonly objects: readonly DerivedObject[],
  ) {}

  /** Whether the templates give for values what the program gives; where it refuses them they do not. */
  isRight(environment: string, values: Values): boolean {
    const rendering = this.program.render(environment, values);
    return !rendering.failed && differing(this.program, rendering, this.objects).size === 0;
  }

  /**
   * Tries all candidates of all places, many places at a time, and tells which of them are right. Only what is wrong
   * by itself is called wrong: what several values do together is seen later.
   */
  rightOnes<T>(candidates: ReadonlyMap<Place, readonly T[]>): ReadonlyMap<Place, readonly boolean[]> {
    const right = new Map(Array.from(candidates, ([place, all]) => [place, all.map(() => true)] as const));
    for (const environment of this.program.environments.keys()) {
      const places = [...candidates.keys()].filter((place) => place.environment === environment);
      const rounds = Math.max(0, ...places.map((place) => candidates.get(place)?.length ?? 0));
      for (let round = 0; round < rounds; round++) {
        for (const [place, number] of this.wrongInRound(environment, places, candidates, round)) {
          const found = right.get(place);
          if (found) found[number] = false;
        }
      }
    }
    return right;
  }

  /** The candidates that are wrong. @param everywhere whether they are tried in all inputs that have the place */
  wrongOnes<T>(
    candidates: ReadonlyMap<Place, readonly T[]>,
    everywhere = false,
  ): ReadonlyMap<Place, readonly T[]> {
    const others = everywhere
      ? Array.from(candidates).flatMap(([place, all]) =>
          this.elsewhere(place).map((other) => ({ place, other, all })),
        )
      : [];
    const right = this.rightOnes(
      new Map([...candidates, ...others.map(({ other, all }) => [other, all] as const)]),
    );
    return new Map(
      Array.from(candidates, ([place, all]) => {
        const same = [place, ...others.filter((one) => one.place === place).map(({ other }) => other)];
        return [place, all.filter((_, index) => same.some((one) => !right.get(one)?.[index]))];
      }),
    );
  }

  /** The same place in the other inputs that have it. */
  private elsewhere(place: Place): readonly Place[] {
    return Array.from(this.program.environments).flatMap(([environment, values]) => {
      const base = valueAt(values, place.path);
      if (environment === place.environment || base === undefined) return [];
      return [{ ...place, environment, values, base }];
    });
  }

  private wrongInRound<T>(
    environment: string,
    places: readonly Place[],
    candidates: ReadonlyMap<Place, readonly T[]>,
    round: number,
  ): readonly (readonly [Place, number])[] {
    const numbers = new Map<ValuePath, readonly [Place, number]>();
    places.forEach((place, index) => {
      const count = candidates.get(place)?.length ?? 0;
      // Not the same for all at once: what is equal may be taken for one.
      if (round < count) numbers.set(place.path, [place, (round + 7 * index) % count]);
    });
    const [first] = places;
    if (!first) return [];
    const wrong = this.program.culprits([...numbers.keys()], (paths) => {
      const changes = paths.flatMap((path): [ValuePath, unknown][] => {
        const [place, number] = numbers.get(path) ?? [];
        return place && number !== undefined ? [[path, candidates.get(place)?.[number]]] : [];
      });
      const rendering = this.program.render(environment, withValues(first.values, changes));
      if (rendering.failed) return new Set(paths.map((path) => this.program.groupOf(path)));
      return differing(this.program, rendering, this.objects);
    });
    return wrong.flatMap((path) => {
      const found = numbers.get(path);
      return found ? [found] : [];
    });
  }
}

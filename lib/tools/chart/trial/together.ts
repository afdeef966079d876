import { isEqual, isPlainMap } from '../../../core/base';
import { type ValuePath, type Values, keyOf, startsWith, valueAt, withValues } from '../values';
import { type Domain, admits } from './domain';
import { sampleList } from './lists';
import { type Random, between, pick, randomFrom } from './random';
import { sampleText } from './texts';
import type { Trials } from './trials';

/** A value that may be changed, with all that inputs have there. */
export interface Changeable {
  readonly path: ValuePath;
  readonly own: readonly unknown[];
  readonly domain: Domain;
}

/** Values that are wrong together, none of which is wrong by itself. */
export interface Fault {
  readonly paths: readonly ValuePath[];
  readonly values: Values;
}

/** So many sets of values are tried for each input. */
const samples = 80;

/**
 * Tries many values at once, as a release may have them, and gives the first set of them that is wrong, without what
 * has nothing to do with it.
 */
export function faultTogether(
  trials: Trials,
  changeable: readonly Changeable[],
  removable: readonly ValuePath[],
): Fault | undefined {
  const environments = [...trials.program.environments];
  for (let number = 0; number < samples; number++) {
    for (const [environment, values] of environments) {
      const changes = sampleOf(
        randomFrom(31 * number + 1013),
        values,
        environments,
        changeable,
        removable,
        number,
      );
      if (trials.isRight(environment, withValues(values, changes))) continue;
      const needed = neededOf(changes, (some) => !trials.isRight(environment, withValues(values, some)));
      return { paths: needed.map(([path]) => path), values: withValues(values, needed) };
    }
  }
  return undefined;
}

type Change = readonly [ValuePath, unknown];

function sampleOf(
  random: Random,
  values: Values,
  environments: readonly (readonly [string, Values])[],
  changeable: readonly Changeable[],
  removable: readonly ValuePath[],
  number: number,
): readonly Change[] {
  const turned = removable.flatMap((path): Change[] => {
    if (random() < 0.5 || !isPlainMap(valueAt(values, path.slice(0, -1)))) return [];
    if (valueAt(values, path) !== undefined) return [[path, undefined]];
    const donor = environments.find(([, other]) => valueAt(other, path) !== undefined);
    return donor ? [[path, valueAt(donor[1], path)]] : [];
  });
  const turnedValues = withValues(values, turned);
  // Now and then what another value is, or the same for many: a program may compare its values with one another.
  const pool = changeable.flatMap(({ own }) => own);
  const shared = pool[number % pool.length];
  const changed = changeable.flatMap(({ path, own, domain }, index): Change[] => {
    if (valueAt(turnedValues, path) === undefined || random() < 0.3) return [];
    const other = number % 4 === 0 ? shared : pool[Math.floor(random() * pool.length)];
    const takes = number % 4 === 0 ? 0.9 : 0.2;
    const isLike = own.some(
      (one) => typeof one === typeof other && Array.isArray(one) === Array.isArray(other),
    );
    if (isLike && random() < takes && admits(domain, other)) return [[path, other]];
    return [[path, sampleOfDomain(random, domain, own, number + 17 * index)]];
  });
  return [...turned, ...changed];
}

function sampleOfDomain(random: Random, domain: Domain, own: readonly unknown[], seed: number): unknown {
  const [first, ...others] = own;
  const ownOne = (): unknown => pick<unknown>(random, [first, ...others]);
  switch (domain.kind) {
    case 'values': {
      const [one, ...rest] = domain.values;
      return pick<unknown>(random, [one, ...rest]);
    }
    case 'numbers': {
      const { minimum, maximum } = domain;
      if (random() < 0.2) return ownOne();
      const [low, high] = pick<readonly [number, number]>(random, [
        [minimum, maximum],
        [Math.min(...own.map(Number)) - 30, Math.max(...own.map(Number)) + 60],
        [0, 200],
        [0, 10],
      ]);
      const [from, to] = [Math.max(low, minimum), Math.min(high, maximum)];
      return from > to ? ownOne() : between(random, Math.ceil(from), Math.floor(to));
    }
    case 'lists':
      return random() < 0.2 ? ownOne() : sampleList({ own }, domain, seed);
    case 'texts':
      return random() < 0.2 ? ownOne() : sampleText(domain, seed);
    default:
      return typeof first === 'boolean' ? random() < 0.5 : ownOne();
  }
}

/** The changes without which it would be right. */
function neededOf(
  changes: readonly Change[],
  isWrong: (some: readonly Change[]) => boolean,
): readonly Change[] {
  let needed = changes;
  for (const change of changes) {
    const fewer = needed.filter((other) => other !== change);
    if (isWrong(fewer)) needed = fewer;
  }
  return needed;
}

/**
 * Less of what is wrong together: texts of half the length, else one value of those that are to blame is only what
 * inputs have; undefined for what is not offered any more.
 */
export function narrowed(
  changeable: readonly Changeable[],
  { paths, values }: Fault,
): ReadonlyMap<string, Domain | undefined> {
  const blamed = changeable.filter(({ path }) => paths.some((one) => startsWith(path, one)));
  const halves = blamed.flatMap(({ path, own, domain }): [string, Domain][] => {
    if (domain.kind !== 'texts' || paths.length < 2) return [];
    const longest = Math.max(...own.map((text) => Array.from(String(text)).length));
    const length = Array.from(String(valueAt(values, path))).length;
    const maxLength = Math.max(longest, Math.floor(length / 2));
    return length > longest ? [[keyOf(path), { ...domain, maxLength }]] : [];
  });
  if (halves.length > 0) return new Map(halves);
  const [one] = [
    ...blamed.filter(({ own, domain }) => domain.kind !== 'values' && distinctOf(own).length > 1),
    ...blamed.toReversed(),
  ];
  if (!one) return new Map();
  const own = distinctOf(one.own);
  const isLeft = one.domain.kind !== 'values' && own.length > 1;
  return new Map([[keyOf(one.path), isLeft ? { kind: 'values', values: own } : undefined]]);
}

/** Each of several values once. */
export function distinctOf(all: readonly unknown[]): readonly unknown[] {
  return all.filter((one, index) => all.findIndex((other) => isEqual(one, other)) === index);
}

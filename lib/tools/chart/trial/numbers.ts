import type { Domain } from './domain';
import { intervalAround } from './interval';
import { randomFrom } from './random';
import type { Place, Trials } from './trials';

/** The numbers with which the templates are right, for places that hold numbers. Undefined: no stretch of them. */
export function numberDomains(
  trials: Trials,
  places: readonly Place[],
  constants: readonly number[],
): ReadonlyMap<Place, Domain | undefined> {
  const candidates = new Map(places.map((place) => [place, candidatesFor(place, constants)]));
  const wrong = trials.wrongOnes(candidates, true);
  return new Map(
    places.map((place) => {
      const tried = (candidates.get(place) ?? []).map(
        (number) => [number, !wrong.get(place)?.includes(number)] as const,
      );
      const interval = intervalAround(tried, numbersOf(place));
      if (!interval) return [place, undefined];
      const [minimum, maximum] = interval;
      return [place, { kind: 'numbers', minimum, maximum }];
    }),
  );
}

function numbersOf({ own }: Place): readonly number[] {
  return own.filter((value) => typeof value === 'number');
}

/** Beyond this a number is more than any field of an object takes. */
const largest = 1e9;

/** All small numbers, and those around every constant, multiple, power and value that a program may compare with. */
function candidatesFor(place: Place, constants: readonly number[]): readonly number[] {
  const own = numbersOf(place);
  const isWhole = own.every(Number.isInteger);
  const limit = Math.min(Math.max(largest, 10 * Math.max(...own)), Number.MAX_SAFE_INTEGER / 8);
  const small = Array.from({ length: 140 }, (_, index) => index - 9);
  const powers = Array.from({ length: 31 }, (_, index) => 2 ** index);
  const tens = Array.from({ length: 10 }, (_, index) => 10 ** index);
  const random = randomFrom(own.length + 7);
  const chance = Array.from({ length: 40 }, () => Math.floor(10 ** (random() * 9)));
  const known = [...constants, ...own].flatMap((one) => [one, 2 * one, 3 * one, 10 * one, -one]);
  const around = [...known, ...powers, ...tens].flatMap((one) => [one - 1, one, one + 1]);
  const all = [...small, ...around, ...chance];
  const some = isWhole ? all : all.flatMap((one) => [one, one + 0.5, one + 0.25]);
  return [...new Set(some)].filter(
    (one) => Math.abs(one) <= limit && (!isWhole || Number.isInteger(one)) && !Object.is(one, -0),
  );
}

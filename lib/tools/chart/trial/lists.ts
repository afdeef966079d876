import { isPlainMap } from '../../../core/base';
import type { Domain } from './domain';
import { intervalAround } from './interval';
import { textOf } from './texts';
import type { Place, Trials } from './trials';
import { type Words, variantsOf } from './words';

/** Lists of up to so many items are tried. */
const longest = 64;

/** The lists with which the templates are right, for places that hold lists. Undefined: what they are is not told. */
export function listDomains(
  trials: Trials,
  places: readonly Place[],
  words: Words,
  numbers: readonly number[],
): ReadonlyMap<Place, Domain | undefined> {
  const lengths = [...Array.from({ length: 12 }, (_, index) => index), 20, 32, 33, longest];
  const sized = trials.rightOnes(
    new Map(places.map((place) => [place, lengths.map((length) => listOf(place, length))])),
  );
  const contents = new Map(places.map((place) => [place, contentsFor(place, words, numbers)]));
  const right = trials.rightOnes(contents);
  return new Map(
    places.map((place) => {
      const own = place.own.map((list) => (Array.isArray(list) ? list.length : 0));
      const tried = lengths.map((length, index) => [length, sized.get(place)?.[index] ?? false] as const);
      const interval = intervalAround(tried, own);
      if (!interval) return [place, undefined];
      const [minItems, maxItems] = interval;
      const isRight = (contents.get(place) ?? []).every(
        (list, index) =>
          list.length < minItems || list.length > maxItems || (right.get(place)?.[index] ?? false),
      );
      return [place, isRight ? { kind: 'lists', minItems, maxItems } : undefined];
    }),
  );
}

/** Items with other texts and numbers in them. */
type Change = (scalar: unknown) => unknown;

function itemsOf({ own }: Place): readonly unknown[] {
  const items: readonly unknown[] = own.flat();
  return items.length === 0 ? [''] : items;
}

function listOf(place: Place, length: number): readonly unknown[] {
  const items = itemsOf(place);
  return Array.from({ length }, (_, index) =>
    changed(items[index % items.length], (scalar) =>
      typeof scalar === 'number'
        ? 1 + ((index * 37) % 101)
        : `${String.fromCharCode(97 + ((index * 7) % 26))}${index}`,
    ),
  );
}

function contentsFor(
  place: Place,
  { near, far }: Words,
  numbers: readonly number[],
): readonly (readonly unknown[])[] {
  const items = itemsOf(place);
  const [item] = items;
  const one = (change: Change): unknown => changed(item, change);
  const text =
    (word: string): Change =>
    (scalar) =>
      typeof scalar === 'string' ? word : scalar;
  const number =
    (value: number): Change =>
    (scalar) =>
      typeof scalar === 'number' ? value : scalar;
  const all = [...near, ...far];
  const characters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  return [
    items.toReversed(),
    [...items, ...items],
    [one(text('b')), one(text('a')), one(text('b')), one(text('a'))],
    [one(number(2)), one(number(1)), one(number(2))],
    ...all.map((word) => [one(text(word))]),
    ...all.map((word, index) => [one(text('x')), one(text(word)), one(text(all[index + 1] ?? '')), item]),
    ...near.slice(0, 60).flatMap((word) => variantsOf(word, 'x').map((other) => [one(text(other)), item])),
    ...characters.map((character) => [one(text(`${character}a${character}b${character}`)), item]),
    ...[64, 128, 254, 300, 1024].map((length) => [one(text(textOf(length, undefined, length))), item]),
    ...numbersFor(numbers).map((value) => [one(number(value)), item]),
  ].map((list) => list.map((each) => each ?? ''));
}

function numbersFor(constants: readonly number[]): readonly number[] {
  const small = Array.from({ length: 70 }, (_, index) => index - 4);
  return [
    ...new Set([...small, ...constants.flatMap((one) => [one - 1, one, one + 1]), 1e4, 1e6, 1e9]),
  ].filter((one) => Number.isInteger(one) && Math.abs(one) <= 1e9);
}

function changed(value: unknown, change: Change): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => changed(item, change));
  if (!isPlainMap(value)) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, changed(item, change)]));
}

/** A list of a domain that looks like chance. */
export function sampleList(
  { own }: Pick<Place, 'own'>,
  { minItems, maxItems }: Domain & { readonly kind: 'lists' },
  seed: number,
): readonly unknown[] {
  const items = itemsOf({ path: [], environment: '', values: {}, base: undefined, own });
  const length = Math.min(maxItems, minItems + (seed % 5));
  return Array.from({ length }, (_, index) =>
    changed(items[(seed + index) % items.length], (scalar) => {
      if (typeof scalar === 'number') return (seed * 31 + index * 7) % 200;
      return typeof scalar === 'string' ? textOf((seed + index) % 9, undefined, seed + index) : scalar;
    }),
  );
}

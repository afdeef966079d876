import { type Characters, type Domain, admits } from './domain';
import { intervalAround } from './interval';
import { between, randomFrom } from './random';
import type { Place, Trials } from './trials';
import { type Words, similarTo, variantsOf } from './words';

type Texts = Domain & { readonly kind: 'texts' };

/** All printable characters of ASCII, and some of each kind beyond it. */
const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const alphabet = [
  ...ascii,
  '\n',
  '\t',
  'é',
  'ß',
  'İ',
  'Ω',
  '日',
  '😀',
  '\u00a0',
  '\u2028',
  'e\u0301',
  '\ufb01',
];

/** Texts of these lengths are tried. */
const lengths = [
  ...Array.from({ length: 40 }, (_, index) => index),
  ...[48, 50, 53, 55, 58, 60, 63, 100, 128, 200, 253, 256, 512, 1000, 1024].flatMap((one) => [
    one - 1,
    one,
    one + 1,
  ]),
  4096,
  16_384,
  65_536,
];

/** More words than these that are treated otherwise, and a text is one of a few words. */
const mostExcepted = 8;

/** The texts with which the templates are right, for places that hold texts. Undefined: what they are is not told. */
export function textDomains(
  trials: Trials,
  places: readonly Place[],
  words: Words,
  numbers: readonly number[],
): ReadonlyMap<Place, Domain | undefined> {
  const characters = charactersOf(trials, places);
  const sized = withLengths(trials, characters, numbers);
  return withoutWords(trials, sized, words);
}

/** Characters that a text bears at its beginning, within it and at its end. */
function charactersOf(trials: Trials, places: readonly Place[]): ReadonlyMap<Place, Characters | undefined> {
  const everywhere = trials.rightOnes(
    new Map(places.map((place) => [place, alphabet.map((one) => placed(place, one, 'everywhere'))])),
  );
  const refused = new Map(
    places.map((place) => [place, alphabet.filter((_, index) => !everywhere.get(place)?.[index])]),
  );
  const borneAt = (where: Where): ReadonlyMap<Place, string> => {
    const right = trials.rightOnes(
      new Map(
        places.map((place) => [place, (refused.get(place) ?? []).map((one) => placed(place, one, where))]),
      ),
    );
    return new Map(
      places.map((place) => {
        const wrong = new Set((refused.get(place) ?? []).filter((_, index) => !right.get(place)?.[index]));
        return [place, ascii.filter((one) => !wrong.has(one)).join('')];
      }),
    );
  };
  const [first, middle, last] = [borneAt('first'), borneAt('middle'), borneAt('last')];
  return new Map(
    places.map((place) => {
      if (refused.get(place)?.length === 0) return [place, undefined];
      return [
        place,
        { first: first.get(place) ?? '', middle: middle.get(place) ?? '', last: last.get(place) ?? '' },
      ];
    }),
  );
}

type Where = 'first' | 'middle' | 'last' | 'everywhere';

function placed({ base }: Place, character: string, where: Where): string {
  const text = String(base) === '' ? 'aa' : String(base);
  const half = Math.ceil(text.length / 2);
  const at = (place: Where): string => (where === place || where === 'everywhere' ? character : '');
  return `${at('first')}${text.slice(0, half)}${at('middle')}${text.slice(half)}${at('last')}`;
}

function withLengths(
  trials: Trials,
  places: ReadonlyMap<Place, Characters | undefined>,
  numbers: readonly number[],
): ReadonlyMap<Place, Texts | undefined> {
  const around = numbers.filter((one) => Number.isInteger(one) && one > 0 && one < 5000);
  const sizes = [...new Set([...lengths, ...around.flatMap((one) => [one - 1, one, one + 1])])];
  const sound = new Map(
    Array.from(places).filter(
      ([, characters]) => !characters || (characters.first !== '' && characters.last !== ''),
    ),
  );
  const candidates = new Map(
    Array.from(sound, ([place, characters]) => [
      place,
      sizes.map((size) => (characters ? textOf(size, characters, size) : plainText(size))),
    ]),
  );
  const right = trials.rightOnes(candidates);
  return new Map(
    Array.from(places, ([place, characters]) => {
      const own = place.own.map((text) => Array.from(String(text)).length);
      const tried = (candidates.get(place) ?? []).map(
        (text, index) => [Array.from(text).length, right.get(place)?.[index] ?? false] as const,
      );
      const interval = sound.has(place) ? intervalAround(tried, own) : undefined;
      if (!interval) return [place, undefined];
      const [minLength, maxLength] = interval;
      const domain: Texts = {
        kind: 'texts',
        minLength,
        maxLength,
        ...(characters && { characters }),
        except: [],
      };
      return [place, place.own.every((value) => admits(domain, value)) ? domain : undefined];
    }),
  );
}

const plainTexts = new Map<number, string>();

/** A text of a length, the same each time: most values are tried with the same ones, and some of them are long. */
function plainText(length: number): string {
  const text = plainTexts.get(length) ?? textOf(length, undefined, length);
  plainTexts.set(length, text);
  return text;
}

/** A text of a length that looks like chance. */
export function textOf(length: number, characters: Characters | undefined, seed: number): string {
  const random = randomFrom(7919 * (seed + 1));
  const { first, middle, last } = characters ?? { first: plain, middle: plain, last: plain };
  const one = (from: string): string => from.charAt(Math.floor(random() * from.length));
  if (length === 0) return '';
  if (length === 1) return one(both(first, last)) || one(first);
  const inner = middle === '' ? 0 : length - 2;
  return `${one(first)}${Array.from({ length: inner }, () => one(middle)).join('')}${one(last)}`;
}

const plain = ascii.join('');

/** The characters that two texts have in common. */
function both(a: string, b: string): string {
  return Array.from(a)
    .filter((character) => b.includes(character))
    .join('');
}

/** Where few characters are borne the program reads the text: all beginnings and ends of two of them are tried. */
function pairsOf({ characters }: Texts): readonly string[] {
  if (!characters) return [];
  const { first, middle, last } = characters;
  const pairs = (some: string, others: string): readonly string[] =>
    some.length * others.length > 1500
      ? []
      : Array.from(some).flatMap((one) => Array.from(others).map((other) => `${one}${other}`));
  const filler = middle.charAt(0);
  return [
    ...Array.from(both(first, last)),
    ...pairs(first, last),
    ...pairs(first, middle).map((pair) => `${pair}${filler}${last.charAt(0)}`),
    ...pairs(middle, last).map((pair) => `${first.charAt(0)}${filler}${pair}`),
  ];
}

/** The same without the words that a program treats in a way of their own. */
function withoutWords(
  trials: Trials,
  domains: ReadonlyMap<Place, Texts | undefined>,
  { near, far }: Words,
): ReadonlyMap<Place, Domain | undefined> {
  const sound = Array.from(domains).flatMap(([place, domain]) => (domain ? [[place, domain] as const] : []));
  const wrongOf = (textsFor: (place: Place, domain: Texts) => readonly string[], everywhere = false) => {
    const candidates = new Map(
      sound.map(([place, domain]) => [
        place,
        [...new Set(textsFor(place, domain))].filter((text) => admits(domain, text)),
      ]),
    );
    return trials.wrongOnes(candidates, everywhere);
  };
  // A program may know which input it is given, so that words are tried in each.
  const words = wrongOf(() => [...near, ...far], true);
  const others = wrongOf((place, domain) => {
    const base = String(place.base);
    return [
      ...near.slice(0, 80).flatMap((word) => variantsOf(word, base)),
      ...similarTo(base),
      ...pairsOf(domain),
      ...Array.from({ length: 40 }, (_, seed) => sampleText(domain, seed)),
    ].filter((text) => !words.get(place)?.includes(text));
  });
  const alike = wrongOf((place) =>
    (words.get(place) ?? [])
      .slice(0, mostExcepted)
      .flatMap((word) =>
        [...similarTo(word), ...variantsOf(word, String(place.base))].filter((text) => text !== word),
      ),
  );
  return new Map(
    Array.from(domains, ([place, domain]) => {
      const except = words.get(place) ?? [];
      // What a word does in one form alone is that word's own; otherwise the program looks into the text.
      const looksInto =
        [...(others.get(place) ?? []), ...(alike.get(place) ?? [])].length > 0 ||
        except.length > mostExcepted;
      const isOwn = except.some((text) => place.own.includes(text));
      return [place, !domain || looksInto || isOwn ? undefined : { ...domain, except }];
    }),
  );
}

/** A text of a domain that looks like chance; mostly a short one. */
export function sampleText(domain: Texts, seed: number): string {
  const random = randomFrom(104_729 * (seed + 3));
  const longest = random() < 0.2 ? Math.min(domain.maxLength, 300) : Math.min(domain.maxLength, 24);
  const text = textOf(
    between(random, domain.minLength, Math.max(domain.minLength, longest)),
    domain.characters,
    seed,
  );
  return admits(domain, text) ? text : textOf(domain.minLength, domain.characters, seed);
}

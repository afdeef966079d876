import { array, assert, constantFrom, option, property } from 'fast-check';
import { Beginnings } from '../../../../lib/traefik/model/ties/beginnings';

const text = array(constantFrom('a', 'b', '😀'), { maxLength: 4 }).map((characters) => characters.join(''));
const long = text.map((end) => `${'x'.repeat(39)}${end}`);
const texts = option(
  array(
    constantFrom(text, long).chain((kind) => kind),
    { maxLength: 3 },
  ),
  {
    nil: undefined,
  },
);

it('finds all whose beginnings go together', () => {
  assert(
    property(array(texts, { maxLength: 8 }), texts, (there, asked) => {
      const index = new Beginnings<number>();
      there.forEach((each, number) => index.add(each, number));
      const found = new Set(index.near(asked)?.flat() ?? there.keys());
      const goTogether = (own: readonly string[] | undefined): boolean =>
        !own ||
        !asked ||
        own.some((one) => asked.some((other) => one.startsWith(other) || other.startsWith(one)));
      const missed = there.flatMap((own, number) => (goTogether(own) && !found.has(number) ? [own] : []));
      expect(missed).toEqual([]);
    }),
    { seed: 7, numRuns: 500 },
  );
});

it('looks at few of many, however many there are', () => {
  const index = new Beginnings<number>();
  for (let number = 0; number < 5_000; number++) index.add([`/r${number}/`], number);
  const looked = index.near(['/r17/x'])?.reduce((sum, list) => sum + list.length, 0);
  expect(looked).toBe(1);
});

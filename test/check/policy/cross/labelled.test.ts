import { array, assert, constantFrom, dictionary, property, record } from 'fast-check';
import { Labelled, Selectors } from '../../../../lib/check/policy/cross/labelled';
import type { LabelSelector } from '../../../../lib/check/policy/manifest';
import { selects } from '../../../../lib/check/policy/selector';

const seed = 20261128;

const word = constantFrom('a', 'b', 'a=b', 'constructor');
const labels = dictionary(word, word, { maxKeys: 3 });
const expression = record({
  key: word,
  operator: constantFrom('In' as const, 'NotIn' as const, 'Exists' as const, 'DoesNotExist' as const),
  values: array(word, { maxLength: 2 }),
});
const selector = record(
  { matchLabels: labels, matchExpressions: array(expression, { maxLength: 1 }) },
  { requiredKeys: [] },
);

it('finds by an index what each selector takes of all, in their order', () => {
  let taken = 0;
  assert(
    property(array(labels, { maxLength: 12 }), array(selector, { maxLength: 6 }), (all, selectors) => {
      const labelled = new Labelled(all.map((own, place) => [place, own]));
      for (const one of selectors) {
        const wanted = all.flatMap((own, place) => (selects(one, own) ? [place] : []));
        expect(labelled.taken(one)).toEqual(wanted);
        taken += wanted.length;
      }
      const index = new Selectors(selectors);
      for (const own of all) expect(index.take(own)).toBe(selectors.some((one) => selects(one, own)));
    }),
    { seed, numRuns: 500 },
  );
  expect(taken).toBeGreaterThan(500);
});

it('takes everything by a selector that asks for nothing', () => {
  const nothing: LabelSelector = {};
  expect(new Labelled([['one', {}]]).taken(nothing)).toEqual(['one']);
  expect(new Selectors([nothing]).take({})).toBe(true);
  expect(new Selectors([]).take({ a: 'b' })).toBe(false);
});

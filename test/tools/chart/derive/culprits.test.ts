import * as fc from 'fast-check';
import { culprits } from '../../../../lib/tools/chart/derive/culprits';
import { groupBy } from '../../../../lib/core/base';
import type { ValuePath } from '../../../../lib/tools/chart/values';

const groupOf = ([group = '']: ValuePath): string => group;

/** A trial in which some leaves make their own group suffer. */
function suffering(bad: ReadonlySet<string>) {
  return (paths: readonly ValuePath[]) =>
    new Set(paths.filter((path) => bad.has(path.join('.'))).map(groupOf));
}

test('all that is to blame is found, and nothing else', () => {
  const leaf = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(9).map(String));
  const leaves = fc.uniqueArray(leaf, { selector: (path) => path.join('.'), maxLength: 20 });
  fc.assert(
    fc.property(leaves, fc.func(fc.boolean()), (paths, isBad) => {
      const bad = new Set(paths.filter((path) => isBad(path.join('.'))).map((path) => path.join('.')));
      const found = culprits(groupBy(paths, groupOf), suffering(bad));
      expect(new Set(found.map((path) => path.join('.')))).toEqual(bad);
    }),
    { numRuns: 200, seed: 20261122 },
  );
});

test('a group that suffers from the leaf of another is not blamed for it', () => {
  const trial = (paths: readonly ValuePath[]) =>
    new Set(paths.some(([group]) => group === 'a') ? ['a', 'b'] : []);
  const paths = [
    ['a', 'x'],
    ['b', 'y'],
  ];
  expect(culprits(groupBy(paths, groupOf), trial)).toEqual([['a', 'x']]);
});

test('one culprit among a thousand takes about twenty trials', () => {
  const paths = Array.from({ length: 1000 }, (_, index) => ['a', String(index)]);
  let trials = 0;
  const found = culprits(groupBy(paths, groupOf), (some) => {
    trials++;
    return suffering(new Set(['a.777']))(some);
  });
  expect(found).toEqual([['a', '777']]);
  expect(trials).toBeLessThan(25);
});

test.each([50, 200, 800])('one culprit in each of %i groups takes some trials, not one a group', (count) => {
  const paths = Array.from({ length: count }, (_, index) => [`g${index}`, 'x']);
  let trials = 0;
  const found = culprits(groupBy(paths, groupOf), (some) => {
    trials++;
    return suffering(new Set(paths.map((path) => path.join('.'))))(some);
  });
  expect(found).toHaveLength(count);
  expect(trials).toBeLessThan(25);
});

test('of many groups, those that suffer from the leaf of another are not blamed', () => {
  const paths = Array.from({ length: 40 }, (_, index) => [`g${index}`, 'x']);
  const trial = (some: readonly ValuePath[]) =>
    new Set(
      some.flatMap(([group = '']) => (group === 'g7' ? ['g7', 'g8', 'g30'] : group === 'g9' ? ['g9'] : [])),
    );
  const found = culprits(groupBy(paths, groupOf), trial);
  expect(found.map(groupOf).toSorted()).toEqual(['g7', 'g9']);
});

import * as fc from 'fast-check';
import { nearest, suggester } from '../../../lib/core/base';

test('a misspelt word finds what was meant', () => {
  expect(nearest('rate-limt', ['retry', 'rate-limit', 'compress'])).toBe('rate-limit');
  expect(nearest('tga', ['a', 'tag'])).toBe('tag');
  expect(nearest('Image', ['images', 'image'])).toBe('image');
});

test('a word that is near to nothing finds nothing', () => {
  expect(nearest('xyz', ['rate-limit', 'compress'])).toBeUndefined();
  expect(nearest('anything', [])).toBeUndefined();
});

/** Edit distance as the books have it, two swapped letters being one edit. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      const edits = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + Number(a[i - 1] !== b[j - 1])];
      table[i]?.splice(j, 1, Math.min(...edits, swapped));
    }
  }
  return at(a.length, b.length);
}

test('what is found is as near as anything, and near enough', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 12 });
  fc.assert(
    fc.property(words, fc.array(words, { maxLength: 8 }), (word, candidates) => {
      const limit = Math.max(2, Math.floor(word.length / 3));
      const least = Math.min(...candidates.map((candidate) => distance(word, candidate)));
      const found = nearest(word, candidates);
      expect(found === undefined ? Infinity : distance(word, found)).toBe(least <= limit ? least : Infinity);
    }),
    { seed: 20261127, numRuns: 2000 },
  );
});

test('thousands of misspelt words among thousands of candidates take bounded work', () => {
  const suggest = suggester(Array.from({ length: 8000 }, (_, index) => `known-name-${index}`));
  expect(suggest('known-name-17x')).toBe('known-name-17');
  for (let index = 0; index < 8000; index++) suggest(`unknown-word-${index}`);
  // The work that the set is worth is used up; what else is misspelt is told without a suggestion.
  expect(suggest('known-name-17x')).toBeUndefined();
});

import { nearest } from '../../../lib/core/base';

test('a misspelt word finds what was meant', () => {
  expect(nearest('rate-limt', ['retry', 'rate-limit', 'compress'])).toBe('rate-limit');
  expect(nearest('tga', ['a', 'tag'])).toBe('tag');
  expect(nearest('Image', ['images', 'image'])).toBe('image');
});

test('a word that is near to nothing finds nothing', () => {
  expect(nearest('xyz', ['rate-limit', 'compress'])).toBeUndefined();
  expect(nearest('anything', [])).toBeUndefined();
});

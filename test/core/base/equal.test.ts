import { doubleQuoted, isEqual, own, valueAt } from '../../../lib/core/base';

test('two values are the same whatever the order of their keys', () => {
  expect(isEqual({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toBe(true);
  expect(isEqual({ a: 1 }, { a: 1, b: undefined })).toBe(false);
  expect(isEqual([1, 2], [2, 1])).toBe(false);
  expect(isEqual([], {})).toBe(false);
  expect(isEqual({ constructor: 1 }, { toString: 1 })).toBe(false);
});

test('only what an object has itself is at a path', () => {
  expect(valueAt({ a: { b: 1 } }, 'a', 'b')).toBe(1);
  expect(valueAt({ a: 1 }, 'a', 'b')).toBeUndefined();
  expect(own({}, 'constructor')).toBeUndefined();
});

test('a text in double quotes shows what would not be seen', () => {
  expect(doubleQuoted('a"\u202e\u0085\n')).toBe(String.raw`"a\"\u202e\u0085\n"`);
});

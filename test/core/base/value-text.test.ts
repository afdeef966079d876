import { valueText } from '../../../lib/core/base';

test.each<[unknown, string]>([
  ['a "b"', '"a \\"b\\""'],
  [1.5, '1.5'],
  [9007199254740993n, '9007199254740993'],
  [NaN, '.nan'],
  [-Infinity, '-.inf'],
  [undefined, 'nothing'],
  [null, 'null'],
  [{ a: [NaN, 2n ** 60n] }, '{"a":[".nan",1152921504606847000]}'],
  [() => 1, 'a function'],
])('a value is written as YAML would have it, and never as JavaScript calls it: %p', (value, text) => {
  expect(valueText(value)).toBe(text);
});

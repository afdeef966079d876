import { isPlainMap } from '../../../lib/core/base';
import { adversaries } from './adversarial-programs';
import { tryAdversaries } from './try-adversaries';

tryAdversaries(adversaries.filter((_, index) => index % 2 === 1));

test('the programs that are tried hold more than a word each', () => {
  expect(adversaries.length).toBeGreaterThan(60);
  expect(adversaries.every(({ inputs }) => Object.values(inputs).every(isPlainMap))).toBe(true);
});

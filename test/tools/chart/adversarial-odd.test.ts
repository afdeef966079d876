import { isPlainMap } from '../../../lib/core/base';
import { depth } from '../../support/depth';
import { adversaries } from './adversarial-programs';
import { tryAdversaries } from './try-adversaries';

tryAdversaries(
  adversaries.filter((_, index) => index % 2 === 1),
  depth(6, 40),
);

test('the programs that are tried hold more than a word each', () => {
  expect(adversaries.length).toBeGreaterThan(60);
  expect(adversaries.every(({ inputs }) => Object.values(inputs).every(isPlainMap))).toBe(true);
});

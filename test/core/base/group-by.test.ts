import { groupBy } from '../../../lib/core/base';

it('keeps things and groups in their order, whatever the keys are', () => {
  const words = ['__proto__', 'apple', 'bear', 'ant', 'constructor'];
  expect([...groupBy(words, ([first]) => first)]).toEqual([
    ['_', ['__proto__']],
    ['a', ['apple', 'ant']],
    ['b', ['bear']],
    ['c', ['constructor']],
  ]);
  expect([...groupBy(words, (word) => word).keys()]).toEqual(words);
  expect(groupBy([], () => 1).size).toBe(0);
});

import { App } from 'cdk8s';
import { endless } from '../../../lib/core/base';

test('data of every shape that has an end is fine', () => {
  const shared = { a: [1, 'x', null] };
  expect(endless({ one: shared, two: [shared, shared], none: undefined })).toBeUndefined();
});

test('a construct in data is one value, whatever it holds', () => {
  expect(endless({ services: [new App()] })).toBeUndefined();
});

test('what holds itself is told with the way there', () => {
  const value: Record<string, unknown> = { x: 1 };
  value['list'] = [0, { back: value }];
  expect(endless({ a: value })).toEqual({ reason: 'It holds itself', path: ['a', 'list', 1, 'back'] });
});

test('what is too deep is told where it begins, without running out of stack', () => {
  let value: unknown = 'end';
  for (let level = 0; level < 100_000; level++) value = level % 2 ? [value] : { value };
  expect(endless({ a: value })?.reason).toBe('It has more than 200 maps and lists within each other');
});

test('parts that double at each level are counted, not walked', () => {
  let value: unknown = 'end';
  for (let level = 0; level < 100; level++) value = { left: value, right: value };
  expect(endless(value)?.reason).toMatch(/^It has more than 5000000 values/);
});

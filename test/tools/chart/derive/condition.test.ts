import { type Sample, conditionFor, stands } from '../../../../lib/tools/chart/derive/condition';
import { holds } from '../../../../lib/tools/chart/template/evaluate';
import type { Feature } from '../../../../lib/tools/chart/template/template';

const a: Feature = { kind: 'true', path: ['a'] };
const b: Feature = { kind: 'true', path: ['b'] };
const features = new Map([
  [0, a],
  [1, b],
]);

function sample(environment: string, ...numbers: readonly number[]): Sample {
  return { environment, features: new Set(numbers) };
}

/** Whether a condition tells samples apart as it should, asked of the values that they stand for. */
function tells(samples: readonly Sample[], isIn: (one: Sample) => boolean): boolean {
  const condition = conditionFor(samples, isIn, features, ['dev', 'prod']);
  return samples.every((one) => {
    const values = { a: one.features.has(0), b: one.features.has(1) };
    return holds(condition, { values, environment: one.environment, computations: [] }) === isIn(one);
  });
}

const all = [sample('dev'), sample('dev', 0), sample('dev', 1), sample('dev', 0, 1)];

test.each([
  ['one feature', (one: Sample) => one.features.has(0)],
  ['the lack of one', (one: Sample) => !one.features.has(1)],
  ['both', (one: Sample) => one.features.has(0) && one.features.has(1)],
  ['either', (one: Sample) => one.features.has(0) || one.features.has(1)],
  ['one of them, not both', (one: Sample) => one.features.has(0) !== one.features.has(1)],
  ['none', () => false],
  ['all', () => true],
])('a condition is found for %s', (_, isIn) => {
  expect(tells(all, isIn)).toBe(true);
});

test('a feature is asked for rather than an environment that happens to have it', () => {
  const samples = [sample('dev'), sample('prod', 0)];
  expect(conditionFor(samples, (one) => one.features.has(0), features, ['dev', 'prod'])).toEqual({
    kind: 'feature',
    feature: a,
  });
});

test('where no feature tells samples apart, the environment does', () => {
  const samples = [sample('dev', 0), sample('prod', 0)];
  expect(conditionFor(samples, (one) => one.environment === 'prod', features, ['dev', 'prod'])).toEqual({
    kind: 'feature',
    feature: { kind: 'environment', names: ['prod'] },
  });
});

test('a feature within a map that may be missing is asked for after the map', () => {
  const outer: Feature = { kind: 'present', path: ['m'], isMap: true };
  const inner: Feature = { kind: 'true', path: ['m', 'x'] };
  const samples = [sample('dev'), sample('dev', 0), sample('dev', 0, 1)];
  const isIn = (one: Sample): boolean => one.features.has(1);
  const nested = new Map<number, Feature>([
    [0, outer],
    [1, inner],
  ]);
  expect(conditionFor(samples, isIn, nested, ['dev'])).toEqual({
    kind: 'and',
    conditions: [
      { kind: 'feature', feature: outer },
      { kind: 'feature', feature: inner },
    ],
  });
});

test.each([
  [['m', 'x'], ['m'], true],
  [['m', 'x', 'y'], ['m'], true],
  [['n', 'x'], ['m'], false],
  [['mx'], ['m'], false],
])('a feature of %j stands in %j: %j', (path, outer, expected) => {
  expect(stands({ kind: 'true', path }, { kind: 'present', path: outer, isMap: true })).toBe(expected);
});

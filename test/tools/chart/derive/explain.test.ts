import { type Computation, decimal } from '../../../../lib/tools/chart/template/computation';
import { evaluate } from '../../../../lib/tools/chart/template/evaluate';
import { Explainer, Unexplained } from '../../../../lib/tools/chart/derive/explain';
import { probed, probesOf, similarValues } from '../../../../lib/tools/chart/derive/probe';
import { type Values, leafPaths } from '../../../../lib/tools/chart/values';

const product: Computation = {
  name: 'product',
  takes: 2,
  compute: (one, other) =>
    typeof one === 'number' && typeof other === 'number' && one <= other ? one * other : undefined,
  expression: (one, other) => `mul ${one} ${other}`,
};
const upper: Computation = {
  name: 'upper',
  compute: (value) => (typeof value === 'string' ? value.toUpperCase() : undefined),
  expression: (value) => `${value} | upper`,
};

/** What is found out about a program that makes one part of values. */
function explained(values: Values, program: (values: Values) => unknown) {
  const paths = leafPaths(values);
  const numbers = new Map(paths.map((path, index) => [JSON.stringify(path), index]));
  const probes = probesOf(values, paths, similarValues, numbers);
  const renderings = {
    base: program(values),
    first: program(probed(values, probes, 'first')),
    second: program(probed(values, probes, 'second')),
  };
  return new Explainer(probes, [product, upper]).explainObject(renderings, probes);
}

describe('a part of an object is explained as', () => {
  test.each<[string, Values, (values: Values) => unknown]>([
    ['what never changes', { a: 'x' }, () => ({ fixed: [1, null, '{{'] })],
    ['a copy', { a: 'x', b: 'y' }, ({ b }) => b],
    ['a number as a number', { a: 1 }, ({ a }) => ({ replicas: a })],
    ['a number as text', { a: 1 }, ({ a }) => String(a)],
    ['parts of a text', { a: 'x', b: 'y' }, ({ a, b }) => `${String(a)}.${String(b)}.${String(a)}`],
    ['a number within a text', { a: 'x', n: 7 }, ({ a, n }) => `${String(a)}:${String(n)}s`],
    ['a quantity within a text', { a: '1Gi' }, ({ a }) => `size=${String(a)};`],
    ['a list', { l: ['a', 'b'] }, ({ l }) => l],
    ['a list of maps', { l: [{ key: 'a', n: 1 }] }, ({ l }) => ({ tolerations: l })],
    ['an empty list', { l: [] }, ({ l }) => l],
    ['a known computation', { a: 'x' }, ({ a }) => String(a).toUpperCase()],
    ['a known computation of two', { a: 3, b: 4 }, ({ a, b }) => Number(a) * Number(b)],
    ['a sum with a constant', { a: 3 }, ({ a }) => Number(a) + 40],
    ['a sum of two', { a: 3, b: 4, c: 5 }, ({ a, c }) => Number(a) + Number(c) - 2],
    ['a sum as text', { a: 3, b: 4 }, ({ a, b }) => String(Number(a) + Number(b))],
  ])('%s', (_, values, program) => {
    const template = explained(values, program);
    // A literal would do for the values themselves, so others are put in their place.
    const others = { ...values, ...(values['a'] === 3 && { a: 2 }), ...(values['a'] === 'x' && { a: 'q' }) };
    for (const some of [values, others]) {
      const release = { values: some, environment: '', computations: [product, upper, decimal] };
      expect(evaluate(template, release)).toEqual(program(some));
    }
  });
});

describe('it is not known what happens where', () => {
  test.each<[string, Values, (values: Values) => unknown]>([
    ['a text is cut', { a: 'abcdef' }, ({ a }) => String(a).slice(0, 4)],
    ['a number is multiplied', { a: 3 }, ({ a }) => Number(a) * 2],
    ['a number is squared', { a: 3 }, ({ a }) => Number(a) * Number(a)],
    ['a list is turned round', { l: ['a', 'b'] }, ({ l }) => (Array.isArray(l) ? l.toReversed() : l)],
    [
      'a list becomes entries',
      { l: ['a', 'b'] },
      ({ l }) => (Array.isArray(l) ? l.map((name: unknown) => ({ name })) : l),
    ],
    ['a value becomes a key', { a: 'x' }, ({ a }) => ({ [String(a)]: 1 })],
    ['a text becomes lower case', { a: 'x' }, ({ a }) => String(a).toLowerCase()],
  ])('%s', (_, values, program) => {
    expect(() => explained(values, program)).toThrow(Unexplained);
  });
});

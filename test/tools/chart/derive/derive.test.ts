import { derive } from '../../../../lib/tools/chart/derive/derive';
import type { Choice } from '../../../../lib/tools/chart/derive/derived';
import { evaluate, holds } from '../../../../lib/tools/chart/template/evaluate';
import { type Computation, decimal } from '../../../../lib/tools/chart/template/computation';
import { type Values, keyOf } from '../../../../lib/tools/chart/values';
import { type ApiObjectData } from '../../../../lib/core/manifest';
import { isEqual, isPlainMap } from '../../../../lib/core/base';

type Program = (values: Values, name: string) => readonly Readonly<Record<string, unknown>>[];

const object = (name: string, spec: unknown): ApiObjectData => ({
  apiVersion: 'example.com/v1',
  kind: 'X',
  metadata: { name },
  spec,
});

/** What is derived of a program that gives the specs of objects, and what its templates make of values. */
function derivedOf(
  environments: Readonly<Record<string, Values>>,
  program: Program,
  choices: readonly Choice[] = [],
) {
  const render = (values: Values, name: string) =>
    new Map([['x.yaml', program(values, name).map((spec, index) => object(`x${index}`, spec))]]);
  const derived = derive({ environments: new Map(Object.entries(environments)), render, choices });
  const made = (environment: string, values: Values): readonly unknown[] => {
    const release = { values, environment, computations: [decimal] };
    return derived.objects
      .filter(({ when }) => !when || holds(when, release))
      .map(({ template }) => evaluate(template, release));
  };
  return {
    offered: derived.offered.map((path) => path.join('.')),
    removable: derived.removable.map((path) => path.join('.')),
    fixed: Object.fromEntries(derived.fixed.map(({ path, reason }) => [path.join('.'), reason])),
    /** The program and the templates side by side. */
    both: (environment: string, values: Values) => [
      made(environment, values),
      render(values, environment).get('x.yaml'),
    ],
  };
}

/** The values with which the templates do something else than the program. */
function wrongFor(
  { both }: ReturnType<typeof derivedOf>,
  environment: string,
  ...all: readonly Values[]
): readonly Values[] {
  return all.filter((values) => {
    const [made, wanted] = both(environment, values);
    return !isEqual(made, wanted);
  });
}

test('a switch adds and takes away a field and an object', () => {
  const derived = derivedOf({ dev: { on: false, a: 'x' } }, ({ on, a }) => [
    { a, ...(on === true && { extra: [{ name: 'p', a }] }) },
    ...(on === true ? [{ only: a }] : []),
  ]);
  expect(derived.offered).toEqual(['on', 'a']);
  expect(wrongFor(derived, 'dev', { on: true, a: 'y' }, { on: false, a: 'z' })).toEqual([]);
});

test('two switches over the same list are understood together', () => {
  const derived = derivedOf({ dev: { a: true, b: false, c: 'x' } }, ({ a, b, c }) => [
    {
      list: [
        ...(a === true ? [{ name: 'a', c }] : []),
        { name: 'always' },
        ...(b === true ? [{ name: 'b', c }] : []),
      ],
    },
  ]);
  expect(
    wrongFor(derived, 'dev', ...[true, false].flatMap((a) => [true, false].map((b) => ({ a, b, c: 'y' })))),
  ).toEqual([]);
});

test('many switches over different parts are no more than each of them', () => {
  const switches = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [`s${index}`, index % 2 === 0]),
  );
  const derived = derivedOf({ dev: switches }, (values) => [
    Object.fromEntries(Object.entries(values).filter(([, on]) => on === true)),
  ]);
  expect(derived.offered).toHaveLength(9);
  const turned = Object.fromEntries(Object.entries(switches).map(([name, on]) => [name, !on]));
  expect(wrongFor(derived, 'dev', turned, { ...turned, s3: false }, { ...switches, s4: false })).toEqual([]);
});

test('a number that passes a limit adds an object', () => {
  const derived = derivedOf({ dev: { replicas: 1 } }, ({ replicas }) => [
    { replicas },
    ...(Number(replicas) > 1 ? [{ minAvailable: 1 }] : []),
  ]);
  expect(wrongFor(derived, 'dev', ...[0, 1, 2, 3, 50].map((replicas) => ({ replicas })))).toEqual([]);
});

test('what only one environment has may be taken away, and given to another', () => {
  const derived = derivedOf({ dev: { a: 'x' }, prod: { a: 'y', scale: { max: 5 } } }, ({ a, scale }) => [
    { a, ...(scale !== undefined && { scale }) },
  ]);
  expect(derived.removable).toEqual(['scale']);
  expect(wrongFor(derived, 'prod', { a: 'q' }, { a: 'q', scale: { max: 9 } })).toEqual([]);
  expect(wrongFor(derived, 'dev', { a: 'q', scale: { max: 7 } })).toEqual([]);
});

test('what depends on the environment itself stays with it', () => {
  const derived = derivedOf({ dev: { a: 'x' }, prod: { a: 'x' } }, ({ a }, name) => [
    { a, name, ...(name === 'prod' && { extra: 1 }) },
  ]);
  expect(wrongFor(derived, 'dev', { a: 'y' })).toEqual([]);
  expect(wrongFor(derived, 'prod', { a: 'y' })).toEqual([]);
});

test.each<[string, Readonly<Record<string, Values>>, Program, string]>([
  ['has another type elsewhere', { dev: { v: 1 }, prod: { v: 'x' } }, ({ v }) => [{ v }], 'unlike'],
  ['is null', { dev: { v: null } }, ({ v }) => [{ v }], 'unlike'],
  ['is an empty map', { dev: { v: {} } }, ({ v }) => [{ v }], 'untried'],
  ['is computed with', { dev: { v: 'abcd' } }, ({ v }) => [{ v: String(v).slice(2) }], 'unexplained'],
  [
    'is a copy in one place and computed with in another',
    { dev: { v: 3 } },
    ({ v }) => [{ v, w: Number(v) * 2 }],
    'unexplained',
  ],
  ['becomes the name of a field', { dev: { v: 'k' } }, ({ v }) => [{ [String(v)]: 1 }], 'unexplained'],
  ['is compared with a word', { dev: { v: 'slow' } }, ({ v }) => [{ fast: v === 'fast' }], 'unused'],
  [
    'is refused whatever it is',
    { dev: { v: 'a' } },
    ({ v }) => {
      if (v !== 'a') throw new Error('only a');
      return [{ v }];
    },
    'refused',
  ],
])('a value that %s is not offered', (_, environments, program, reason) => {
  const derived = derivedOf(environments, program);
  expect(derived.fixed).toEqual({ v: reason });
  for (const [name, values] of Object.entries(environments))
    expect(wrongFor(derived, name, values)).toEqual([]);
});

test('one value that is not understood takes no other with it', () => {
  const values = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`v${index}`, `text ${index}`]));
  const derived = derivedOf({ dev: values }, (all) => [{ ...all, v17: String(all['v17']).length }]);
  expect(Object.keys(derived.fixed)).toEqual(['v17']);
  expect(derived.offered).toHaveLength(39);
});

test('groups of values that are tried together are told apart', () => {
  const environments = new Map<string, Values>([
    ['dev', { a: { x: '1', y: 'abc' }, b: { x: '2', y: 'abc' } }],
  ]);
  const derived = derive({
    environments,
    groupOf: (path) => keyOf(path.slice(0, 1)),
    render: ({ a, b }) =>
      new Map([
        ['a.yaml', [object('a', a)]],
        ['b.yaml', [object('b', { ...(isPlainMap(b) && b), y: JSON.stringify(b).length })]],
      ]),
  });
  expect(derived.fixed.map(({ path }) => path.join('.'))).toEqual(['b.x', 'b.y']);
  expect(derived.offered.map((path) => path.join('.'))).toEqual(['a.x', 'a.y']);
});

test('two values of which something is computed stay values where a third is not understood', () => {
  const both: Computation = {
    name: 'both',
    takes: 2,
    compute: (one, other) => `${String(one).length}-${String(other)}`,
    expression: (one, other) => `both ${one} ${other}`,
  };
  const derived = derive({
    environments: new Map([['dev', { x: 'a', y: 'b', z: ['c'] }]]),
    computations: [both],
    render: ({ x, y, z }) =>
      new Map([['x.yaml', [object('x', { made: both.compute(x, y), turned: JSON.stringify(z) })]]]),
  });
  expect(derived.fixed).toEqual([{ path: ['z'], reason: 'unexplained' }]);
  expect(derived.offered).toEqual([['x'], ['y']]);
});

test.each([10, 40])(
  'a program of %i parts that have little to do with each other runs about as often',
  (parts) => {
    const values = Object.fromEntries(
      Array.from({ length: parts }, (_, index) => [
        `p${index}`,
        { text: 'a', on: index % 2 === 0, replicas: 1 },
      ]),
    );
    let runs = 0;
    const derived = derive({
      environments: new Map([['dev', values]]),
      groupOf: (path) => keyOf(path.slice(0, 1)),
      render: (all) => {
        runs++;
        return new Map(
          Object.entries(all).map(([name, part]) => {
            const { text, on, replicas } = isPlainMap(part) ? part : {};
            const spec = {
              text,
              ...(on === true && { on: text }),
              ...(Number(replicas) > 1 && { budget: 1 }),
            };
            return [`${name}.yaml`, [object(name, spec)]];
          }),
        );
      },
    });
    expect(derived.offered).toHaveLength(3 * parts);
    expect(runs).toBeLessThan(90);
  },
);

test('a value that is one of some decides on the form of objects, together with a switch', () => {
  const derived = derivedOf(
    { dev: { size: 'small', on: false }, prod: { size: 'large', on: true } },
    ({ size, on }) => [
      { memory: size === 'small' ? '64Mi' : size === 'large' ? '1Gi' : '256Mi' },
      ...(size === 'large' && on === true ? [{ cache: true }] : []),
    ],
    [{ path: ['size'], values: ['small', 'medium', 'large'] }],
  );
  expect(derived.offered).toEqual(['size', 'on']);
  const sizes = ['small', 'medium', 'large'];
  const all = sizes.flatMap((size) => [true, false].map((on) => ({ size, on })));
  expect(wrongFor(derived, 'dev', ...all)).toEqual([]);
  expect(wrongFor(derived, 'prod', ...all)).toEqual([]);
});

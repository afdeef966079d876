import * as fc from 'fast-check';
import {
  type Values,
  common,
  leafPaths,
  only,
  overlay,
  unlikePaths,
  valueAt,
  withValue,
  withValues,
} from '../../../lib/tools/chart/values';
import { isPlainMap } from '../../../lib/core/base';

const scalar = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.string(), { maxLength: 2 }));
const { values } = fc.letrec<{ values: Values; node: unknown }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, scalar, tie('values')),
  values: fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor', ''), tie('node'), {
    maxKeys: 4,
  }),
}));

/** As Helm merges values: maps by key, null takes away. */
function merged(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isPlainMap(base) || !isPlainMap(over)) return over;
  const entries = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    if (value === null) entries.delete(key);
    else entries.set(key, merged(entries.get(key), value));
  }
  return Object.fromEntries(entries);
}

const runs = { numRuns: 300, seed: 20261122 };

test('an overlay on its base gives what was wanted', () => {
  fc.assert(
    fc.property(values, values, (base, wanted) => {
      expect(merged(base, overlay(base, wanted))).toEqual(wanted);
    }),
    runs,
  );
});

test('an overlay on what several have in common never takes anything away', () => {
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 4 }), (all) => {
      const base = common(all);
      for (const wanted of all) {
        const over = overlay(base, wanted);
        expect(merged(base, over)).toEqual(wanted);
        expect(JSON.stringify(over) ?? '').not.toContain('null');
      }
    }),
    runs,
  );
});

test('a value that is set is found again, and all others stay', () => {
  fc.assert(
    fc.property(values, scalar, (map, value) => {
      for (const path of leafPaths(map).filter(({ length }) => length > 0)) {
        const changed = withValue(map, path, value);
        expect(valueAt(changed, path)).toEqual(value);
        const old = valueAt(map, path);
        expect(withValue(changed, path, old)).toEqual(map);
      }
    }),
    runs,
  );
});

test('undefined takes a value away, and the map that held it stays', () => {
  expect(withValue({ a: { b: 1 } }, ['a', 'b'], undefined)).toEqual({ a: {} });
});

test('of a change and one within it, the one within counts on top', () => {
  const changes = [
    [['a', 'b'], 2],
    [['a'], { c: 1 }],
  ] as const;
  expect(withValues({ a: { d: 0 } }, changes)).toEqual({ a: { c: 1, b: 2 } });
});

test('the part at some paths keeps the order of the values', () => {
  const all = { z: 1, m: { y: 2, x: { w: 3 } }, a: 4 };
  expect(JSON.stringify(only(all, [['a'], ['m', 'x'], ['z'], ['n']]))).toBe(
    '{"z":1,"m":{"x":{"w":3}},"a":4}',
  );
});

test('values of prototypes are no values', () => {
  expect(valueAt({}, ['constructor'])).toBeUndefined();
  expect(valueAt({ a: 'x' }, ['a', 'length'])).toBeUndefined();
});

test.each<[string, readonly Values[], readonly (readonly string[])[]]>([
  ['a number and a text', [{ a: { b: 1 } }, { a: { b: 'x' } }], [['a', 'b']]],
  ['a list and a map', [{ a: [] }, { a: {} }], [['a']]],
  ['nothing and null', [{}, { a: null }], [['a']]],
  ['null and a map', [{ a: null }, { a: { b: 1 } }], [['a']]],
  ['two of a kind', [{ a: 1 }, { a: 2 }, {}], []],
])('%s: whether one template takes them all', (_, all, expected) => {
  expect(unlikePaths(all)).toEqual(expected);
});

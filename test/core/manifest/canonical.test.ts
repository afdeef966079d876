import * as fc from 'fast-check';
import { canonicalKeys, canonicalObject } from '../../../lib/core/manifest';

const words = [
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'a',
  'b',
  'zone',
  'template',
  'containers',
  'status',
];

function mapOf(keys: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(keys.map((key, index) => [key, index]));
}

test('the keys of a map come as one reads them: its identity first, what is long last', () => {
  const written = mapOf(['status', 'containers', 'zone', 'b', 'name', 'kind', 'a', 'apiVersion']);
  expect(canonicalKeys(written)).toEqual([
    'apiVersion',
    'kind',
    'name',
    'a',
    'b',
    'zone',
    'containers',
    'status',
  ]);
});

test('the order of keys is the same however they were written, few or many', () => {
  const keys = fc.uniqueArray(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 })), {
    maxLength: 80,
  });
  const twice = keys.chain((each) =>
    fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length })),
  );
  fc.assert(
    fc.property(twice, ([one, other]) => {
      expect(canonicalKeys(mapOf(other))).toEqual(canonicalKeys(mapOf(one)));
      expect(canonicalKeys(mapOf(one)).toSorted()).toEqual(Object.keys(mapOf(one)).toSorted());
    }),
    { seed: 20261128 },
  );
});

test('an integer is the number that is written alike, and stays what it is beyond the exact numbers', () => {
  const metadata = { name: 'web' };
  const large = 9223372036854775807n;
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, counts: [10n, large, -3n], replicas: 2n };
  expect(canonicalObject(object)).toStrictEqual({ ...object, counts: [10, large, -3], replicas: 2 });
});

import * as fc from 'fast-check';
import { mergeNodes, withoutNulls } from '../../../lib/project/environment/merge';
import { plainOf } from '../../../lib/project/environment/node';
import { tree, treeOfMap } from './support';

const seed = 20260301;

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

const keys = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'toString');
const { value: values } = fc.letrec<{ value: Plain; map: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.integer(),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('map'),
  ),
  map: fc.array(fc.tuple(keys, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
}));
const maps = fc
  .array(fc.tuple(keys, values), { maxLength: 5 })
  .map((entries): Readonly<Record<string, Plain>> => Object.fromEntries(entries));

const merged = (low: unknown, high: unknown): unknown => plainOf(mergeNodes(tree(low), tree(high)));

describe('layers of an environment', () => {
  it('merge maps key by key, at every depth', () => {
    const low = { services: { web: { image: 'web:1', replicas: 1 } } };
    const high = { services: { web: { replicas: 3 } }, domain: 'example.com' };
    expect(merged(low, high)).toEqual({
      services: { web: { image: 'web:1', replicas: 3 } },
      domain: 'example.com',
    });
  });

  it('replace lists as a whole', () => {
    expect(merged({ sourceRange: ['10.0.0.0/8', '::1'] }, { sourceRange: ['192.0.2.0/24'] })).toEqual({
      sourceRange: ['192.0.2.0/24'],
    });
  });

  it('take away what is null above', () => {
    const layers = mergeNodes(tree({ a: { b: 1, c: 2 }, d: 3 }), tree({ a: { b: null }, d: null }));
    expect(plainOf(withoutNulls(asMap(layers)))).toEqual({ a: { c: 2 } });
  });

  it('may be put together in any grouping', () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const [x, y, z] = [tree(a), tree(b), tree(c)];
        expect(plainOf(mergeNodes(mergeNodes(x, y), z))).toEqual(plainOf(mergeNodes(x, mergeNodes(y, z))));
      }),
      { seed },
    );
  });

  it('stay what they were', () => {
    fc.assert(
      fc.property(maps, maps, (low, high) => {
        const [below, above] = [tree(low), tree(high)];
        withoutNulls(asMap(mergeNodes(below, above)));
        expect(plainOf(below)).toEqual(low);
        expect(plainOf(above)).toEqual(high);
      }),
      { seed },
    );
  });

  it('say the same twice as once', () => {
    fc.assert(
      fc.property(maps, (map) => {
        expect(merged(map, map)).toEqual(map);
      }),
      { seed },
    );
  });

  it('leave no null in any map, and every other scalar of the upper layer where it was', () => {
    fc.assert(
      fc.property(maps, maps, (low, high) => {
        const layers = mergeNodes(treeOfMap(low), treeOfMap(high));
        const result = new Map(Object.entries(Object(plainOf(withoutNulls(asMap(layers))))));
        const lost = Object.entries(high).filter(([key, value]) =>
          value === null ? result.has(key) : typeof value !== 'object' && result.get(key) !== value,
        );
        expect({ lost, nulls: nullsIn(Object.fromEntries(result)) }).toEqual({ lost: [], nulls: [] });
      }),
      { seed },
    );
  });

  it('take __proto__ for a key like any other', () => {
    const result = mergeNodes(tree({}), tree(JSON.parse('{"__proto__": {"polluted": true}}')));
    const plain = plainOf(result);
    expect(JSON.stringify(plain)).toBe('{"__proto__":{"polluted":true}}');
    expect({}).not.toHaveProperty('polluted');
  });
});

function asMap(node: ReturnType<typeof tree>): ReturnType<typeof treeOfMap> {
  if (node.kind !== 'map') throw new Error('not a map');
  return node;
}

/** The keys of maps, at any depth, whose value is null. */
function nullsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    child === null && !Array.isArray(value) ? [key] : nullsIn(child),
  );
}

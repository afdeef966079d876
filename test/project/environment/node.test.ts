import * as fc from 'fast-check';
import { nearestNode, plainOf } from '../../../lib/project/environment/node';
import { tree } from './support';

const seed = 20260306;

describe('a tree of values', () => {
  it('gives back the data it was made of', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(plainOf(tree([plain]))).toEqual([plain]);
      }),
      { seed },
    );
  });

  it('is measured by its values and characters, and its levels', () => {
    expect(tree('')).toMatchObject({ size: 64, height: 0 });
    expect(tree({ a: ['bc', 1], d: {} })).toMatchObject({ size: 5 * 64 + 2, height: 2 });
  });

  it('finds the nearest value that encloses a path', () => {
    const root = tree({ a: [{ b: 1 }] });
    expect(nearestNode(root, ['a', 0, 'b'])).toMatchObject({ exact: true, node: { value: 1 } });
    expect(nearestNode(root, ['a', 0, 'c', 'd'])).toMatchObject({ exact: false, node: { kind: 'map' } });
    expect(nearestNode(root, ['a', 'length'])).toMatchObject({ exact: false, node: { kind: 'list' } });
    expect(nearestNode(root, ['toString'])).toMatchObject({ exact: false, node: root });
  });
});

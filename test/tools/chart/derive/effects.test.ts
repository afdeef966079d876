import { Relevance, clustersOf, differences } from '../../../../lib/tools/chart/derive/effects';
import type { Feature } from '../../../../lib/tools/chart/template/template';

const feature = (name: string): Feature => ({ kind: 'true', path: [name] });
const [a, b, c] = [feature('a'), feature('b'), feature('c')];

describe('what differs', () => {
  test.each([
    ['nothing', { x: [1] }, { x: [1] }, []],
    ['a field', { x: 1, y: 2 }, { x: 1, y: 3 }, [['y']]],
    ['a field that one lacks', { x: 1 }, { x: 1, y: null }, [['y']]],
    [
      'an item, by its name',
      { l: [{ name: 'p', v: 1 }] },
      { l: [{ name: 'p', v: 2 }] },
      [['l', 'name p', 'v']],
    ],
    [
      'an item that one lacks',
      { l: [{ name: 'p' }] },
      { l: [{ name: 'p' }, { name: 'q' }] },
      [['l', 'name q']],
    ],
    ['a list without names, as a whole', { l: [1, 2] }, { l: [1, 3] }, [['l']]],
    ['a list with one name twice, as a whole', { l: [{ name: 'p' }, { name: 'p' }] }, { l: [] }, [['l']]],
    ['all', undefined, { x: 1 }, [[]]],
  ])('%s', (_, before, after, expected) => {
    expect(differences(before, after)).toEqual(expected);
  });
});

describe('features stand in one cluster', () => {
  const clusters = (...parts: readonly (readonly [Feature, string, readonly string[]])[]) =>
    clustersOf(new Map(parts.map(([one, object, path]) => [one, new Map([[object, [path]]])])));

  test('where one changes what holds what the other changes', () => {
    expect(clusters([a, 'o', ['spec']], [b, 'o', ['spec', 'x']])).toEqual([[a, b]]);
  });

  test('where a third joins them', () => {
    expect(clusters([a, 'o', ['x']], [b, 'o', ['y']], [c, 'o', []])).toEqual([[a, b, c]]);
  });

  test('but not where they change different parts, or different objects', () => {
    expect(clusters([a, 'o', ['x']], [b, 'o', ['y']], [c, 'p', ['x']])).toEqual([[a], [b], [c]]);
  });
});

test('of an entry, those features are relevant that change it, all of it, or something in it', () => {
  const effects = new Map([
    [a, new Map([['o', [['spec']]]])],
    [b, new Map([['o', [['spec', 'x', 'y']]]])],
    [c, new Map([['o', [['metadata']]]])],
  ]);
  const spec = Relevance.ofAll([a, b, c], effects)('o').within('spec');
  expect([...spec.features.values()]).toEqual([a, b]);
  expect([...spec.within('x').features.values()]).toEqual([a, b]);
  expect([...spec.within('z').features.values()]).toEqual([a]);
});

test('with a feature, the value that it stands in is relevant', () => {
  const outer: Feature = { kind: 'present', path: ['m'], isMap: true };
  const inner: Feature = { kind: 'true', path: ['m', 'x'] };
  const effects = new Map([[inner, new Map([['o', [['spec']]]])]]);
  expect([...Relevance.ofAll([outer, inner], effects)('o').features.values()]).toEqual([outer, inner]);
});

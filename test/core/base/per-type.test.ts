import { perType } from '../../../lib/core/base';

test('what follows from a type is found once, and for each version and kind by itself', () => {
  const asked: string[] = [];
  const lengthOf = perType(({ apiVersion, kind }) => {
    asked.push(`${apiVersion} ${kind}`);
    return kind === 'Pod' ? undefined : kind.length;
  });
  const types = [
    { apiVersion: 'v1', kind: 'Pod' },
    { apiVersion: 'v1', kind: 'Service' },
    { apiVersion: 'v1beta1', kind: 'Service' },
    { apiVersion: 'v1', kind: 'constructor' },
  ];
  for (const _ of [1, 2]) expect(types.map(lengthOf)).toEqual([undefined, 7, 7, 11]);
  expect(asked).toEqual(['v1 Pod', 'v1 Service', 'v1beta1 Service', 'v1 constructor']);
});

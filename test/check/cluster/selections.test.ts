import { selectionsOf } from '../../../lib/check/cluster';
import type { ApiObjectData, PlacedObject } from '../../../lib/core/manifest';

const deployment = (name: string, labels: object, namespace = 'shop'): ApiObjectData => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: { template: { metadata: { labels } } },
});

const service = (selector: object): ApiObjectData => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector },
});

function chosen(selector: object, ...objects: readonly ApiObjectData[]): readonly string[] {
  const placed = objects.map((object): PlacedObject => ({ object, locate: () => undefined }));
  return selectionsOf(placed)(service(selector)).map(({ name }) => name);
}

test('a Service chooses what makes pods with all of its labels, in its own namespace', () => {
  const objects = [
    deployment('web', { app: 'web', part: 'shop' }),
    deployment('api', { app: 'api', part: 'shop' }),
    deployment('elsewhere', { app: 'web', part: 'shop' }, 'blog'),
    deployment('other', { app: 'web', part: 'blog' }),
  ];
  expect(chosen({ part: 'shop', app: 'web' }, ...objects)).toEqual(['web']);
  expect(chosen({ part: 'shop' }, ...objects)).toEqual(['web', 'api']);
  expect(chosen({ part: 'shop', app: 'admin' }, ...objects)).toEqual([]);
});

test('a Service without labels chooses nothing, and a number is no text', () => {
  expect(chosen({}, deployment('web', { app: 'web' }))).toEqual([]);
  expect(chosen({ app: 1 }, deployment('web', { app: '1' }))).toEqual([]);
});

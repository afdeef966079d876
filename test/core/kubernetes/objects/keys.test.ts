import { container, deployment, found } from './support';

test('texts that can be no key of a ConfigMap or Secret are told, there and where they are asked for', () => {
  expect(
    found('{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { a/b: x, ..c: x, .d: x } }'),
  ).toEqual(['invalid-key data.a/b', 'invalid-key data...c']);
  const volumes =
    'volumes: [{ name: v, projected: { sources: [{ secret: { name: s, items: [{ key: a b, path: x }] } }] } }]';
  expect(
    found(deployment('env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: a/b } } }]', volumes)),
  ).toEqual([
    `invalid-key ${container}.env.0.valueFrom.secretKeyRef.key`,
    'invalid-key spec.template.spec.volumes.0.projected.sources.0.secret.items.0.key',
  ]);
});

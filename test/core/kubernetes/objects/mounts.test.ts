import { container, deployment, found } from './support';

test('two things at one path, and a part outside of its volume, are told', () => {
  expect(
    found(
      deployment('volumeMounts: [{ name: a, mountPath: /x }, { name: b, mountPath: /x, subPath: ../y }]'),
    ),
  ).toEqual([
    `duplicate-mount ${container}.volumeMounts.1.mountPath`,
    `invalid-path ${container}.volumeMounts.1.subPath`,
  ]);
});

test('a file whose name begins as those do by which Kubernetes swaps files is told', () => {
  const volumes = 'volumes: [{ name: v, configMap: { name: m, items: [{ key: a, path: ..data }] } }]';
  expect(found(deployment('', volumes))).toEqual([
    'invalid-path spec.template.spec.volumes.0.configMap.items.0.path',
  ]);
});

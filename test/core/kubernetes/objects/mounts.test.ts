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

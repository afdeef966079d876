import { container, deployment, found } from './support';

test('a variable comes from one place, and so does a set of them', () => {
  expect(
    found(
      deployment(
        'env: [{ name: A, valueFrom: {} }, { name: B, valueFrom: { fieldRef: { fieldPath: x }, secretKeyRef: { name: a, key: b } } }], envFrom: [{}, { secretRef: { name: a } }]',
      ),
    ),
  ).toEqual([
    `not-one-variable-source ${container}.env.0.valueFrom`,
    `not-one-variable-source ${container}.env.1.valueFrom`,
    `not-one-variable-source ${container}.envFrom.0`,
  ]);
});

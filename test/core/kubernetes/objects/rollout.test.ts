import { deployment, found, objectOf } from './support';

test('numbers of pods that are none, and rollouts that a kind does not know or that stand still, are told', () => {
  expect(found(deployment('', '', 'replicas: -1'))).toEqual(['invalid-replicas spec.replicas']);
  expect(found(deployment('', '', 'strategy: { type: OnDelete }'))).toEqual([
    'unknown-rollout-type spec.strategy.type',
  ]);
  expect(
    found(deployment('', '', 'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0% } }')),
  ).toEqual(['rollout-stands-still spec.strategy.rollingUpdate.maxSurge']);
  expect(found(objectOf('apps/v1', 'StatefulSet', '{ updateStrategy: { type: Recreate } }'))).toEqual([
    'unknown-rollout-type spec.updateStrategy.type',
  ]);
});

test('a rollout that leaves one of both out does not stand still: Kubernetes takes a quarter', () => {
  expect(found(deployment('', '', 'strategy: { rollingUpdate: { maxUnavailable: 0 } }'))).toEqual([]);
  expect(found(deployment('', '', 'strategy: { rollingUpdate: { maxSurge: 0 } }'))).toEqual([]);
});

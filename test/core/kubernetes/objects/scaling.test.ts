import { found, objectOf } from './support';

test('bounds that leave nothing between them, and budgets that say two things, are told', () => {
  expect(
    found(objectOf('autoscaling/v2', 'HorizontalPodAutoscaler', '{ minReplicas: 3, maxReplicas: 2 }')),
  ).toEqual(['min-above-max spec.minReplicas']);
  expect(
    found(objectOf('policy/v1', 'PodDisruptionBudget', '{ minAvailable: 1, maxUnavailable: 1 }')),
  ).toEqual(['budget-said-twice spec.minAvailable']);
});

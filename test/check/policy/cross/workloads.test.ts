import { reviewPolicies } from '../../../../lib/check/policy';
import type { ApiObjectData } from '../../../../lib/core/manifest';

const cross = new Set([
  'single-replica',
  'no-disruption-budget',
  'no-network-policy',
  'dangling-autoscaler',
  'budget-beyond-pods',
  'unknown-service-account',
]);

function told(...objects: readonly ApiObjectData[]): readonly string[] {
  const placed = objects.map((object) => ({ object, locate: () => undefined }));
  const { findings } = reviewPolicies(placed, { profile: 'prod' });
  return findings.map(({ rule }) => rule).filter((rule) => cross.has(rule));
}

function object(apiVersion: string, kind: string, spec: unknown): ApiObjectData {
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'shop' }, spec };
}

const labels = { app: 'web' };

const deployment = (replicas?: number): ApiObjectData =>
  object('apps/v1', 'Deployment', {
    ...(replicas !== undefined && { replicas }),
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [] } },
  });

const scaler = (minReplicas: number): ApiObjectData =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    minReplicas,
    maxReplicas: 5,
  });

const budget = object('policy/v1', 'PodDisruptionBudget', { selector: { matchLabels: labels } });
const network = object('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: { matchLabels: labels } });

test('one pod is told, two with a budget are not', () => {
  expect(told(deployment(1), network)).toEqual(['single-replica']);
  expect(told(deployment(2), network, budget)).toEqual([]);
});

test('an autoscaler says how many pods there are', () => {
  expect(told(deployment(), scaler(1), network)).toEqual(['single-replica']);
  expect(told(deployment(), scaler(2), network, budget)).toEqual([]);
});

test('several pods want a disruption budget that selects them', () => {
  expect(told(deployment(2), network)).toEqual(['no-disruption-budget']);
});

test('pods want a NetworkPolicy that selects them', () => {
  expect(told(deployment(2), budget)).toEqual(['no-network-policy']);
});

test('a budget without a selector is for no pods, and a selector that is none for none either', () => {
  const budgetOf = (spec: unknown): ApiObjectData => object('policy/v1', 'PodDisruptionBudget', spec);
  for (const spec of [{}, { selector: { matchExpressions: 3 } }, { selector: { matchLabels: [1] } }, null])
    expect(told(deployment(2), network, budgetOf(spec))).toEqual(['no-disruption-budget']);
  for (const selector of [{}, { matchLabels: null }])
    expect(told(deployment(2), network, budgetOf({ selector }))).toEqual([]);
});

test('what is called NetworkPolicy in another group is none', () => {
  const calico = object('crd.projectcalico.org/v1', 'NetworkPolicy', { selector: "app == 'other'" });
  expect(told(deployment(2), budget, calico)).toEqual(['no-network-policy']);
});

test('an autoscaler of what is not there, or of what says itself how many pods it has, is told', () => {
  expect(told(scaler(2))).toEqual(['dangling-autoscaler']);
  expect(told(deployment(2), scaler(2), network, budget)).toEqual(['dangling-autoscaler']);
});

test('of two autoscalers of one workload the first counts, and one of another namespace for none', () => {
  const elsewhere: ApiObjectData = { ...scaler(1), metadata: { name: 'web', namespace: 'other' } };
  expect(told(deployment(), elsewhere, scaler(2), scaler(1), network, budget)).toEqual([
    'dangling-autoscaler',
  ]);
  expect(told(deployment(), scaler(1), scaler(2), network, budget)).toEqual(['single-replica']);
});

const rollout = (replicas: number, pod: object = { containers: [] }): ApiObjectData =>
  object('argoproj.io/v1alpha1', 'Rollout', {
    replicas,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: pod },
  });

test('a Rollout is held to what a Deployment is', () => {
  expect(told(rollout(1), network)).toEqual(['single-replica']);
  expect(told(rollout(2), network)).toEqual(['no-disruption-budget']);
  expect(told(rollout(2), budget)).toEqual(['no-network-policy']);
  expect(told(rollout(2, { serviceAccountName: 'web' }), budget, network)).toEqual([
    'unknown-service-account',
  ]);
});

test('an autoscaler of a Rollout that is not there scales nothing', () => {
  const ofRollout = object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
    minReplicas: 2,
    maxReplicas: 5,
  });
  expect(told(deployment(2), network, budget, ofRollout)).toEqual(['dangling-autoscaler']);
});

test('a budget counts the pods of all that it selects, and says nothing where nobody knows how many they are', () => {
  const least = object('policy/v1', 'PodDisruptionBudget', {
    minAvailable: 2,
    selector: { matchLabels: labels },
  });
  const daemons = object('apps/v1', 'DaemonSet', { template: { metadata: { labels } } });
  expect(told(deployment(2), network, least)).toEqual(['budget-beyond-pods']);
  expect(told(deployment(2), rollout(2), network, least)).toEqual([]);
  expect(told(deployment(2), daemons, network, least)).toEqual([]);
});

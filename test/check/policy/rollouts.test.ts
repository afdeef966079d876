import { reviewPolicies } from '../../../lib/check/policy';
import type { ApiObjectData } from '../../../lib/core/manifest';

const rollout = (spec: object): ApiObjectData => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'web', namespace: 'shop' },
  spec,
});

const told = (object: ApiObjectData): readonly string[] =>
  reviewPolicies([{ object, locate: () => undefined }], { profile: 'prod' }).findings.map(
    ({ rule, object: at }) => `${rule} ${at?.kind}`,
  );

const template = (image: string, privileged: boolean): object => ({
  template: {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image, securityContext: { privileged } }] },
  },
});

test('a Rollout is held to what the API server asks of the ReplicaSet that is made of it', () => {
  const bad = told(rollout(template('a/b:latest', true)));
  expect(bad.filter((each) => each === 'image-without-version Rollout')).toHaveLength(1);
  expect(bad).toContain('privileged-container Rollout');
  const better = told(rollout(template('a/b:1.2.3', false)));
  expect(better).not.toContain('image-without-version Rollout');
  expect(better).not.toContain('privileged-container Rollout');
});

test('a Rollout that takes the pods of a Deployment has none of its own', () => {
  const workloadRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const policiesOfPods = /^(?:image-without-version|privileged-container|no-resource-requests) /;
  expect(told(rollout({ workloadRef })).filter((each) => policiesOfPods.test(each))).toEqual([]);
});

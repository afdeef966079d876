import { checkKubernetesObject } from '../../../../lib/core/kubernetes';
import { objectsOf } from '../../../../lib/core/manifest';

const pods = (apiVersion: string, kind: string, name = 'web'): string => `apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: ${name}
          image: 'a/b:1'
          resources: { requests: { cpu: 2 }, limits: { cpu: 1 } }
`;

const told = (yaml: string): readonly (readonly [rule: string, consequence: string | undefined])[] =>
  objectsOf(yaml, 'objects.yaml').objects.flatMap(({ object }) =>
    checkKubernetesObject(object).map(({ rule, consequence }) => [rule, consequence] as const),
  );

test.each([
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'ReplicaSet'],
  ['v1', 'ReplicationController'],
  ['batch/v1', 'Job'],
])('%s %s is refused for its pods', (apiVersion, kind) => {
  expect(told(pods(apiVersion, kind))).toEqual([
    ['limit-below-request', 'The API server refuses the workload.'],
  ]);
});

test('a Rollout is held to the rules of pods, which Argo Rollouts asks when the API server has taken it', () => {
  expect(told(pods('argoproj.io/v1alpha1', 'Rollout'))).toEqual([
    ['limit-below-request', 'Argo Rollouts takes the Rollout for invalid and changes no pods.'],
  ]);
  const both = told(pods('argoproj.io/v1alpha1', 'Rollout', 'W'));
  expect(both.map(([rule]) => rule)).toEqual(['invalid-name', 'limit-below-request']);
  expect(told(pods('example.com/v1', 'Rollout'))).toEqual([]);
});

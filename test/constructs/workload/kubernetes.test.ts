import type { Container, PodSpec } from '../../../lib/constructs/workload/kubernetes';

test('a misspelt field of a pod or a container does not compile', () => {
  const container: Container = { name: 'shop', image: 'shop:1' };
  // @ts-expect-error -- it is terminationGracePeriodSeconds
  const pod: PodSpec = { containers: [container], terminationGracePeriodSecond: 40 };
  // @ts-expect-error -- it is readOnlyRootFilesystem
  const secured: Container = { ...container, securityContext: { readOnlyRootFileSystem: true } };
  expect([pod, secured]).toHaveLength(2);
});

import { checkKubernetesObject } from '../../../../lib/core/kubernetes';

const found = (apiVersion: string, kind: string, name: string, namespace?: string) =>
  checkKubernetesObject({
    apiVersion,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
  }).map(({ rule, message }) => `${rule}: ${message}`);

test('names and namespaces that the API server refuses are told, each as its kind wants them', () => {
  expect(found('v1', 'ConfigMap', 'My_Map', 'a.b')).toEqual([
    'invalid-name: "My_Map" is no name for a ConfigMap.',
    'invalid-namespace: "a.b" is no name for a namespace.',
  ]);
  expect(found('rbac.authorization.k8s.io/v1', 'ClusterRole', 'System:Node')).toEqual([]);
});

test('names to which a controller adds its own are shorter', () => {
  for (const [type, kind, most] of [
    ['batch/v1', 'CronJob', 52],
    ['batch/v1', 'Job', 63],
    ['apps/v1', 'StatefulSet', 52],
  ] as const) {
    expect(found(type, kind, 'a'.repeat(most))).toEqual([]);
    const [told] = found(type, kind, 'a'.repeat(most + 1));
    expect(told).toContain(`has ${most + 1} characters, and a ${kind} can have ${most}.`);
  }
});

test('what Docker runs has the names that Docker takes', () => {
  expect(found('docker.com/v1', 'Container', 'shop_web_1')).toEqual([]);
});

import { container, deployment, found, objectOf } from './support';

const resources = `${container}.resources`;

test('amounts that are none, thousandths of a byte and a few bytes are told', () => {
  expect(
    found(deployment("resources: { requests: { cpu: lots, memory: 512m }, limits: { memory: '64' } }")),
  ).toEqual([
    `invalid-quantity ${resources}.requests.cpu`,
    `thousandths-of-a-byte ${resources}.requests.memory`,
    `size-in-bytes ${resources}.limits.memory`,
  ]);
});

test('one amount for request and limit is told once', () => {
  expect(found(deployment('resources: { requests: { cpu: x }, limits: { cpu: x } }'))).toEqual([
    `invalid-quantity ${resources}.requests.cpu`,
  ]);
});

test('sizes of volumes and claims are amounts too', () => {
  expect(found(deployment('', 'volumes: [{ name: a, emptyDir: { sizeLimit: big } }]'))).toEqual([
    'invalid-quantity spec.template.spec.volumes.0.emptyDir.sizeLimit',
  ]);
  expect(
    found(objectOf('v1', 'PersistentVolumeClaim', '{ resources: { requests: { storage: 10 } } }')),
  ).toEqual(['size-in-bytes spec.resources.requests.storage']);
});

test('amounts that Kubernetes takes are fine, numbers among them', () => {
  expect(
    found(deployment('resources: { requests: { cpu: 0.5, memory: 1Gi }, limits: { cpu: 2, memory: 2e9 } }')),
  ).toEqual([]);
});

test('devices are counted', () => {
  expect(found(deployment("resources: { limits: { nvidia.com/gpu: '0.5', cpu: '0.5' } }"))).toEqual([
    `invalid-quantity ${resources}.limits.nvidia.com/gpu`,
  ]);
});

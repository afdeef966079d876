import { checkKubernetesObject } from '../../../lib/core/kubernetes';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { Box } from '../support';

let count = 0;

function object(apiVersion: string, kind: string, spec: object): ApiObjectData {
  return { apiVersion, kind, metadata: { name: `mistake${++count}` }, spec };
}

const labels = { app: 'a' };

function deployment(container: object, pod: object = {}, spec: object = {}): ApiObjectData {
  return object('apps/v1', 'Deployment', {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { containers: [{ name: 'a', image: 'a/b:1', ...container }], ...pod },
    },
    ...spec,
  });
}

const job = { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a/b:1' }] } } };
const volumes = [{ name: 'v', emptyDir: {} }];
const network = (ipBlock: object, more: object = {}): ApiObjectData =>
  object('networking.k8s.io/v1', 'NetworkPolicy', {
    podSelector: {},
    ingress: [{ from: [{ ipBlock, ...more }] }],
  });

test.each<readonly [string, () => ApiObjectData]>([
  ['invalid-quantity', () => deployment({ resources: { requests: { cpu: 'lots' } } })],
  ['limit-below-request', () => deployment({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } })],
  ['not-one-variable-source', () => deployment({ env: [{ name: 'A', valueFrom: {} }] })],
  ['not-one-variable-source', () => deployment({ envFrom: [{}] })],
  ['invalid-port-name', () => deployment({ ports: [{ name: 'HTTP', containerPort: 80 }] })],
  ['invalid-port-number', () => deployment({ ports: [{ containerPort: 65536 }] })],
  [
    'duplicate-mount',
    () => deployment({ volumeMounts: [1, 2].map(() => ({ name: 'v', mountPath: '/x' })) }, { volumes }),
  ],
  [
    'invalid-path',
    () => deployment({ volumeMounts: [{ name: 'v', mountPath: '/x', subPath: '../y' }] }, { volumes }),
  ],
  [
    'several-probe-handlers',
    () => deployment({ livenessProbe: { tcpSocket: { port: 80 }, httpGet: { port: 80 } } }),
  ],
  [
    'invalid-success-threshold',
    () => deployment({ livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } }),
  ],
  [
    'grace-period-of-readiness',
    () => deployment({ readinessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 5 } }),
  ],
  ['invalid-replicas', () => deployment({}, {}, { replicas: -1 })],
  ['unknown-rollout-type', () => deployment({}, {}, { strategy: { type: 'OnDelete' } })],
  [
    'rollout-stands-still',
    () => deployment({}, {}, { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } }),
  ],
  ['node-port-without-type', () => object('v1', 'Service', { ports: [{ port: 80, nodePort: 30000 }] })],
  [
    'duplicate-port',
    () => object('v1', 'Service', { ports: ['a', 'b'].map((name) => ({ name, port: 80 })) }),
  ],
  ['invalid-port-name', () => object('v1', 'Service', { ports: [{ name: 'HTTP', port: 80 }] })],
  [
    'option-of-other-service-type',
    () => object('v1', 'Service', { externalTrafficPolicy: 'Local', ports: [{ port: 80 }] }),
  ],
  [
    'min-above-max',
    () =>
      object('autoscaling/v2', 'HorizontalPodAutoscaler', {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' },
        minReplicas: 3,
        maxReplicas: 2,
      }),
  ],
  [
    'budget-said-twice',
    () => object('policy/v1', 'PodDisruptionBudget', { minAvailable: 1, maxUnavailable: 1 }),
  ],
  ['invalid-network', () => network({ cidr: '10.0.0.0/33' })],
  ['network-peer-said-twice', () => network({ cidr: '10.0.0.0/8' }, { podSelector: {} })],
  [
    'invalid-schedule',
    () => object('batch/v1', 'CronJob', { schedule: '* * *', jobTemplate: { spec: job } }),
  ],
  [
    'unknown-time-zone',
    () =>
      object('batch/v1', 'CronJob', {
        schedule: '@daily',
        timeZone: 'Europe/Nowhere',
        jobTemplate: { spec: job },
      }),
  ],
  [
    'indexed-without-completions',
    () => object('batch/v1', 'Job', { ...job, completionMode: 'Indexed', parallelism: 2 }),
  ],
  ['invalid-name', () => deployment({ name: 'A' })],
  ['invalid-name', () => deployment({}, { initContainers: [{ name: 'a', image: 'a/b:1' }] })],
  ['invalid-name', () => deployment({}, { volumes: [{ name: 'a.b', emptyDir: {} }] })],
  ['invalid-name', () => ({ ...object('batch/v1', 'Job', job), metadata: { name: 'a'.repeat(64) } })],
  [
    'invalid-label',
    () => ({ ...object('v1', 'ConfigMap', {}), metadata: { name: 'a', labels: { a: '-' } } }),
  ],
  [
    'invalid-label',
    () => ({ ...object('v1', 'ConfigMap', {}), metadata: { name: 'a', annotations: { 'a b': 'x' } } }),
  ],
  ['invalid-key', () => ({ ...object('v1', 'ConfigMap', {}), data: { 'a/b': 'x' } })],
  [
    'invalid-key',
    () => deployment({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'a/b' } } }] }),
  ],
  [
    'invalid-path',
    () =>
      deployment(
        {},
        { volumes: [{ name: 'v', secret: { secretName: 's', items: [{ key: 'a', path: '..a' }] } }] },
      ),
  ],
  ['invalid-quantity', () => deployment({ resources: { limits: { 'example.com/gpu': '0.5' } } })],
  ['service-without-port', () => object('v1', 'Service', { selector: labels })],
  ['invalid-external-name', () => object('v1', 'Service', { type: 'ExternalName', externalName: 'a_b' })],
  [
    'option-of-other-service-type',
    () => object('v1', 'Service', { type: 'ExternalName', externalName: 'a', clusterIP: 'None' }),
  ],
  [
    'invalid-address',
    () => ({
      ...object('discovery.k8s.io/v1', 'EndpointSlice', {}),
      addressType: 'IPv4',
      endpoints: [{ addresses: ['::1'] }],
      ports: [],
    }),
  ],
  [
    'data-too-large',
    () => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'large' },
      data: { a: 'x'.repeat(1024 * 1024 + 1) },
    }),
  ],
])('the API server refuses what %s tells', async (rule, make) => {
  const made = make();
  expect(checkKubernetesObject(made).map((finding) => finding.rule)).toEqual([rule]);
  const { rejected } = await Box.shared().tryApply([made], { namespace: 'kubernetes-mistakes' });
  expect(rejected.map(({ object: refused }) => refused.kind)).toContain(made.kind);
});

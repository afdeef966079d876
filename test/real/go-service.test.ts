import { App, ApiObject, Chart } from 'cdk8s';
import { collectProblems } from '../../lib/constructs/construct';
import type { ApiObjectData } from '../../lib/core/manifest';
import { GoService, type GoServiceProps } from '../../lib/constructs/workload';
import { Box } from './support';

const full: GoServiceProps = {
  image: 'ghcr.io/acme/shop:1.4.2',
  ports: {
    http: { port: 8080, servicePort: 80, nodePort: 30080 },
    grpc: 9000,
    metrics: 9090,
    dns: { port: 53, protocol: 'UDP' },
    'dns-tcp': 53,
  },
  service: {
    type: 'NodePort',
    externalTrafficPolicy: 'Local',
    trafficDistribution: 'PreferSameZone',
    sessionAffinity: 'ClientIP',
  },
  imagePullPolicy: 'Always',
  imagePullSecrets: ['registry'],
  probes: {
    startup: { grpc: { service: 'shop' } },
    liveness: { exec: { command: ['/shop', 'ping'] }, terminationGracePeriodSeconds: 5 },
    readiness: { httpGet: { port: 8080, httpHeaders: { Host: 'x' } }, successThreshold: 2 },
  },
  autoscaling: {
    maxReplicas: 5,
    cpu: 60,
    memory: 80,
    scaleUp: { selectPolicy: 'Min', policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
  },
  rollout: { maxSurge: '25%', minReadySeconds: 5, progressDeadlineSeconds: 120, revisionHistoryLimit: 3 },
  resources: { requests: { cpu: 0.25 }, limits: { memory: '1Gi', 'ephemeral-storage': '1Gi' } },
  go: { version: '1.24', memoryLimit: 'downward' },
  env: {
    SECRET: { valueFrom: { secretKeyRef: { name: 's', key: 'k', optional: true } } },
    URL: 'http://$(HOST)',
    HOST: 'x',
    IP: { valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
  },
  envFrom: [{ secretRef: { name: 's', optional: true }, prefix: 'P_' }],
  telemetry: { endpoint: 'http://otel:4317', protocol: 'grpc', sampleRatio: 0.1 },
  config: {
    env: { A: 1 },
    files: {
      '/etc/shop/a.yaml': 'a: 1\n',
      '/etc/other/größe': 'b',
      '/etc/ssl/c.pem': { content: 'c', keepDirectory: true },
    },
  },
  secrets: { env: { B: 'x' }, files: { '/etc/shop/key': 'k' } },
  mounts: {
    '/etc/shop/ca.pem': { configMap: { name: 'ca', optional: true }, key: 'ca.crt', defaultMode: 0o440 },
    '/run/all': { secret: { name: 'all' } },
    '/shared': { persistentVolumeClaim: { claimName: 'media', accessMode: 'ReadWriteMany' } },
  },
  writable: { '/cache': { sizeLimit: '16Mi', medium: 'Memory' } },
  initContainers: { wait: { args: ['wait'] }, proxy: { image: 'proxy:1', restartPolicy: 'Always' } },
  preflight: { args: ['--preflight'] },
  placement: {
    arch: ['amd64', 'arm64'],
    nodePool: { name: 'edge' },
    accelerators: { 'nvidia.com/gpu': 1 },
    tolerations: [{ key: 'x', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }],
    zones: 'hard',
    runtimeClassName: 'gvisor',
  },
  securityContext: {
    runAsUser: 1000,
    supplementalGroups: [2000],
    capabilities: { add: ['NET_BIND_SERVICE'] },
  },
  networkPolicy: {
    routedPorts: ['http', 'dns'],
    ingress: [
      {
        from: [{ namespace: 'monitoring' }, { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }, {}],
        ports: ['metrics'],
      },
    ],
    egress: [{ to: [{ namespaceLabels: { a: 'b' }, podLabels: { c: 'd' } }], ports: [{ port: 5432 }] }, {}],
  },
  component: 'api',
  partOf: 'store',
  labels: { 'example.com/team': 'a' },
  annotations: { 'example.com/owner': 'b' },
};

const plain: GoServiceProps = { image: 'ghcr.io/acme/shop:1.4.2', ports: { http: 8080 } };

/** The objects of a service and what the checks say about it; the objects are made even where that is bad. */
function made(props: GoServiceProps): {
  readonly objects: readonly ApiObjectData[];
  readonly errors: readonly string[];
} {
  const chart = new Chart(new App(), 'chart');
  new GoService(chart, 'shop', props);
  const objects = chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  return {
    objects: objects.map((object): ApiObjectData => object.toJson()),
    errors: collectProblems(chart)
      .filter(({ severity }) => severity === 'error')
      .map(({ rule }) => rule),
  };
}

test.each<[string, GoServiceProps]>([
  ['an image and a port', plain],
  ['nothing but an image', { image: 'nats:2.12.1' }],
  ['every option of a Deployment', full],
  [
    'volumes of its own',
    {
      ...plain,
      replicas: 3,
      volumeClaims: {
        data: { mountPath: '/data', size: '10Gi', storageClassName: 'fast', labels: { a: 'b' } },
      },
      mounts: { '/backup': { volumeClaim: 'data', subPath: 'backup' } },
      rollout: { type: 'OnDelete', podManagementPolicy: 'Parallel' },
    },
  ],
  ['a Recreate rollout', { ...plain, rollout: { type: 'Recreate' } }],
  [
    'everything turned off',
    {
      ...plain,
      probes: false,
      resources: false,
      go: false,
      service: false,
      serviceAccount: false,
      networkPolicy: false,
      podDisruptionBudget: false,
      writable: { '/tmp': false },
      shutdown: { preStopSeconds: 0 },
    },
  ],
])(
  'the API server takes a service with %s, and Pod Security "restricted" has nothing to say',
  async (_title, props) => {
    const { objects, errors } = made(props);
    expect(errors).toEqual([]);
    const { warnings } = await Box.shared().apply(objects, { namespace: namespaceOf() });
    expect(warnings).toEqual([]);
  },
);

test.each<[string, GoServiceProps]>([
  ['invalid-port-name', { ...plain, ports: { 'not--fine': 8080 } }],
  ['invalid-port-number', { ...plain, ports: { http: { port: 65536, inService: false } } }],
  [
    'duplicate-port',
    { ...plain, ports: { a: { port: 1, servicePort: 80 }, b: { port: 2, servicePort: 80 } } },
  ],
  ['node-port-without-type', { ...plain, ports: { http: { port: 80, nodePort: 30081 } } }],
  ['option-of-other-service-type', { ...plain, service: { externalTrafficPolicy: 'Local' } }],
  ['option-of-other-service-type', { ...plain, service: { loadBalancerSourceRanges: ['10.0.0.0/8'] } }],
  ['option-of-other-service-type', { ...plain, service: { loadBalancerClass: 'example.com/x' } }],
  ['invalid-quantity', { ...plain, resources: { limits: { memory: '1Mb' } } }],
  ['limit-below-request', { ...plain, resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }],
  ['invalid-label', { ...plain, labels: { 'a b': 'c' } }],
  ['invalid-label', { ...plain, partOf: 'not fine' }],
  ['invalid-variable-name', { ...plain, env: { 'A=B': 'x' } }],
  ['not-one-variable-source', { ...plain, env: { A: { valueFrom: {} } } }],
  ['several-probe-handlers', { ...plain, probes: { liveness: { httpGet: {}, exec: { command: ['x'] } } } }],
  ['invalid-success-threshold', { ...plain, probes: { liveness: { successThreshold: 2 } } }],
  ['grace-period-of-readiness', { ...plain, probes: { readiness: { terminationGracePeriodSeconds: 5 } } }],
  ['min-above-max', { ...plain, autoscaling: { minReplicas: 3, maxReplicas: 2 } }],
  ['rollout-stands-still', { ...plain, rollout: { maxSurge: 0 } }],
  ['unknown-rollout-type', { ...plain, kind: 'StatefulSet', rollout: { type: 'Recreate' } }],
  ['unknown-rollout-type', { ...plain, rollout: { type: 'OnDelete' } }],
  ['budget-said-twice', { ...plain, podDisruptionBudget: { minAvailable: 1, maxUnavailable: 1 } }],
  ['duplicate-mount', { ...plain, writable: { '/etc/a': '1Mi' }, config: { files: { '/etc/a/x': 'x' } } }],
  ['invalid-path', { ...plain, mounts: { '/a': { emptyDir: {}, subPath: '../b' } } }],
  ['invalid-path', { ...plain, config: { files: { '/etc/shop/..data': 'x' } } }],
  ['unknown-volume-claim', { ...plain, mounts: { '/a': { volumeClaim: 'data' } } }],
  ['data-too-large', { ...plain, config: { files: { '/a/b': 'x'.repeat(1024 * 1024 + 1) } } }],
  ['invalid-name', { ...plain, name: 'Shop' }],
  ['invalid-name', { ...plain, initContainers: { shop: {} } }],
  [
    'invalid-network',
    { ...plain, networkPolicy: { ingress: [{ from: [{ cidr: '10.0.0.0' }], ports: ['http'] }] } },
  ],
  ['invalid-replicas', { ...plain, replicas: -1 }],
])('what we call %s, the API server refuses', async (rule, props) => {
  const { objects, errors } = made(props);
  expect(errors).toContain(rule);
  const { rejected } = await Box.shared().tryApply(objects, { namespace: namespaceOf() });
  expect(rejected).not.toEqual([]);
});

let count = 0;

function namespaceOf(): string {
  return `go-service-${process.pid}-${++count}`;
}

import type { ApiObjectData } from '../../../lib/core/manifest';
import { isPlainMap } from '../../../lib/core/base';
import type { Random } from '../../real/muxer/random';

type Fields = Record<string, unknown>;

/** Objects of the kinds that policies are for, each field of theirs now there and now not. */
export function randomObject(random: Random, name: string): ApiObjectData {
  const make = random.pick(makers);
  const { apiVersion, kind, metadata = {}, ...rest } = make(random);
  return {
    ...rest,
    apiVersion: String(apiVersion),
    kind: String(kind),
    metadata: {
      name,
      ...(isWide(kind) ? {} : { namespace: random.once(8) ? 'default' : 'shop' }),
      ...labels(random),
      ...(isPlainMap(metadata) && metadata),
    },
  };
}

function isWide(kind: unknown): boolean {
  return kind === 'ClusterRole' || kind === 'Namespace';
}

function labels(random: Random): Fields {
  return random.once(2)
    ? { labels: { 'app.kubernetes.io/name': 'shop', ...(random.once(3) && { team: 'a' }) } }
    : {};
}

/** A field that is there about as often as not. */
function maybe(random: Random, key: string, values: readonly unknown[]): Fields {
  return random.once(2) ? {} : { [key]: random.pick(values) };
}

function container(random: Random, name: string): Fields {
  const isPrivileged = random.once(10);
  const escalation = isPrivileged ? [true] : [true, false, false];
  const security = {
    ...(isPrivileged && { privileged: true }),
    ...maybe(random, 'allowPrivilegeEscalation', escalation),
    ...maybe(random, 'runAsNonRoot', [true, true, false]),
    ...maybe(random, 'runAsUser', [0, 1000, 65_532]),
    ...maybe(random, 'readOnlyRootFilesystem', [true, false]),
    ...maybe(random, 'procMount', ['Default']),
    ...maybe(random, 'seccompProfile', [{ type: 'RuntimeDefault' }, { type: 'Unconfined' }]),
    ...maybe(random, 'capabilities', [
      { drop: ['ALL'] },
      { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
      { add: ['SYS_TIME'] },
      {},
    ]),
  };
  const probe = { httpGet: { path: '/healthz', port: 8080 } };
  return {
    name,
    image: random.pick([
      'example.com/app:1.2.3',
      'example.com/app',
      'example.com:5000/app',
      'example.com/app:latest',
      'ko://example.com/cmd/app',
      `example.com/app@sha256:${'a'.repeat(64)}`,
      `example.com/app:1.0@sha256:${'b'.repeat(64)}`,
    ]),
    ...(random.chance(0.8) && { securityContext: security }),
    ...maybe(random, 'env', [
      [{ name: 'LOG', value: 'debug' }],
      [{ name: 'DB_PASSWORD', value: 'hunter2' }],
      [{ name: 'API_TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }],
      [{ name: 'GOMEMLIMIT', value: '120MiB' }],
      [{ name: 'GOMEMLIMIT', value: '134217728' }],
      [{ name: 'GOMEMLIMIT', value: 'off' }],
      [{ name: 'GOMEMLIMIT', value: '64MiB' }],
      [{ name: 'GOMEMLIMIT', value: '115Mi' }],
    ]),
    ...maybe(random, 'resources', [
      { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      { requests: { cpu: '100m' }, limits: { cpu: '500m', memory: '128Mi', 'ephemeral-storage': '1Gi' } },
      { limits: { memory: '128Mi' } },
      {},
    ]),
    ...maybe(random, 'ports', [
      [{ containerPort: 8080 }],
      [{ containerPort: 8080, name: 'grpc' }],
      [{ containerPort: 22 }],
      [],
    ]),
    ...maybe(random, 'readinessProbe', [probe, { tcpSocket: { port: 8080 } }, { grpc: { port: 8080 } }]),
    ...maybe(random, 'livenessProbe', [probe]),
    ...maybe(random, 'lifecycle', [{ preStop: { sleep: { seconds: 5 } } }, {}]),
  };
}

const spread = { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' };

function podSpec(random: Random, restartPolicy?: string): Fields {
  return {
    containers: random.list(1, 2, () => 0).map((_, index) => container(random, `c${index}`)),
    ...(random.once(4) && { initContainers: [initContainer(random)] }),
    ...(restartPolicy !== undefined && { restartPolicy }),
    ...(random.once(8) && { hostPID: true }),
    ...(random.once(8) && { hostIPC: false }),
    ...maybe(random, 'automountServiceAccountToken', [true, false]),
    ...maybe(random, 'serviceAccountName', ['app', 'default']),
    ...maybe(random, 'securityContext', [
      {},
      { runAsNonRoot: true },
      { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: 'RuntimeDefault' } },
      { runAsUser: 0 },
      { sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] },
      { sysctls: [{ name: 'kernel.msgmax', value: '1' }] },
    ]),
    ...maybe(random, 'volumes', [
      [{ name: 'a', emptyDir: {} }],
      [{ name: 'a', emptyDir: { sizeLimit: '1Gi' } }],
      [{ name: 'a', hostPath: { path: '/tmp' } }],
      [
        { name: 'a', configMap: { name: 'x' } },
        { name: 'b', nfs: { server: '10.0.0.1', path: '/x' } },
      ],
    ]),
    ...maybe(random, 'topologySpreadConstraints', [
      [spread],
      [{ ...spread, labelSelector: { matchLabels: { app: 'x' } } }],
      [{ ...spread, labelSelector: { matchLabels: { app: 'other' } } }],
    ]),
  };
}

function initContainer(random: Random): Fields {
  const { readinessProbe: _r, livenessProbe: _l, lifecycle: _c, ...rest } = container(random, 'init');
  return rest;
}

function template(random: Random, restartPolicy?: string): Fields {
  return { metadata: { labels: { app: 'x' } }, spec: podSpec(random, restartPolicy) };
}

function sticky(random: Random): Fields {
  return maybe(random, 'sticky', [
    { cookie: {} },
    { cookie: { secure: true, httpOnly: true, sameSite: 'lax' } },
    { cookie: { secure: true, sameSite: 'none' } },
  ]);
}

const selector = { matchLabels: { app: 'x' } };

const makers: readonly ((random: Random) => Fields)[] = [
  (random) => ({ apiVersion: 'v1', kind: 'Pod', spec: podSpec(random) }),
  (random) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    spec: {
      selector,
      template: template(random),
      ...maybe(random, 'replicas', [1, 2, 3]),
      ...maybe(random, 'strategy', [
        { type: 'Recreate' },
        { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } },
        { rollingUpdate: { maxUnavailable: '50%' } },
      ]),
    },
  }),
  (random) => ({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    spec: { selector, serviceName: 'x', template: template(random) },
  }),
  (random) => ({ apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { selector, template: template(random) } }),
  (random) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    spec: {
      template: { spec: podSpec(random, 'Never') },
      ...maybe(random, 'ttlSecondsAfterFinished', [0, 100]),
    },
  }),
  (random) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    spec: { schedule: '0 0 * * *', jobTemplate: { spec: { template: { spec: podSpec(random, 'Never') } } } },
  }),
  (random) => ({
    apiVersion: 'v1',
    kind: 'Service',
    spec: random.once(5)
      ? { type: 'ExternalName', externalName: 'example.com' }
      : { ports: [{ port: 80 }], ...maybe(random, 'type', ['ClusterIP', 'NodePort', 'LoadBalancer']) },
  }),
  (random) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: random.pick([{}, { 'db-password': 'hunter2' }, { token: '' }, { host: 'db' }]),
  }),
  (random) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    spec: {
      podSelector: {},
      ...maybe(random, 'ingress', [[], [{}], [{ from: [] }], [{ from: [{ podSelector: {} }] }]]),
    },
  }),
  (random) => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    spec: {
      selector,
      ...random.pick([
        { maxUnavailable: 0 },
        { maxUnavailable: '0%' },
        { maxUnavailable: 1 },
        { minAvailable: '100%' },
        { minAvailable: 1 },
      ]),
      ...maybe(random, 'unhealthyPodEvictionPolicy', ['AlwaysAllow', 'IfHealthyBudget']),
    },
  }),
  (random) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: random.pick(['Role', 'ClusterRole']),
    rules: [
      {
        apiGroups: [random.pick(['', '*', 'apps'])],
        resources: [random.pick(['secrets', 'pods', '*', 'pods/exec'])],
        verbs: [random.pick(['get', '*', 'create'])],
        ...maybe(random, 'resourceNames', [['one']]),
      },
    ],
  }),
  (random) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: random.pick(['view', 'cluster-admin']),
    },
    subjects: [{ kind: 'ServiceAccount', name: 'x', namespace: 'shop' }],
  }),
  (random) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: random.once(2) ? { labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } : {},
  }),
  (random) => ({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    spec: {
      ...maybe(random, 'entryPoints', [['web'], []]),
      routes: [
        {
          match: 'Host(`a.example.com`)',
          kind: 'Rule',
          services: [{ name: random.pick(['x', 'y@file']), port: 80, ...sticky(random) }],
          ...maybe(random, 'syntax', ['v2', 'v3']),
          ...maybe(random, 'middlewares', [[{ name: 'auth' }], [{ name: 'auth@file' }]]),
        },
      ],
    },
  }),
  (random) => ({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'TraefikService',
    spec: random.once(2)
      ? { weighted: { services: [{ name: 'x', port: 80, ...sticky(random) }], ...sticky(random) } }
      : {
          mirroring: {
            name: 'x',
            port: 80,
            mirrors: [{ name: 'y', port: 80, percent: 10 }],
            ...maybe(random, 'maxBodySize', [-1, 0, 1024]),
            ...maybe(random, 'mirrorBody', [true, false]),
          },
        },
  }),
  (random) => ({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    spec: {
      secretName: 'x',
      issuerRef: { name: 'x' },
      dnsNames: ['a.example.com'],
      ...maybe(random, 'privateKey', [
        { algorithm: 'ECDSA' },
        { algorithm: 'RSA', size: 2048 },
        { rotationPolicy: 'Never' },
        { size: 4096 },
      ]),
    },
  }),
];

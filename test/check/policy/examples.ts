import type { ApiObjectData } from '../../../lib/core/manifest';

interface Example {
  readonly wrong: ApiObjectData;
  readonly right: ApiObjectData;
}

type Fields = Readonly<Record<string, unknown>>;

const good = {
  name: 'app',
  image: `example.com/app:1.0@sha256:${'a'.repeat(64)}`,
  ports: [{ containerPort: 8080 }],
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
  lifecycle: { preStop: { sleep: { seconds: 10 } } },
};

function deployment(pod: Fields, container: Fields = {}, spec: Fields = {}): ApiObjectData {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'shop' } },
    spec: {
      replicas: 2,
      strategy: { rollingUpdate: { maxUnavailable: 0 } },
      selector: { matchLabels: { app: 'shop' } },
      template: {
        metadata: { labels: { app: 'shop' } },
        spec: {
          serviceAccountName: 'shop',
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65_532,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          topologySpreadConstraints: [{ labelSelector: { matchLabels: { app: 'shop' } } }],
          ...pod,
          containers: [{ ...good, ...container }],
        },
      },
      ...spec,
    },
  };
}

const right = deployment({});

const half = { resources: { limits: { cpu: '500m' } } };
const memory = { name: 'GOMEMLIMIT', value: '115MiB' };
const grpc = { name: 'grpc', containerPort: 9000 };

function ofPod(pod: Fields): Example {
  return { wrong: deployment(pod), right };
}

function ofContainer(container: Fields): Example {
  return { wrong: deployment({}, container), right };
}

function ofSecurity(security: Fields): Example {
  return ofContainer({ securityContext: { ...good.securityContext, ...security } });
}

function object(apiVersion: string, kind: string, spec: unknown, metadata: Fields = {}): ApiObjectData {
  return { apiVersion, kind, metadata: { name: 'shop', namespace: 'shop', ...metadata }, spec };
}

function ofSpecs(apiVersion: string, kind: string, wrong: unknown, other: unknown): Example {
  return { wrong: object(apiVersion, kind, wrong), right: object(apiVersion, kind, other) };
}

const budget = { selector: { matchLabels: { app: 'shop' } }, maxUnavailable: 1 };
const roles = 'rbac.authorization.k8s.io/v1';

function role(rule: Fields): ApiObjectData {
  return { apiVersion: roles, kind: 'Role', metadata: { name: 'shop', namespace: 'shop' }, rules: [rule] };
}

function binding(name: string): ApiObjectData {
  return { ...role({}), kind: 'RoleBinding', roleRef: { apiGroup: roles, kind: 'ClusterRole', name } };
}

function route(fields: Fields, spec: Fields = { entryPoints: ['web'] }): unknown {
  return { ...spec, routes: [{ match: 'Path(`/`)', kind: 'Rule', services: [], ...fields }] };
}

const traefik = 'traefik.io/v1alpha1';

/** For each policy, an object that breaks it, and one like it that does not. */
export const examples: Readonly<Record<string, Example>> = {
  'host-network': ofPod({ hostNetwork: true }),
  'host-processes': ofPod({ hostPID: true }),
  'privileged-container': ofSecurity({ privileged: true }),
  'privilege-escalation': ofSecurity({ allowPrivilegeEscalation: true }),
  'runs-as-root': ofSecurity({ runAsUser: 0 }),
  'unnumbered-user': ofPod({ securityContext: { runAsNonRoot: true } }),
  'kept-capabilities': ofSecurity({ capabilities: { drop: ['ALL'], add: ['NET_RAW'] } }),
  'no-seccomp': ofSecurity({ seccompProfile: { type: 'Unconfined' } }),
  'writable-root-file-system': ofSecurity({ readOnlyRootFilesystem: false }),
  'host-path': ofPod({ volumes: [{ name: 'docker', hostPath: { path: '/var/run/docker.sock' } }] }),
  'host-port': ofContainer({ ports: [{ containerPort: 8080, hostPort: 80 }] }),
  'unsafe-kernel-settings': ofPod({ securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }),
  'unusual-volume': ofPod({ volumes: [{ name: 'share', nfs: { server: '10.0.0.1', path: '/' } }] }),
  'mounted-token': {
    wrong: object('v1', 'Pod', { containers: [good] }),
    right: object('v1', 'Pod', { containers: [good], automountServiceAccountToken: false }),
  },
  'default-service-account': ofPod({ serviceAccountName: 'default' }),
  'image-without-version': ofContainer({ image: 'example.com:5000/app' }),
  'image-by-tag': ofContainer({ image: 'example.com/app:1.0' }),
  'unbuilt-image': ofContainer({ image: 'ko://example.com/cmd/app' }),
  'secret-in-variable': ofContainer({ env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }),
  'secret-in-config-map': {
    wrong: { ...object('v1', 'ConfigMap', undefined), data: { 'db-password': 'hunter2' } },
    right: { ...object('v1', 'ConfigMap', undefined), data: { 'db-host': 'db' } },
  },
  'repeated-variable': ofContainer({
    env: [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ],
  }),
  'no-resource-requests': ofContainer({ resources: { requests: { cpu: '1' } } }),
  'invalid-go-memory': {
    wrong: deployment({}, { env: [{ name: 'GOMEMLIMIT', value: '115Mi' }] }),
    right: deployment({}, { env: [{ name: 'GOMEMLIMIT', value: '115MiB' }] }),
  },
  'go-memory-below-limit': {
    wrong: deployment({}, { env: [{ name: 'GOMEMLIMIT', value: '64MiB' }] }),
    right: deployment({}, { env: [{ name: 'GOMEMLIMIT', value: '115MiB' }] }),
  },
  'go-threads-beyond-limit': {
    wrong: deployment({}, { ...half, env: [memory] }),
    right: deployment({}, { ...half, env: [memory, { name: 'GOMAXPROCS', value: '1' }] }),
  },
  'no-disk-limit': {
    wrong: right,
    right: deployment({}, { resources: { limits: { 'ephemeral-storage': '1Gi' } } }),
  },
  'grpc-without-probe': {
    wrong: deployment({}, { ports: [grpc], readinessProbe: { tcpSocket: { port: 'grpc' } } }),
    right: deployment({}, { ports: [grpc], readinessProbe: { grpc: { port: 9000 } } }),
  },
  'privileged-port': ofContainer({ ports: [{ containerPort: 22 }] }),
  'open-network-policy': ofSpecs(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    { podSelector: {}, ingress: [{ ports: [{ port: 8080 }] }] },
    { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] },
  ),
  'go-memory-beyond-limit': {
    wrong: deployment({}, { env: [{ name: 'GOMEMLIMIT', value: '128MiB' }] }),
    right: deployment({}, { env: [{ name: 'GOMEMLIMIT', value: '115MiB' }] }),
  },
  'unbounded-disk': ofPod({ volumes: [{ name: 'tmp', emptyDir: {} }] }),
  'no-readiness-probe': {
    wrong: deployment({}, { readinessProbe: undefined }),
    right,
  },
  'equal-probes': ofContainer({ livenessProbe: good.readinessProbe }),
  'interrupting-rollout': { wrong: deployment({}, {}, { strategy: { type: 'Recreate' } }), right },
  'abrupt-stop': ofContainer({ lifecycle: {} }),
  'pods-on-one-node': ofPod({ topologySpreadConstraints: undefined }),
  'lost-pods': { wrong: deployment({}, {}, { selector: { matchLabels: { app: 'other' } } }), right },
  'leftover-job': ofSpecs(
    'batch/v1',
    'Job',
    { template: { spec: { containers: [good] } } },
    { ttlSecondsAfterFinished: 0, template: { spec: { containers: [good] } } },
  ),
  'blocked-drain': ofSpecs('policy/v1', 'PodDisruptionBudget', { ...budget, maxUnavailable: 0 }, budget),
  'kept-unhealthy-pods': ofSpecs('policy/v1', 'PodDisruptionBudget', budget, {
    ...budget,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  }),
  'broad-role': {
    wrong: role({ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }),
    right: role({ apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['one'] }),
  },
  'cluster-admin': { wrong: binding('cluster-admin'), right: binding('view') },
  'missing-labels': { wrong: { ...right, metadata: { name: 'shop', namespace: 'shop' } }, right },
  'default-namespace': { wrong: { ...right, metadata: { name: 'shop' } }, right },
  'unrestricted-namespace': {
    wrong: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    right: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    },
  },
  'exposed-service': ofSpecs('v1', 'Service', { type: 'LoadBalancer' }, {}),
  'external-name': ofSpecs('v1', 'Service', { type: 'ExternalName', externalName: 'example.com' }, {}),
  'weak-certificate': ofSpecs(
    'cert-manager.io/v1',
    'Certificate',
    { privateKey: { algorithm: 'RSA', size: 1024 } },
    { privateKey: { algorithm: 'ECDSA' } },
  ),
  'all-entry-points': ofSpecs(traefik, 'IngressRoute', route({}, {}), route({})),
  'old-rule-syntax': ofSpecs(traefik, 'IngressRoute', route({ syntax: 'v2' }), route({ syntax: 'v3' })),
  'exposed-sticky-cookie': ofSpecs(
    traefik,
    'TraefikService',
    { weighted: { services: [], sticky: { cookie: { secure: true } } } },
    { weighted: { services: [], sticky: { cookie: { secure: true, httpOnly: true, sameSite: 'lax' } } } },
  ),
  'unbounded-mirror': ofSpecs(
    traefik,
    'TraefikService',
    { mirroring: { name: 'shop', mirrors: [] } },
    { mirroring: { name: 'shop', mirrors: [], maxBodySize: 1024 } },
  ),
  'foreign-provider': ofSpecs(
    traefik,
    'IngressRoute',
    route({ middlewares: [{ name: 'auth@file' }] }),
    route({ middlewares: [{ name: 'auth' }] }),
  ),
};

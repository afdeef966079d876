import { type Fix, cronJob, program, service } from './fix';

const claims = { data: { mountPath: '/data', size: '1Gi' } };
const shared = (more: object) => ({
  mounts: { '/data': { persistentVolumeClaim: { claimName: 'data', ...more } } },
});
const withClaim = (more: object): Fix['broken'] => ({
  ...service(more),
  existing: { persistentVolumeClaims: { data: {} } },
});
const readiness = (probe: object) => service({ probes: { readiness: probe } });

/** What is wrong with services and jobs. */
export const serviceFixes: readonly Fix[] = [
  {
    rule: 'invalid-label',
    says: 'letter or digit at both ends',
    broken: service({ labels: { team: '-shop' } }),
    fixed: service({ labels: { team: 'shop' } }),
  },
  {
    rule: 'reserved-label',
    says: 'Set `instance`',
    broken: service({ labels: { 'app.kubernetes.io/instance': 'blue' } }),
    fixed: service({ instance: 'blue' }),
  },
  {
    rule: 'invalid-image',
    says: 'registry/repository:tag',
    broken: service({ image: 'ghcr.io/Acme/api:1.0.0' }),
    fixed: service({ image: 'ghcr.io/acme/api:1.0.0' }),
  },
  {
    rule: 'floating-image',
    says: 'Name a version',
    broken: service({ image: 'ghcr.io/acme/api' }),
    fixed: service({ image: 'ghcr.io/acme/api:1.0.0' }),
  },
  {
    rule: 'root-refused',
    says: 'set runAsNonRoot to false',
    broken: service({ securityContext: { runAsUser: 0 } }),
    fixed: service({
      securityContext: { runAsUser: 0, runAsNonRoot: false },
      weakened: { runAsNonRoot: 'old' },
    }),
  },
  {
    rule: 'invalid-telemetry-endpoint',
    says: 'http:// or https://',
    broken: service({ telemetry: { endpoint: 'collector:4317' } }),
    fixed: service({ telemetry: { endpoint: 'http://collector:4317' } }),
  },
  {
    rule: 'invalid-port-name',
    says: 'single hyphens',
    broken: service({ ports: { 'web--port': 8080 } }),
    fixed: service({ ports: { 'web-port': 8080 } }),
  },
  {
    rule: 'invalid-port-number',
    says: '1 to 65535',
    broken: program({ ports: { http: { port: 8080, servicePort: 70_000 } } }),
    fixed: program({ ports: { http: { port: 8080, servicePort: 80 } } }),
  },
  {
    rule: 'duplicate-port',
    says: 'another number',
    broken: service({ ports: { http: 8080, admin: 8080 } }),
    fixed: service({ ports: { http: 8080, admin: 8081 } }),
  },
  {
    rule: 'scheme-without-tcp',
    says: 'Remove `scheme`',
    broken: service({ ports: { http: 8080, dns: { port: 5353, protocol: 'UDP', scheme: 'http' } } }),
    fixed: service({ ports: { http: 8080, dns: { port: 5353, protocol: 'UDP' } } }),
  },
  {
    rule: 'node-port-without-type',
    says: 'Set the `type` of the Service to NodePort',
    broken: service({ ports: { http: { port: 8080, nodePort: 30_080 } } }),
    fixed: service({ ports: { http: { port: 8080, nodePort: 30_080 } }, service: { type: 'NodePort' } }),
  },
  {
    rule: 'option-of-other-service-type',
    says: 'Set the `type` of the Service',
    broken: service({ service: { externalTrafficPolicy: 'Local' } }),
    fixed: service({ service: { externalTrafficPolicy: 'Local', type: 'LoadBalancer' } }),
  },
  {
    rule: 'probe-on-unknown-port',
    says: 'Did you mean "http"?',
    broken: readiness({ httpGet: { path: '/', port: 'htp' } }),
    fixed: readiness({ httpGet: { path: '/', port: 'http' } }),
  },
  {
    rule: 'probe-without-port',
    says: 'Declare a TCP port',
    broken: service({
      ports: { dns: { port: 53, protocol: 'UDP' } },
      probes: { readiness: { tcpSocket: {} } },
    }),
    fixed: service({
      ports: { dns: { port: 53, protocol: 'UDP' }, http: 8080 },
      probes: { readiness: { tcpSocket: {} } },
    }),
  },
  {
    rule: 'probe-on-datagram-port',
    says: 'Probe a TCP port',
    broken: service({
      ports: { http: 8080, dns: { port: 53, protocol: 'UDP' } },
      probes: { readiness: { tcpSocket: { port: 'dns' } } },
    }),
    fixed: service({
      ports: { http: 8080, dns: { port: 53, protocol: 'UDP' } },
      probes: { readiness: { tcpSocket: { port: 'http' } } },
    }),
  },
  {
    rule: 'several-probe-handlers',
    says: 'Keep one of them',
    broken: readiness({ httpGet: { path: '/' }, exec: { command: ['true'] } }),
    fixed: readiness({ httpGet: { path: '/' } }),
  },
  {
    rule: 'empty-probe-command',
    says: 'Name the program',
    broken: program({ probes: { readiness: { exec: { command: [] } } } }),
    fixed: program({ probes: { readiness: { exec: { command: ['/healthcheck'] } } } }),
  },
  {
    rule: 'invalid-success-threshold',
    says: 'Remove `successThreshold`',
    broken: service({ probes: { liveness: { httpGet: { path: '/' }, successThreshold: 2 } } }),
    fixed: service({ probes: { liveness: { httpGet: { path: '/' } } } }),
  },
  {
    rule: 'grace-period-of-readiness',
    says: 'Remove it',
    broken: readiness({ httpGet: { path: '/' }, terminationGracePeriodSeconds: 5 }),
    fixed: readiness({ httpGet: { path: '/' } }),
  },
  {
    rule: 'invalid-quantity',
    says: '128Mi',
    broken: service({ resources: { limits: { memory: '128 MB' } } }),
    fixed: service({ resources: { limits: { memory: '128Mi' } } }),
  },
  {
    rule: 'thousandths-of-a-byte',
    says: /Mi\b/,
    broken: service({ resources: { limits: { memory: '128m' } } }),
    fixed: service({ resources: { limits: { memory: '128Mi' } } }),
  },
  {
    rule: 'size-in-bytes',
    says: /512Mi/,
    broken: service({ resources: { limits: { memory: 512 } } }),
    fixed: service({ resources: { limits: { memory: '512Mi' } } }),
  },
  {
    rule: 'not-a-go-program',
    says: 'runtime: other',
    broken: service({ image: 'redis:7.4.0', ports: { redis: 6379 } }),
    fixed: service({ image: 'redis:7.4.0', ports: { redis: 6379 }, runtime: 'other' }),
  },
  {
    rule: 'go-settings-without-go',
    says: 'Remove `go`',
    broken: service({ runtime: 'other', go: { memoryLimit: '80%' } }),
    fixed: service({ runtime: 'other' }),
  },
  {
    rule: 'limit-below-request',
    says: 'Raise the limit',
    broken: service({ resources: { requests: { memory: '256Mi' }, limits: { memory: '128Mi' } } }),
    fixed: service({ resources: { requests: { memory: '256Mi' }, limits: { memory: '256Mi' } } }),
  },
  {
    rule: 'invalid-memory-limit',
    says: '90%',
    broken: program({ go: { memoryLimit: 'most' } }),
    fixed: service({ go: { memoryLimit: '90%' } }),
  },
  {
    rule: 'memory-limit-above-container',
    says: '90%',
    broken: service({ go: { memoryLimit: '200MiB' } }),
    fixed: service({ go: { memoryLimit: '90%' } }),
  },
  {
    rule: 'replicas-with-autoscaling',
    says: 'Remove one of them',
    broken: service({ replicas: 3, autoscaling: { maxReplicas: 5 } }),
    fixed: service({ autoscaling: { maxReplicas: 5 } }),
  },
  {
    rule: 'min-above-max',
    says: 'Raise maxReplicas',
    broken: service({ autoscaling: { minReplicas: 4, maxReplicas: 3 } }),
    fixed: service({ autoscaling: { minReplicas: 4, maxReplicas: 4 } }),
  },
  {
    rule: 'autoscaling-without-metric',
    says: 'Give `cpu`',
    broken: program({ autoscaling: { maxReplicas: 3, cpu: false } }),
    fixed: service({ autoscaling: { maxReplicas: 3, cpu: 70 } }),
  },
  {
    rule: 'autoscaling-without-request',
    says: 'Set resources.requests.cpu',
    broken: service({ autoscaling: { maxReplicas: 3, cpu: 70 }, resources: { requests: { cpu: false } } }),
    fixed: service({ autoscaling: { maxReplicas: 3, cpu: 70 }, resources: { requests: { cpu: '100m' } } }),
  },
  {
    rule: 'exclusive-volume-shared',
    says: 'accessMode: ReadWriteMany',
    broken: withClaim({ ...shared({}), replicas: 2 }),
    fixed: withClaim({ ...shared({ accessMode: 'ReadWriteMany' }), replicas: 2 }),
  },
  {
    rule: 'volume-claims-of-deployment',
    says: 'Remove `kind`',
    broken: service({ kind: 'Deployment', volumeClaims: claims }),
    fixed: service({ volumeClaims: claims }),
  },
  {
    rule: 'unknown-rollout-type',
    says: 'RollingUpdate',
    broken: service({ rollout: { type: 'OnDelete' } }),
    fixed: service({ rollout: { type: 'RollingUpdate' } }),
  },
  {
    rule: 'rollout-stands-still',
    says: 'Let maxSurge or maxUnavailable be 1',
    broken: service({ rollout: { maxSurge: 0 } }),
    fixed: service({ rollout: { maxSurge: 1 } }),
  },
  {
    rule: 'budget-said-twice',
    says: 'Keep one of them',
    broken: service({ podDisruptionBudget: { maxUnavailable: 1, minAvailable: 1 } }),
    fixed: service({ podDisruptionBudget: { maxUnavailable: 1 } }),
  },
  {
    rule: 'budget-forbids-eviction',
    says: 'maxUnavailable be 1',
    broken: service({ podDisruptionBudget: { maxUnavailable: 0 } }),
    fixed: service({ podDisruptionBudget: { maxUnavailable: 1 } }),
  },
  {
    rule: 'grace-within-pre-stop',
    says: 'Give it at least 15 s',
    broken: service({ shutdown: { preStopSeconds: 10, terminationGracePeriodSeconds: 5 } }),
    fixed: service({ shutdown: { preStopSeconds: 10, terminationGracePeriodSeconds: 15 } }),
  },
  {
    rule: 'grace-within-drain',
    says: 'Give it at least 60 s',
    broken: service({ shutdown: { drainSeconds: 50, terminationGracePeriodSeconds: 30 } }),
    fixed: service({ shutdown: { drainSeconds: 50, terminationGracePeriodSeconds: 60 } }),
  },
  {
    rule: 'invalid-network',
    says: '192.0.2.1/32',
    broken: service({ networkPolicy: { egress: [{ to: [{ cidr: '192.0.2.1' }] }] } }),
    fixed: service({ networkPolicy: { egress: [{ to: [{ cidr: '192.0.2.1/32' }] }] } }),
  },
  {
    rule: 'network-peer-said-twice',
    says: 'Make two peers of it',
    broken: service({ networkPolicy: { egress: [{ to: [{ cidr: '10.0.0.0/8', namespace: 'a' }] }] } }),
    fixed: service({ networkPolicy: { egress: [{ to: [{ cidr: '10.0.0.0/8' }, { namespace: 'a' }] }] } }),
  },
  {
    rule: 'invalid-replicas',
    says: 'whole number',
    broken: program({ replicas: 1.5 }),
    fixed: program({ replicas: 2 }),
  },
  {
    rule: 'weakened-hardening',
    says: 'weakened: { allowPrivilegeEscalation: the reason }',
    broken: service({ securityContext: { allowPrivilegeEscalation: true } }),
    fixed: service({
      securityContext: { allowPrivilegeEscalation: true },
      weakened: { allowPrivilegeEscalation: 'the reason' },
    }),
  },
  {
    rule: 'plain-secret',
    says: '{ valueFrom: { secretKeyRef: { name: …, key: … } } }',
    broken: { ...service({ env: { TOKEN: 'hunter22' } }), existing: { secrets: { api: {} } } },
    fixed: {
      ...service({ env: { TOKEN: { valueFrom: { secretKeyRef: { name: 'api', key: 'token' } } } } }),
      existing: { secrets: { api: {} } },
    },
  },
  {
    rule: 'exposed-secret',
    says: 'Put it into a Secret',
    broken: service({ env: { DSN: '${secret(env:DSN)}' }, secrets: { files: { '/etc/a': 'a' } } }),
    fixed: service({ secrets: { files: { '/etc/dsn': '${secret(env:DSN)}' } } }),
    variables: { DSN: 'postgres://shop:shop@db' },
  },
  {
    rule: 'mount-over-system-path',
    says: 'Mount it elsewhere',
    broken: service({ writable: { '/proc': '1Mi' } }),
    fixed: service({ writable: { '/cache': '1Mi' } }),
  },
  {
    rule: 'nul-in-text',
    says: 'Remove the character',
    broken: service({ args: ['a\0b'] }),
    fixed: service({ args: ['ab'] }),
  },
  {
    rule: 'invalid-schedule',
    says: '@daily',
    broken: cronJob({ schedule: 'every day' }),
    fixed: cronJob({ schedule: '@daily' }),
  },
  {
    rule: 'unknown-time-zone',
    says: 'Europe/Zurich',
    broken: cronJob({ timeZone: 'Europe/Zuerich' }),
    fixed: cronJob({ timeZone: 'Europe/Zurich' }),
  },
  {
    rule: 'short-starting-deadline',
    says: /ten seconds|10/,
    broken: cronJob({ startingDeadlineSeconds: 5 }),
    fixed: cronJob({ startingDeadlineSeconds: 10 }),
  },
  {
    rule: 'indexed-without-completions',
    says: 'Set `completions`',
    broken: cronJob({ completionMode: 'Indexed', parallelism: 2 }),
    fixed: cronJob({ completionMode: 'Indexed', parallelism: 2, completions: 2 }),
  },
];

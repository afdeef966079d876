import { Testing } from 'cdk8s';
import { collectProblems } from '../../../lib/constructs/construct';
import { GoService, type GoServiceSpec } from '../../../lib/constructs/workload';
import { type Manifest, newChart } from './support';

/** Objects of a service under test by kind and name. */
function synth(name: string, spec: GoServiceSpec, ...routed: readonly string[]): Record<string, Manifest> {
  const chart = newChart();
  const service = new GoService(chart, name, spec);
  for (const port of routed) service.routePort(port);
  expect(collectProblems(chart)).toEqual([]);
  return Object.fromEntries(
    Testing.synth(chart).map((object) => [`${object.kind}/${object.metadata.name}`, object]),
  );
}

test('go-httpbin: an HTTP API with autoscaling', () => {
  const objects = synth(
    'httpbin',
    {
      image: 'ghcr.io/mccutchen/go-httpbin:2.18.3',
      ports: { http: 8080 },
      probes: {
        startup: { httpGet: { path: '/status/200' } },
        liveness: { httpGet: { path: '/status/200' } },
        readiness: { httpGet: { path: '/status/200' } },
      },
      env: { MAX_BODY_SIZE: 1048576 },
      autoscaling: { minReplicas: 2, maxReplicas: 6 },
    },
    'http',
  );
  expect(Object.keys(objects)).toEqual([
    'ServiceAccount/httpbin',
    'Service/httpbin',
    'Deployment/httpbin',
    'HorizontalPodAutoscaler/httpbin',
    'PodDisruptionBudget/httpbin',
    'NetworkPolicy/httpbin',
  ]);
  const [container] = objects['Deployment/httpbin'].spec.template.spec.containers;
  expect(container.livenessProbe.httpGet).toEqual({ path: '/status/200', port: 'http' });
  expect(container.env).toContainEqual({ name: 'MAX_BODY_SIZE', value: '1048576' });
});

test('dex: gRPC as h2c, telemetry for probes alone, configuration from an existing Secret', () => {
  const objects = synth(
    'dex',
    {
      image: 'ghcr.io/dexidp/dex:v2.44.0',
      args: ['dex', 'serve', '/etc/dex/config.yaml'],
      ports: { http: 5556, grpc: 5557, telemetry: 5558 },
      probes: {
        startup: { httpGet: { path: '/healthz/live', port: 'telemetry' } },
        liveness: { httpGet: { path: '/healthz/live', port: 'telemetry' } },
        readiness: { httpGet: { path: '/healthz/ready', port: 'telemetry' } },
      },
      mounts: { '/etc/dex/config.yaml': { secret: { name: 'dex-config' }, key: 'config.yaml' } },
      networkPolicy: { ingress: [{ from: [{ namespace: 'monitoring' }], ports: ['telemetry'] }] },
    },
    'http',
    'grpc',
  );
  expect(objects['Service/dex'].spec.ports).toContainEqual({
    name: 'grpc',
    port: 5557,
    targetPort: 'grpc',
    appProtocol: 'kubernetes.io/h2c',
  });
  expect(objects['Deployment/dex'].spec.template.spec.volumes).toContainEqual({
    name: 'etc-dex',
    secret: { secretName: 'dex-config', items: [{ key: 'config.yaml', path: 'config.yaml' }] },
  });
  const { ingress } = objects['NetworkPolicy/dex'].spec;
  expect(ingress.map(({ ports }: Manifest) => ports)).toEqual([
    [{ port: 5556 }, { port: 5557 }],
    [{ port: 5558 }],
  ]);
});

test('nats-server: TCP clients, monitoring for probes alone, configuration of its own', () => {
  const objects = synth(
    'nats',
    {
      image: 'nats:2.12.1-alpine',
      args: ['--config', '/etc/nats/nats.conf'],
      ports: { client: 4222, monitoring: 8222 },
      config: { files: { '/etc/nats/nats.conf': 'port: 4222\nhttp_port: 8222\n' } },
      probes: {
        startup: { httpGet: { path: '/healthz', port: 'monitoring' } },
        liveness: { httpGet: { path: '/healthz?js-enabled-only=true', port: 'monitoring' } },
        readiness: { httpGet: { path: '/healthz?js-enabled-only=true', port: 'monitoring' } },
      },
      replicas: 1,
    },
    'client',
  );
  expect(objects['ConfigMap/nats-config'].data).toEqual({ 'nats.conf': 'port: 4222\nhttp_port: 8222\n' });
  expect(objects['NetworkPolicy/nats'].spec.ingress).toEqual([
    expect.objectContaining({ ports: [{ port: 4222 }] }),
  ]);
  expect(objects).not.toHaveProperty('PodDisruptionBudget/nats');
});

test('Gitea rootless: one volume, one replica, its own user, a writable /etc/gitea', () => {
  const objects = synth(
    'gitea',
    {
      image: 'docker.gitea.com/gitea:1.25.1-rootless',
      ports: { http: 3000, ssh: 2222 },
      probes: {
        startup: { httpGet: { path: '/api/healthz' }, failureThreshold: 60 },
        liveness: { httpGet: { path: '/api/healthz' } },
        readiness: { httpGet: { path: '/api/healthz' } },
      },
      securityContext: { runAsUser: 1000 },
      writable: { '/etc/gitea': '16Mi', '/tmp': '256Mi' },
      volumeClaims: { data: { mountPath: '/var/lib/gitea', size: '10Gi' } },
      resources: { limits: { memory: '512Mi' } },
    },
    'http',
    'ssh',
  );
  expect(Object.keys(objects)).toEqual([
    'ServiceAccount/gitea',
    'Service/gitea',
    'Service/gitea-headless',
    'StatefulSet/gitea',
    'NetworkPolicy/gitea',
  ]);
  const { spec } = objects['StatefulSet/gitea'];
  expect(spec.replicas).toBe(1);
  expect(spec.template.spec.securityContext).toMatchObject({
    runAsUser: 1000,
    runAsGroup: 1000,
    fsGroup: 1000,
  });
  expect(spec.template.spec.containers[0].volumeMounts).toEqual([
    { name: 'data', mountPath: '/var/lib/gitea' },
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'etc-gitea', mountPath: '/etc/gitea' },
  ]);
  expect(spec.template.spec.containers[0].env).toEqual([{ name: 'GOMEMLIMIT', value: '460MiB' }]);
});

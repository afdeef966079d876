import { checkKubernetesObject, checkMadeTogether } from '../../../../lib/core/kubernetes';
import { objectsOf } from '../../../../lib/core/manifest';
import { container, deployment, objectOf } from '../objects/support';

/** What the rules over what one construct made find, as `rule Kind field`; of any objects the same is fine. */
function found(yaml: string): readonly string[] {
  const objects = objectsOf(yaml, 'objects.yaml').objects.map(({ object }) => object);
  expect(objects.flatMap((object) => checkKubernetesObject(object))).toEqual([]);
  return checkMadeTogether(objects).map(
    ({ rule, object, field }) => `${rule} ${object.kind} ${field.join('.')}`,
  );
}

const data = (kind: string, name: string, content: string) =>
  `---\n{ apiVersion: v1, kind: ${kind}, metadata: { name: ${name} }, data: ${content} }\n`;

test('an image that may be another tomorrow is told', () => {
  expect(found(deployment('').replace('a/b:1', 'a/b'))).toEqual([
    `floating-image Deployment ${container}.image`,
  ]);
});

test('variables are told by their names and texts, those of ConfigMaps where these have them', () => {
  const env =
    "env: [{ name: 'A B', value: x }, { name: API_TOKEN, value: abc }], envFrom: [{ configMapRef: { name: m } }, { secretRef: { name: s } }]";
  const nul = Buffer.from('a\0b').toString('base64');
  expect(
    found(
      deployment(env) +
        data('ConfigMap', 'm', '{ 1A: x, DB_PASSWORD: hunter2 }') +
        data('Secret', 's', `{ A: ${nul} }`),
    ),
  ).toEqual([
    `invalid-variable-name Deployment ${container}.env.0.name`,
    `plain-secret Deployment ${container}.env.1.value`,
    'invalid-variable-name ConfigMap data.1A',
    'plain-secret ConfigMap data.DB_PASSWORD',
    'nul-in-text Secret data.A',
    'inline-secret Secret data',
  ]);
});

test('a variable that refers to nothing is told, unless objects elsewhere may have it', () => {
  const env = "env: [{ name: URL, value: 'http://$(HOST)/' }]";
  expect(found(deployment(env))).toEqual([`unresolved-variable Deployment ${container}.env.0.value`]);
  const from = deployment(`${env}, envFrom: [{ configMapRef: { name: m } }]`);
  expect(found(from)).toEqual([]);
  expect(found(from + data('ConfigMap', 'm', '{ HOST: web }'))).toEqual([]);
  expect(found(from + data('ConfigMap', 'm', '{ HOTS: web }'))).toEqual([
    `unresolved-variable Deployment ${container}.env.0.value`,
  ]);
});

test('paths that are none, belong to the runtime or cannot be made are told', () => {
  const mounts = ['/a/', '/proc/x', '/b', '/b/c'].map(
    (path, index) => `{ name: v${index}, mountPath: ${path}, readOnly: ${path === '/b'} }`,
  );
  expect(found(deployment(`volumeMounts: [${mounts.join(', ')}]`))).toEqual([
    `invalid-path Deployment ${container}.volumeMounts.0.mountPath`,
    `mount-over-system-path Deployment ${container}.volumeMounts.1.mountPath`,
    `mount-in-read-only-directory Deployment ${container}.volumeMounts.3.mountPath`,
  ]);
});

test('ports of one number, and probes of what is not declared or not TCP, are told', () => {
  const ports =
    'ports: [{ name: a, containerPort: 80 }, { name: b, containerPort: 80 }, { name: dns, containerPort: 53, protocol: UDP }]';
  const probes =
    'startupProbe: { httpGet: { port: 81 } }, livenessProbe: { tcpSocket: { port: dns } }, readinessProbe: { grpc: { port: 53 } }';
  expect(found(deployment(`${ports}, ${probes}`))).toEqual([
    `duplicate-port Deployment ${container}.ports.1.containerPort`,
    `probe-on-unknown-port Deployment ${container}.startupProbe.httpGet.port`,
    `probe-on-datagram-port Deployment ${container}.livenessProbe.tcpSocket.port`,
    `probe-on-datagram-port Deployment ${container}.readinessProbe.grpc.port`,
  ]);
});

test('an autoscaler measures what is asked for, and a budget lets a pod go', () => {
  const metrics = ['cpu', 'memory'].map(
    (name) =>
      `{ type: Resource, resource: { name: ${name}, target: { type: Utilization, averageUtilization: 70 } } }`,
  );
  const target = '{ apiVersion: apps/v1, kind: Deployment, name: web }';
  const autoscaler = objectOf(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    `{ scaleTargetRef: ${target}, minReplicas: 2, maxReplicas: 4, metrics: [${metrics.join(', ')}] }`,
  );
  const workload = deployment('resources: { limits: { cpu: 1 } }');
  const budget = (content: string) => objectOf('policy/v1', 'PodDisruptionBudget', content);
  expect(found(`${workload}---\n${autoscaler}---\n${budget('{ minAvailable: 2 }')}`)).toEqual([
    'autoscaling-without-request HorizontalPodAutoscaler spec.metrics.1.resource',
    'budget-forbids-eviction PodDisruptionBudget spec',
  ]);
  expect(found(budget('{ maxUnavailable: 0% }'))).toEqual([
    'budget-forbids-eviction PodDisruptionBudget spec',
  ]);
  expect(found(budget('{ minAvailable: 1 }'))).toEqual([]);
});

test('a Service to a name has a port, and no address in its place', () => {
  expect(found(objectOf('v1', 'Service', '{ type: ExternalName, externalName: 192.0.2.1 }'))).toEqual([
    'invalid-external-name Service spec.externalName',
    'external-name-without-port Service spec.ports',
  ]);
});

test('a Certificate has names that public issuers sign', () => {
  expect(
    found(objectOf('cert-manager.io/v1', 'Certificate', '{ dnsNames: [a.example.com, Example.com] }')),
  ).toEqual(['invalid-dns-name Certificate spec.dnsNames.1']);
});

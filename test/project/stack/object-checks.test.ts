import { ApiObject, Chart } from 'cdk8s';
import { addCheck, markDeploymentScope } from '../../../lib/constructs/construct';
import { DeliveryApp } from '../../../lib/project/stack';
import { configMap, problemsOf, rulesOf } from './support';

test('the same object made twice is refused, with both constructs', () => {
  const app = new DeliveryApp();
  configMap(new Chart(app, 'a'), 'x', { name: 'same', namespace: 'shop' });
  configMap(new Chart(app, 'b'), 'y', { name: 'same', namespace: 'shop' });
  const [problem, ...others] = problemsOf(() => app.manifests());
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ rule: 'duplicate-object', construct: 'b/y' });
  expect(problem?.message).toBe('ConfigMap shop/same is made twice; the first time by [a/x].');
});

test('the same object in two namespaces, kinds or environments is fine', () => {
  const app = new DeliveryApp();
  const chart = new Chart(app, 'a');
  configMap(chart, 'x', { name: 'same', namespace: 'one' });
  configMap(chart, 'y', { name: 'same', namespace: 'two' });
  new ApiObject(chart, 'z', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'same', namespace: 'one' },
  });
  const scope = new Chart(app, 'prod');
  markDeploymentScope(scope);
  configMap(scope, 'x', { name: 'same', namespace: 'one' });
  expect(rulesOf(() => app.manifests())).toEqual([]);
});

test('an object of the whole cluster is the same whatever namespace is said', () => {
  const app = new DeliveryApp();
  for (const id of ['a', 'b']) {
    const metadata = { name: 'same', namespace: id };
    new ApiObject(new Chart(app, id), 'x', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata,
    });
  }
  expect(rulesOf(() => app.manifests())).toEqual(['duplicate-object']);
});

test.each([
  ['v1', 'ConfigMap', 'a.b-c.1', true],
  ['v1', 'ConfigMap', '', false],
  ['v1', 'ConfigMap', 'A', false],
  ['v1', 'ConfigMap', 'a'.repeat(254), false],
  ['v1', 'Service', 'a.b', false],
  ['v1', 'Service', '1a', false],
  ['v1', 'Service', 'a'.repeat(64), false],
  ['v1', 'Namespace', '1a', true],
  ['v1', 'Namespace', 'a.b', false],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:a/b', false],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'System:Node', true],
  ['batch/v1', 'CronJob', 'a'.repeat(53), false],
])('%s %s may be named "%s": %s', (apiVersion, kind, name, allowed) => {
  const app = new DeliveryApp();
  const spec = kind === 'Service' && { spec: { ports: [{ port: 80 }] } };
  new ApiObject(new Chart(app, 'a'), 'x', { apiVersion, kind, metadata: { name }, ...spec });
  expect(rulesOf(() => app.manifests())).toEqual(allowed ? [] : ['invalid-name']);
});

describe("an object of Kubernetes' own kinds that a program adds", () => {
  const service = (scope: Chart, port: object) =>
    new ApiObject(scope, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'shop' },
      spec: { selector: { app: 'shop' }, ports: [port] },
    });

  test('has only fields that Kubernetes knows', () => {
    const app = new DeliveryApp();
    service(new Chart(app, 'a'), { port: 80, targetPorts: 'http' });
    expect(problemsOf(() => app.manifests())).toMatchObject([
      {
        rule: 'unknown-field',
        construct: 'a/service',
        field: ['spec', 'ports', 0, 'targetPorts'],
        fix: 'Write "targetPort".',
      },
    ]);
  });

  test('is not looked at where its construct has told more already', () => {
    const app = new DeliveryApp();
    const object = service(new Chart(app, 'a'), { port: '80' });
    expect(rulesOf(() => app.manifests())).toEqual(['wrong-type']);
    addCheck(object, () => [
      { rule: 'ambiguous-port', severity: 'error', message: 'The port is in quotes.' },
    ]);
    expect(rulesOf(() => app.manifests())).toEqual(['ambiguous-port']);
  });
});

test('a bigint is the integer that it is written as', () => {
  const app = new DeliveryApp();
  const spec = { ports: [{ port: 80n, name: 'http' }] };
  const metadata = { name: 'web' };
  new ApiObject(new Chart(app, 'web'), 'web', { apiVersion: 'v1', kind: 'Service', metadata, spec });
  const [service] = app.manifests().get('web.k8s.yaml') ?? [];
  expect(service?.['spec']).toStrictEqual({ ports: [{ port: 80, name: 'http' }] });
});

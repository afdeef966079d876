import { ApiObject, Chart } from 'cdk8s';
import { markDeploymentScope } from '../../../lib/constructs/construct';
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
  new ApiObject(new Chart(app, 'a'), 'x', { apiVersion, kind, metadata: { name } });
  expect(rulesOf(() => app.manifests())).toEqual(allowed ? [] : ['invalid-name']);
});

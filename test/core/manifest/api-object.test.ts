import {
  type ApiObjectData,
  canonicalObject,
  formatIdentity,
  groupOf,
  identityKey,
  identityOf,
  isApiObject,
  isClusterScoped,
} from '../../../lib/core/manifest';

const route: ApiObjectData = {
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name: 'web', namespace: 'shop' },
};

test('an identity is read as kind, namespace and name', () => {
  expect(formatIdentity(identityOf(route))).toBe('IngressRoute.traefik.io shop/web');
  const deployment = { ...route, apiVersion: 'apps/v1', kind: 'Deployment' };
  expect(formatIdentity(identityOf(deployment))).toBe('Deployment shop/web');
});

test('a namespace on a cluster-scoped object does not count', () => {
  const role = { ...route, apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' };
  expect(identityOf(role)).toEqual({ apiVersion: role.apiVersion, kind: 'ClusterRole', name: 'web' });
});

test('two versions of a kind are the same object, two groups are not', () => {
  const key = (apiVersion: string): string => identityKey(identityOf({ ...route, apiVersion }));
  expect(key('traefik.io/v1alpha1')).toBe(key('traefik.io/v2'));
  expect(key('traefik.io/v1alpha1')).not.toBe(key('traefik.containo.us/v1alpha1'));
});

test('the core group has no name', () => {
  expect(groupOf('v1')).toBe('');
  expect(groupOf('apps/v1')).toBe('apps');
});

test.each([
  ['v1', 'Namespace', true],
  ['v1', 'ConfigMap', false],
  ['cert-manager.io/v1', 'ClusterIssuer', true],
  ['cert-manager.io/v1', 'Issuer', false],
  ['example.com/v1', 'Namespace', false],
  ['constructor/v1', 'constructor', false],
])('%s %s: cluster-scoped is %s', (apiVersion, kind, expected) => {
  expect(isClusterScoped(apiVersion, kind)).toBe(expected);
});

test.each([
  null,
  'x',
  [],
  {},
  { apiVersion: 'v1', kind: 'A', metadata: {} },
  { apiVersion: 1, kind: 'A', metadata: { name: 'a' } },
])('%j is no API object', (value) => {
  expect(isApiObject(value)).toBe(false);
});

test('the canonical order does not depend on how an object was built', () => {
  const a = {
    kind: 'A',
    apiVersion: 'v1',
    spec: { z: 1, name: 'x', b: [{ port: 1, name: 'p' }] },
    metadata: { labels: { b: '1', a: '2' }, name: 'n' },
  };
  const text = JSON.stringify(canonicalObject(a));
  expect(text).toBe(
    '{"apiVersion":"v1","kind":"A","metadata":{"name":"n","labels":{"a":"2","b":"1"}},"spec":{"name":"x","b":[{"name":"p","port":1}],"z":1}}',
  );
  const again = {
    metadata: { name: 'n', labels: { a: '2', b: '1' } },
    spec: { b: [{ name: 'p', port: 1 }], z: 1, name: 'x', gone: undefined },
    apiVersion: 'v1',
    kind: 'A',
  };
  expect(JSON.stringify(canonicalObject(again))).toBe(text);
});

test('the canonical form keeps a key named __proto__ and does not take it for a prototype', () => {
  const data: unknown = JSON.parse('{"__proto__":{"x":1}}');
  const object = canonicalObject({ apiVersion: 'v1', kind: 'A', metadata: { name: 'n' }, data });
  expect(JSON.stringify(object)).toContain('"__proto__":{"x":1}');
});

import { ingressRoute, secret, service } from '../../traefik/model/objects';
import { diffOf } from './sides';

test('objects are compared by what they mean: what the cluster writes into them does not count', () => {
  const written = { ...service('web', 80), status: {} };
  Object.assign(written, { metadata: { name: 'web', namespace: 'shop', uid: '1', resourceVersion: '2' } });
  expect(diffOf([service('web', 80)], [written]).objects).toEqual({ added: [], removed: [], changed: [] });
});

test('list items with names are matched by them', () => {
  const ports = (...list: readonly object[]): object => service('web', ...list);
  const [http, admin] = [
    { name: 'http', port: 80 },
    { name: 'admin', port: 9000 },
  ];
  const { objects } = diffOf([ports(http, admin)], [ports(http, { ...admin, port: 9001 })]);
  expect(objects.changed).toMatchObject([{ paths: ['spec.ports[1].port'] }]);
});

test('a list without names is matched by its items, so that one more in front is one change', () => {
  const route = (match: string): object => ({ match, kind: 'Rule', services: [{ name: 'web', port: 80 }] });
  const routes = (...list: readonly string[]): object =>
    ingressRoute('a', '', {}, { routes: list.map(route) });
  const { objects } = diffOf(
    [routes('Host(`a`)', 'Host(`b`)')],
    [routes('Host(`c`)', 'Host(`a`)', 'Host(`b`)')],
  );
  expect(objects.changed).toMatchObject([{ paths: ['spec.routes[0]'] }]);
});

test('middlewares in another order are a change of the list', () => {
  const route = (...names: readonly string[]): object =>
    ingressRoute('a', 'Host(`a`)', { middlewares: names.map((name) => ({ name })) });
  const { objects } = diffOf([route('x', 'y')], [route('y', 'x')]);
  expect(objects.changed).toMatchObject([{ paths: ['spec.routes[0].middlewares'] }]);
});

test('of a Secret the key is told that changed, and never a value', () => {
  const found = diffOf(
    [secret('users', { users: 'old-password' })],
    [secret('users', { users: 'new-password' })],
  );
  expect(found.objects.changed).toMatchObject([{ paths: ['data.users'] }]);
  expect(JSON.stringify(found)).not.toMatch(/password|b2xkLXBhc3N3b3Jk|bmV3LXBhc3N3b3Jk/);
});

import { App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { collectProblems, setOrigin } from '../../../lib/constructs/construct';
import { TraefikObject } from '../../../lib/constructs/routing/traefik-object';

function chart(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

const rateLimited = { kind: 'Middleware', spec: { rateLimit: { average: 50 } } } as const;

test('an object is written as it is, with the apiVersion of Traefik v3', () => {
  const object = new TraefikObject(chart(), 'limit', { ...rateLimited, metadata: { name: 'limit' } });
  expect(object.toJson()).toEqual({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: { name: 'limit', namespace: 'shop' },
    spec: { rateLimit: { average: 50 } },
  });
});

test('an object without a name is named after its construct', () => {
  expect(new TraefikObject(chart(), 'limit', rateLimited).toJson().metadata.name).toMatch(/^shop-limit-/);
});

test('a patch of a number-or-text field does what it says', () => {
  const route = new TraefikObject(chart(), 'web', {
    kind: 'IngressRoute',
    spec: { routes: [{ match: 'Host(`shop.example`)', services: [{ name: 'web', port: 80 }] }] },
  });
  route.addJsonPatch(JsonPatch.replace('/spec/routes/0/services/0/port', 'http'));
  expect(route.toJson().spec.routes[0].services[0].port).toBe('http');
});

test('a good object has no problems', () => {
  const scope = chart();
  new TraefikObject(scope, 'limit', rateLimited);
  expect(collectProblems(scope)).toEqual([]);
});

test('a bad value is a problem of the construct, in the field of its spec', () => {
  const scope = chart();
  new TraefikObject(scope, 'limit', { kind: 'Middleware', spec: { rateLimit: { average: -1 } } });
  expect(collectProblems(scope)).toMatchObject([
    { rule: 'out-of-range', severity: 'error', construct: 'shop/limit', field: ['rateLimit', 'average'] },
  ]);
});

test('a problem is placed where the spec was written', () => {
  const scope = chart();
  const object = new TraefikObject(scope, 'limit', {
    kind: 'Middleware',
    spec: { rateLimit: { average: 50, periods: '1s' } },
  });
  setOrigin(object, (field) => ({ file: `prod.yaml#${field.join('.')}`, line: 1, column: 1 }));
  expect(collectProblems(scope)).toMatchObject([
    { rule: 'unknown-field', location: { file: 'prod.yaml#rateLimit.periods' } },
  ]);
});

test('what a patch breaks is found too', () => {
  const scope = chart();
  const object = new TraefikObject(scope, 'limit', rateLimited);
  object.addJsonPatch(JsonPatch.add('/spec/rateLimit/burst', 'many'));
  expect(collectProblems(scope)).toMatchObject([
    { rule: 'undecodable-value', field: ['rateLimit', 'burst'] },
  ]);
});

test('what a patch mends is no problem', () => {
  const scope = chart();
  const object = new TraefikObject(scope, 'limit', { kind: 'Middleware', spec: { rateLimit: {} } });
  object.addJsonPatch(JsonPatch.add('/spec/rateLimit/average', 1));
  expect(collectProblems(scope)).toEqual([]);
});

test('lazy values are checked as what they become', () => {
  const scope = chart();
  const average: unknown = Lazy.any({ produce: () => 'fifty' });
  new TraefikObject(scope, 'limit', { kind: 'Middleware', spec: { rateLimit: { average } } });
  expect(collectProblems(scope)).toMatchObject([
    { rule: 'undecodable-value', field: ['rateLimit', 'average'] },
  ]);
});

test('under a stock cdk8s App an error is a validation message, and a warning is none', () => {
  const scope = chart();
  const bad = new TraefikObject(scope, 'bad', { kind: 'Middleware', spec: { retry: { attempts: 0 } } });
  const odd = new TraefikObject(scope, 'odd', { kind: 'Middleware', spec: { retry: { attempts: 1 } } });
  expect(bad.node.validate()).toEqual([expect.stringContaining('There are 0 attempts.')]);
  expect(odd.node.validate()).toEqual([]);
});

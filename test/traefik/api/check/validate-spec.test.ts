import { type TraefikKind, traefikKinds } from '../../../../lib/traefik/api/kinds';
import { validateSpec } from '../../../../lib/traefik/api/check';

const route = { match: 'Host(`shop.example`)', kind: 'Rule', services: [{ name: 'web', port: 80 }] };

const good: Readonly<Record<TraefikKind, object>> = {
  IngressRoute: { entryPoints: ['websecure'], routes: [route], tls: {} },
  IngressRouteTCP: { routes: [{ match: 'HostSNI(`*`)', services: [{ name: 'ssh', port: 'ssh' }] }] },
  IngressRouteUDP: { routes: [{ services: [{ name: 'dns', port: 53 }] }] },
  Middleware: { rateLimit: { average: 50, period: '1m', burst: 100 } },
  MiddlewareTCP: { ipAllowList: { sourceRange: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1'] } },
  ServersTransport: { serverName: 'web.internal', rootCAs: [{ secret: 'ca' }] },
  ServersTransportTCP: { dialTimeout: '5s', tls: { rootCAs: [{ configMap: 'ca' }] } },
  TLSOption: { minVersion: 'VersionTLS12', sniStrict: true },
  TLSStore: { defaultCertificate: { secretName: 'wildcard' } },
  TraefikService: { weighted: { services: [{ name: 'web', port: 80, weight: 1 }] } },
};

test.each(traefikKinds)('nothing is wrong with a good %s', (kind) => {
  expect(validateSpec(kind, good[kind])).toEqual([]);
});

test.each(traefikKinds)(
  'a field that %s does not have is an error, because the API server drops it',
  (kind) => {
    expect(validateSpec(kind, { ...good[kind], surprise: 1 })).toMatchObject([
      { rule: 'unknown-field', field: ['surprise'], consequence: expect.stringContaining('drops the field') },
    ]);
  },
);

test.each(traefikKinds)('%s needs a map', (kind) => {
  expect(validateSpec(kind, undefined)).toMatchObject([
    { rule: 'missing-field', severity: 'error', field: [], message: 'The field "spec" is missing.' },
  ]);
  for (const spec of [null, 'text', 1, true, []]) {
    expect(validateSpec(kind, spec)).toMatchObject([
      { rule: 'undecodable-value', severity: 'error', field: [] },
    ]);
  }
});

test('a misspelt field is answered with the nearest one', () => {
  const spec = { routes: [{ ...route, services: [{ name: 'web', port: 80, schema: 'https' }] }] };
  expect(validateSpec('IngressRoute', spec)).toMatchObject([
    { field: ['routes', 0, 'services', 0, 'schema'], fix: 'Write "scheme".' },
  ]);
});

test('a misspelt kind of middleware is one finding, not also a middleware without a kind', () => {
  expect(validateSpec('Middleware', { rateLimits: { average: 1 } })).toMatchObject([
    { rule: 'unknown-field', fix: 'Write "rateLimit".' },
  ]);
});

test('words and limits of the CRD hold', () => {
  const services = [{ name: 'web', port: 80, kind: 'Deployment', strategy: 'random', weight: -1 }];
  expect(validateSpec('IngressRoute', { routes: [{ ...route, kind: 'Rules', services }] })).toMatchObject([
    { rule: 'route-kind', field: ['routes', 0, 'kind'] },
    { rule: 'not-allowed-value', field: ['routes', 0, 'services', 0, 'kind'] },
    { rule: 'unknown-strategy', field: ['routes', 0, 'services', 0, 'strategy'] },
    { rule: 'out-of-range', field: ['routes', 0, 'services', 0, 'weight'] },
  ]);
});

test('a missing field that the CRD demands makes the API server refuse the object', () => {
  expect(validateSpec('IngressRoute', { routes: [{ kind: 'Rule' }] })).toMatchObject([
    { rule: 'empty-rule', field: ['routes', 0], consequence: 'The API server refuses the IngressRoute.' },
  ]);
});

test('a value is said to be wrong once, though CRD and Traefik both refuse it', () => {
  const findings = validateSpec('Middleware', { retry: { attempts: 2, status: ['teapot'] } });
  expect(findings.map(({ rule, field }) => [rule, field])).toEqual([
    ['invalid-status-codes', ['retry', 'status', 0]],
  ]);
});

test('a value of a wrong type does not hide behind another mistake, and does not crash', () => {
  const spec = { errors: { status: 500, service: 'pages', statusRewrites: [] }, headers: null };
  const rules = validateSpec('Middleware', spec).map(({ rule }) => rule);
  expect(new Set(rules)).toEqual(new Set(['undecodable-value']));
});

test('names from the prototype of objects are fields like others', () => {
  const spec: unknown = JSON.parse('{"__proto__": {"average": 1}, "constructor": {}, "toString": {}}');
  const fields = validateSpec('Middleware', spec).map(({ field }) => field);
  expect(fields).toEqual([['__proto__'], ['constructor'], ['toString']]);
  const headers: unknown = JSON.parse('{"headers": {"customRequestHeaders": {"__proto__": "x"}}}');
  expect(validateSpec('Middleware', headers)).toEqual([]);
});

test('options of a plugin are its own business', () => {
  const plugin = { geoblock: { anything: [1, { nested: null }], timeout: 'soon' } };
  expect(validateSpec('Middleware', { plugin })).toEqual([]);
});

test('a spec that nests without end is a finding', () => {
  const list: unknown[] = [];
  list.push(list);
  expect(validateSpec('IngressRoute', { routes: list }).length).toBeGreaterThan(0);
});
